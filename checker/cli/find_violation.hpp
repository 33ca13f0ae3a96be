// The run that is best to read of those that break what was asked for.
#pragma once

#include "checker/cli/decide.hpp"
#include "checker/cli/shared_options.hpp"

namespace walkcheck {

/// The violated result of the fewest entries, then of the shortest run, then the first as planned. Sizes are asked in
/// the order of their entries, and none after that of the answer. Refused, with what is violated instead, if nothing
/// is.
[[nodiscard]] Result find_violation(const CheckedModel& model, const Selection& selection, const Question& question,
                                    const Labour& labour);

}  // namespace walkcheck
