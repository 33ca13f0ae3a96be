// What must come out whatever the walk, by the names that tests/agreement/random_laws.cpp gives.
#pragma once

#include <string>
#include <vector>

#include "tests/agreement/judge_with.hpp"

namespace walkcheck::testing {

/// One verdict, decided or not.
struct Said {
  std::string scenario, tables, locks, property;
  Property::Kind kind = Property::Kind::safety;
  Status status = Status::unknown;
};

[[nodiscard]] std::vector<Disagreement> against_laws(const std::vector<Said>& said);

}  // namespace walkcheck::testing
