// Z3 reads the text of the certificate once, and its parser is all that stands between the text and the answers. Each
// query then gets a solver of its own, made for its logic: Z3's interpreter of whole files (Z3_eval_smtlib2_string)
// chooses its solver before it reads the logic, and takes fifty times as long.
#include "checker/symbolic/check_proof.hpp"

#include <z3++.h>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/certificate.hpp"
#include "checker/symbolic/interrupter.hpp"

namespace walkcheck::symbolic {

namespace {

using Clock = std::chrono::steady_clock;
using Fault = std::optional<std::string>;

/// What ends the check before its end.
struct Bounds {
  std::optional<double> seconds;
  std::stop_token interrupt = {};
};

std::string answer(z3::context& context, const z3::expr_vector& assertions, std::optional<double> seconds,
                   Interrupter& interrupter) {
  z3::solver solver = make_solver(context, "QF_BV");
  if (seconds) {
    const double milliseconds = std::ceil(*seconds * 1000);
    const auto most = std::numeric_limits<unsigned>::max();
    solver.set("timeout", milliseconds < most ? static_cast<unsigned>(milliseconds) : most);
  }
  solver.add(assertions);
  switch (interrupter.check(solver, z3::expr_vector(context))) {
    case z3::unsat:
      return "unsat";
    case z3::sat:
      return "sat";
    case z3::unknown:
      throw CheckGaveUp(interrupter.is_interrupted() ? std::string(interrupted) : solver.reason_unknown());
  }
  return "nothing";
}

/// All that a query says on top of the certificate's definitions.
std::string own_words(const Certificate& certificate, const Certificate::Query& query) {
  std::string words = query.of_target ? certificate.target : "";
  for (const std::string& assertion : query.assertions) words += fmt::format("(assert {})\n", assertion);
  return words;
}

/// The queries that were found unsatisfiable, in their own words, by the definitions on which they build: both are kept
/// whole, for no digest of them would do (soundness needs it).
using Passed = std::map<std::string, std::set<std::string>>;

/// Queries with what Z3 read.
class Questions {
 public:
  Questions(const Certificate& certificate, const std::set<std::string>& known) {
    std::string script = certificate.definitions + certificate.target;
    std::size_t written = 0;
    for (const Certificate::Query& query : certificate.queries) {
      if (known.contains(own_words(certificate, query))) continue;
      open_.push_back(&query);
      written += query.assertions.size();
      for (const std::string& assertion : query.assertions) script += fmt::format("(assert {})\n", assertion);
    }
    const z3::expr_vector all = context_.parse_string(script.c_str());
    // Soundness needs this: each query below takes as many assertions as it has.
    if (all.size() != written)
      throw std::logic_error(fmt::format("the solver reads {} assertions where {} are written", all.size(), written));
    for (unsigned i = 0; i < all.size(); ++i) read_.push_back(all[static_cast<int>(i)]);
  }

  [[nodiscard]] const std::vector<const Certificate::Query*>& open() const { return open_; }

  /// The answer to the next open query.
  std::string next(std::optional<double> seconds, Interrupter& interrupter) {
    z3::expr_vector assertions(context_);
    for (std::size_t count = open_[asked_++]->assertions.size(); count > 0; --count)
      assertions.push_back(read_[used_++]);
    return answer(context_, assertions, seconds, interrupter);
  }

 private:
  z3::context context_;
  std::vector<const Certificate::Query*> open_;
  std::vector<z3::expr> read_;
  std::size_t asked_ = 0;
  std::size_t used_ = 0;
};

Fault judge(const Certificate& certificate, const Bounds& bounds, Passed& passed) {
  const auto begin = Clock::now();
  std::set<std::string>& known = passed[certificate.definitions];
  Interrupter interrupter(bounds.interrupt);
  Questions questions(certificate, known);
  for (const Certificate::Query* query : questions.open()) {
    if (interrupter.is_interrupted()) throw CheckGaveUp(std::string(interrupted));
    std::optional<double> left = bounds.seconds;
    if (left) *left -= std::chrono::duration<double>(Clock::now() - begin).count();
    if (left && *left <= 0) throw CheckGaveUp(fmt::format("{}: no time left", query->name));
    const std::string got = questions.next(left, interrupter);
    if (got != "unsat") return fmt::format("{}: the solver answers {}", query->name, got);
    known.insert(own_words(certificate, *query));
  }
  return std::nullopt;
}

Fault check(const TransitionSystem& system, std::size_t property, const Proof& proof, const Bounds& bounds,
            Passed& passed) {
  try {
    return judge(certify(system, property, proof), bounds, passed);
  } catch (const CheckGaveUp&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw CheckGaveUp("the machine has no more memory to give");
  } catch (const z3::exception& error) {
    if (bounds.interrupt.stop_requested()) throw CheckGaveUp(std::string(interrupted));
    if (std::string_view(error.msg()).find("memory") != std::string_view::npos) throw CheckGaveUp(error.msg());
    return error.msg();
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace

std::optional<std::string> check_proof(const TransitionSystem& system, std::size_t property, const Proof& proof,
                                       std::optional<double> seconds, const std::stop_token& interrupt) {
  Passed passed;
  return check(system, property, proof, {seconds, interrupt}, passed);
}

ProofChecker proof_checker(std::optional<double> seconds) {
  return [seconds, passed = std::make_shared<Passed>()](const TransitionSystem& system, std::size_t property,
                                                        const Proof& proof) {
    return check(system, property, proof, {seconds}, *passed);
  };
}

}  // namespace walkcheck::symbolic
