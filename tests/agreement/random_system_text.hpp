// A `system` of the language at random: variables, arrays, rules with parameters, rivals, starts, counts, properties.
#pragma once

#include "tests/agreement/pick.hpp"
#include "tests/agreement/writer.hpp"

namespace walkcheck::testing {

/// No rule takes a variable out of its range.
void write_system(Pick& pick, Writer& out);

}  // namespace walkcheck::testing
