// What people get to see of proofs: the invariant in words, and a file that any solver can check.
#pragma once

#include <string>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

/// Fills in Result::claim and Result::invariant of every result with a proof.
void describe_proofs(std::vector<Result>& results);

/// Writes each proof to a file of its own in `folder`, which is made if it is not there, and fills in
/// Result::certificate. Names are made of scenario, tables, locks and property. std::runtime_error if a file cannot be
/// written; then it is not there at all.
void write_certificates(std::vector<Result>& results, const std::string& folder);

}  // namespace walkcheck
