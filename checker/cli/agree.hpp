// Engines against each other.
#pragma once

#include <span>
#include <stdexcept>
#include <string>

#include "checker/core/verdict.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

/// Two engines that contradict each other: a bug of walkcheck, never a verdict.
struct Disagreement : std::logic_error {
  using std::logic_error::logic_error;
};

/// Throws Disagreement if two of the answers to one system contradict each other: one says that a property is broken,
/// another that it is not (or not within so many steps); one that it is vacuous, another that it is not; the shortest
/// traces of the two engines that promise them (explore, bmc) differ in length.
void must_agree(const Job& job, const TransitionSystem& system, std::span<const Answer> answers);

}  // namespace walkcheck
