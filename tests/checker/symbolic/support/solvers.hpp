// Solvers as whoever gets a certificate runs them: programs of their own, on a file.
#pragma once

#include <string>
#include <vector>

namespace walkcheck::testing {

/// Is the program ("z3", "cvc5") to be found?
[[nodiscard]] bool has_solver(const std::string& solver);

/// What the program prints about the SMT-LIB script, line by line, errors too. It gets two minutes.
[[nodiscard]] std::vector<std::string> solver_answers(const std::string& solver, const std::string& text);

/// How many of the script's questions are asked.
[[nodiscard]] std::size_t count_queries(const std::string& text);

/// What z3 and cvc5 have against the script, in words: empty if each answers all queries (there must be some) with
/// unsat. A solver that is not there has nothing against it.
[[nodiscard]] std::string refused_by_a_solver(const std::string& text);

/// Fails the test unless z3 and cvc5 answer all queries of the script (there must be some) with unsat. Warns about a
/// solver that is not there.
void require_unsat(const std::string& text);

}  // namespace walkcheck::testing
