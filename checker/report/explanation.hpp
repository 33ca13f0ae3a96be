// A run step by step: what happens, what it changes in the tables, and what queries come to.
#pragma once

#include <string>
#include <vector>

#include "checker/report/filter.hpp"
#include "checker/report/query.hpp"
#include "checker/report/result.hpp"

namespace walkcheck {

struct Explanation {
  const Evidence& evidence;
  std::optional<Property::Kind> broken = {};  // what the run breaks; absent: nothing that is told here
  std::vector<Query> queries = {};
  Globs globs = {};
};

/// Steps are numbered from 1: step N is element N - 1 of `steps` in the JSON report. Below a step stand the tables and
/// locks where they are not as they were, and the queries whose value is another one. No line is wider than
/// `page_width`. Ends with a newline.
[[nodiscard]] std::string explain(const Explanation& explanation);

/// What a step says, a text for each call: "walk_pud_range() U7: pud is leaf, not none".
[[nodiscard]] std::vector<std::string> calls(const Step& step);

/// One step: number, CPU, kernel function, and what happens.
[[nodiscard]] std::string told_step(const Step& step, std::size_t number);

}  // namespace walkcheck
