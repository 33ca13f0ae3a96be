// What the expressions of a `system` come to: their types, and their values where these are constant.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/meaning/model.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {

struct SystemVariable {
  std::size_t first = 0;            // its number among all variables
  std::size_t length = 0;           // of an array; 0: it is none
  std::vector<std::string> values;  // of an enumeration; empty: a range
  std::int64_t low = 0, high = 0;   // of a range
  /// 0 and 1, or no and yes: it can stand for a condition.
  [[nodiscard]] bool is_truth() const;
};

/// What an expression is. A fault has been reported if there is none.
struct SystemValue {
  enum class Kind { truth, number, word } kind = Kind::number;  // word: a value of an enumeration
  std::optional<std::int64_t> constant;
  const SystemVariable* domain = nullptr;  // of a word or of a variable
  bool also_truth = false;                 // a number or word that can stand for a condition
};

class SystemValues {
 public:
  explicit SystemValues(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::map<std::string, std::int64_t> constants;  // and the parameters of the rule at hand
  std::map<std::string, SystemVariable> variables;

  std::optional<SystemValue> of(const tree::Expression& e);
  /// A word of `domain`, or what `of` says.
  std::optional<SystemValue> beside(const tree::Expression& e, const SystemVariable* domain);
  /// A condition; its value if that is constant.
  std::optional<SystemValue> condition(const tree::Expression& e);
  /// A constant number; reported if it is none.
  std::optional<std::int64_t> number(const tree::Expression& e);
  /// The variable that is written or read; for an array, with its index.
  std::optional<std::size_t> place(const tree::Name& name, const tree::Expression* index, Span span);

 private:
  std::nullopt_t fault(std::string code, Span place, std::string message, std::string hint = {});
  std::optional<SystemValue> reference(const std::string& name, Span place);
  std::optional<SystemValue> binary(const tree::Binary& e, Span place);
  std::optional<SystemValue> junction(const tree::Binary& e);
  std::optional<SystemValue> comparison(const tree::Binary& e, Span place);
  std::optional<SystemValue> arithmetic(const tree::Binary& e, Span place);
  std::optional<SystemValue> membership(const tree::Membership& e, Span place);
  std::optional<SystemValue> variable_value(const SystemVariable& variable) const;
  [[nodiscard]] const SystemVariable* words_of(const tree::Expression& e) const;
  [[nodiscard]] std::vector<std::string> names() const;

  Diagnostics& diagnostics_;
};

}  // namespace walkcheck
