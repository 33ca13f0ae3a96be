// What the scripts of the HTML page read: results and traces as compact JSON, texts by number, states as differences.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "checker/report/result.hpp"

namespace walkcheck {

/// Every text once; others name it by its number. The first, 0, is the empty one.
class Texts {
 public:
  Texts() { (void)number(""); }
  [[nodiscard]] std::size_t number(std::string_view text);
  [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

 private:
  std::map<std::string, std::size_t, std::less<>> numbers_;
  std::vector<std::string> all_;
};

/// What stays the same in all states of a trace, and how a state is then a list of numbers (html/data.js reads it):
/// the place; for each table what it is (exists 1, walked 2, stale 4, detached 8) and each entry's state * 4 +
/// hidden * 2 + cursor; each lock's holder; each choice; each local. The first frame is a whole state, each other one
/// the pairs of index and number that are new in it.
struct TraceData {
  nlohmann::ordered_json shape;
  nlohmann::ordered_json frames;
};
[[nodiscard]] TraceData trace_data(const Evidence& evidence, Texts& texts);

/// The name of each result in an address: "v17/again_terminates/1-2-1"; letters, digits and "_.-" between slashes.
[[nodiscard]] std::vector<std::string> addresses(std::span<const Result> results);

/// The document of the element "data", without times. No "<" is in it.
[[nodiscard]] std::string page_data(std::span<const Result> results);
/// The document of the element "times": the seconds of each search and of each result's proof.
[[nodiscard]] std::string page_times(std::span<const Result> results);

}  // namespace walkcheck
