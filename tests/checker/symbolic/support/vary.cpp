#include "tests/checker/symbolic/support/vary.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/symbolic/certificate.hpp"
#include "checker/symbolic/smtlib.hpp"
#include "tests/checker/symbolic/support/solvers.hpp"

namespace walkcheck::testing {

namespace {

std::string switch_of(const Variation& variation) {
  if (!variation.literal) return fmt::format("|drop {}|", variation.clause);
  return fmt::format("|turn {} {}|", variation.clause, *variation.literal);
}

std::vector<Variation> variations(const Proof& proof) {
  std::vector<Variation> all;
  for (std::size_t clause = 0; clause < proof.invariant.size(); ++clause) {
    all.push_back({clause, std::nullopt});
    for (std::size_t literal = 0; literal < proof.invariant[clause].size(); ++literal) all.push_back({clause, literal});
  }
  return all;
}

void replace_once(std::string& text, const std::string& old, const std::string& with) {
  const std::size_t at = text.find(old);
  if (at == std::string::npos || text.find(old, at + 1) != std::string::npos)
    throw std::runtime_error("the certificate does not say once: " + old);
  text.replace(at, old.size(), with);
}

/// Gives each clause its switches.
std::string with_switches(std::string definitions, const SystemDraft& system, const Proof& proof) {
  const std::vector<std::string> reserved{"rule"};
  const symbolic::TermText terms(system, reserved);
  for (std::size_t clause = 0; clause < proof.invariant.size(); ++clause) {
    std::vector<std::string> literals, switched;
    for (std::size_t i = 0; i < proof.invariant[clause].size(); ++i) {
      const Literal& literal = proof.invariant[clause][i];
      literals.push_back(terms.is_one_of(literal.variable, literal.values, "s"));
      switched.push_back(fmt::format("(xor {} {})", switch_of({clause, i}), literals.back()));
    }
    const std::string name = fmt::format("(define-fun |clause {}| ", clause);
    const std::size_t begin = definitions.find(name);
    const std::size_t body = definitions.find("\n  ", begin);
    if (begin == std::string::npos || body == std::string::npos) throw std::runtime_error("no " + name);
    const std::size_t end = definitions.find('\n', body + 1);
    std::string line = definitions.substr(begin, end - begin);
    replace_once(line, symbolic::nary("or", literals, "false") + ")",
                 fmt::format("(or {} {}))", switch_of({clause, std::nullopt}), fmt::join(switched, " ")));
    definitions.replace(begin, end - begin, line);
  }
  return definitions;
}

}  // namespace

Proof varied(const TransitionSystem& system, const Proof& proof, const Variation& variation) {
  Proof other = proof;
  Clause& clause = other.invariant.at(variation.clause);
  if (!variation.literal) {
    other.invariant.erase(other.invariant.begin() + static_cast<std::ptrdiff_t>(variation.clause));
    return other;
  }
  Literal& literal = clause.at(*variation.literal);
  std::vector<Value> rest;
  for (std::uint32_t value = 0; value < system->variables[literal.variable].size; ++value) {
    if (std::find(literal.values.begin(), literal.values.end(), value) == literal.values.end())
      rest.push_back(static_cast<Value>(value));
  }
  literal.values = rest;
  return other;
}

std::vector<Variation> vary(const TransitionSystem& system, std::size_t property, const Proof& proof) {
  const symbolic::Certificate certificate = symbolic::certify(system, property, proof);
  const TransitionSystem about = symbolic::subject(system, proof);
  std::vector<Variation> all = variations(proof);
  std::string text = "(set-logic QF_BV)\n";
  for (const Variation& one : all) text += fmt::format("(declare-const {} Bool)\n", switch_of(one));
  text += with_switches(certificate.definitions, *about, proof) + certificate.target;
  std::vector<std::string> queries;
  for (const auto& query : certificate.queries) queries.push_back(symbolic::nary("and", query.assertions, "true"));
  text += fmt::format("(assert {})\n", symbolic::nary("or", queries, "false"));
  for (std::size_t chosen = 0; chosen <= all.size(); ++chosen) {  // the last: none
    text += "(push 1)\n";
    for (std::size_t i = 0; i < all.size(); ++i)
      text += fmt::format("(assert {})\n", i == chosen ? switch_of(all[i]) : "(not " + switch_of(all[i]) + ")");
    text += "(check-sat)\n(pop 1)\n";
  }
  const std::vector<std::string> answers = solver_answers("z3", text);
  if (answers.size() != all.size() + 1) throw std::runtime_error("z3 answers " + answers.front());
  if (answers.back() != "unsat") throw std::runtime_error("the certificate itself is " + answers.back());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].answer = answers[i];
  return all;
}

}  // namespace walkcheck::testing
