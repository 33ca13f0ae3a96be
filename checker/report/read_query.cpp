#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "checker/report/query.hpp"
#include "checker/report/query_words.hpp"
#include "model/language/parser.hpp"
#include "model/system/binary_term.hpp"

namespace walkcheck {
namespace {

using tree::BinaryOp;
using tree::Expression;

std::optional<std::int32_t> number_of(std::string_view text) {
  std::int32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Where all values are numbers, one after the other: the first.
std::optional<std::int32_t> lowest(const Variable& variable) {
  if (!variable.values) return 0;
  const auto first = number_of(variable.values->front());
  for (std::uint32_t i = 0; i < variable.size; ++i) {
    if (!first || number_of((*variable.values)[i]) != *first + static_cast<std::int32_t>(i)) return std::nullopt;
  }
  return first;
}

}  // namespace

class QueryReader {
 public:
  QueryReader(const SystemDraft& system, const Sources& sources, FileId file, Diagnostics& diagnostics)
      : system_(system), sources_(sources), file_(file), diagnostics_(diagnostics) {}

  std::optional<Query> read() {
    Sources translated;
    Diagnostics faults;
    const std::string text(sources_.text(file_));
    const auto whole = parse_expression(translated, translated.add("", in_words(system_, text)), faults);
    for (const auto& fault : faults.sorted()) report(fault.code, fault.place, fault.message, fault.hint);
    const auto made = whole ? of(*whole) : std::nullopt;
    if (!made) return std::nullopt;
    query_.text_ = text;
    query_.term_ = made->term;
    query_.names_ = made->words;
    query_.condition_ = made->kind == Kind::truth;
    return std::move(query_);
  }

 private:
  enum class Kind { truth, number, word };
  struct Made {
    Term term;
    Kind kind = Kind::number;
    ValueNames words = nullptr;  // of a word
    bool also_truth = false;
  };

  std::nullopt_t report(std::string code, Span place, std::string message, std::string hint = {}) {
    place.file = file_;
    diagnostics_.report(std::move(code), place, std::move(message), std::move(hint));
    return std::nullopt;
  }

  /// As it was written.
  [[nodiscard]] std::string text(Span span) const {
    return std::string(sources_.text(file_).substr(span.begin, span.end - span.begin));
  }

  [[nodiscard]] std::optional<VariableId> variable(const std::string& name) const {
    for (VariableId id = 0; id < system_.variables.size(); ++id) {
      if (system_.variables[id].name == name) return id;
    }
    return std::nullopt;
  }

  std::optional<Made> of(const Expression& e) {
    return std::visit([&](const auto& what) { return of(what, e.span); }, e.what);
  }

  std::optional<Made> of(const tree::Integer& e, Span /*place*/) {
    const auto value = static_cast<std::int32_t>(e.value);
    return Made{terms().constant(value), Kind::number, nullptr, value == 0 || value == 1};
  }

  std::optional<Made> of(const tree::Reference& e, Span place) {
    const std::string name = text(place);
    if (const auto id = variable(name)) return of_variable(*id);
    if (e.name == "true" || e.name == "yes") return truth(terms().truth(true));
    if (e.name == "false" || e.name == "no") return truth(terms().truth(false));
    return unknown(name, place, nullptr);
  }

  std::optional<Made> of(const tree::Element& e, Span place) {
    const auto index = of(*e.index);
    if (!index) return std::nullopt;
    if (!query_.terms_.is_constant(index->term))
      return report("not-constant", e.index->span, "a constant number is needed here");
    const auto number = query_.terms_[index->term].value;
    if (const auto id = variable(fmt::format("{}[{}]", e.array.text, number))) return of_variable(*id);
    if (const auto id = variable(e.array.text); id && number == 0) return of_variable(*id);
    return unknown(text(place), place, nullptr);
  }

  /// The entry at which the walk stands in its table of the level.
  std::optional<Made> of(const tree::Load& e, Span place) {
    const auto& levels = system_.tables.levels;
    Term index = terms().constant(0);
    std::vector<std::string> known;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      known.push_back(levels[i].name);
      index = terms().arithmetic(Op::multiply, index, terms().constant(static_cast<std::int32_t>(levels[i].per_table)));
      if (levels[i].cursor) index = terms().arithmetic(Op::add, index, terms().variable(*levels[i].cursor));
      if (levels[i].name != e.entry.text) continue;
      if (i == 0 || levels[i].pointer) return load(i, index);
      return report(
          "unknown-entry", place,
          fmt::format("whether the walk stands in a {} table is not kept: nothing depends on it here", levels[i].name));
    }
    return report("unknown-entry", place, fmt::format("there is no level '{}' here", e.entry.text),
                  suggest(e.entry.text, known));
  }

  Made load(std::size_t level, Term index) {
    const auto& entries = system_.tables.levels[level].entries;
    Term value = terms().variable(entries.front());
    for (std::size_t i = 1; i < entries.size(); ++i) {
      const Term here = terms().equal(index, terms().constant(static_cast<std::int32_t>(i)));
      value = terms().choose(here, terms().variable(entries[i]), value);
    }
    query_.loads_.push_back(level);
    return {value, Kind::word, system_.variables[entries.front()].values};
  }

  std::optional<Made> of(const tree::Unary& e, Span /*place*/) {
    const auto made = condition(*e.operand);
    return made ? std::optional(truth(terms().negate(made->term))) : std::nullopt;
  }

  std::optional<Made> of(const tree::Binary& e, Span place) {
    if (e.op == BinaryOp::any || e.op == BinaryOp::all) {
      const auto left = condition(*e.left);
      const auto right = condition(*e.right);
      return left && right ? std::optional(truth(binary_term(terms(), e.op, left->term, right->term))) : std::nullopt;
    }
    return e.op >= BinaryOp::add ? sum(e) : comparison(e.op, *e.left, *e.right, place);
  }

  std::optional<Made> of(const tree::Membership& e, Span place) {
    Term any = terms().truth(false);
    for (const auto& value : e.values) {
      const auto one = comparison(BinaryOp::equal, *e.operand, *value, place);
      if (!one) return std::nullopt;
      any = terms().any(any, one->term);
    }
    return truth(any);
  }

  std::optional<Made> of(const tree::ErrorCode& /*e*/, Span place) {
    return report("unknown-name", place, fmt::format("'{}' stands beside nothing that has it as a value", text(place)));
  }

  std::optional<Made> of(const tree::Call& /*e*/, Span place) {
    return report("syntax", place, "a query calls nothing", "compare with values: pud in {leaf, devmap}");
  }

  std::optional<Made> sum(const tree::Binary& e) {
    const auto left = number(*e.left);
    const auto right = number(*e.right);
    if (!left || !right) return std::nullopt;
    return Made{binary_term(terms(), e.op, left->term, right->term)};
  }

  std::optional<Made> comparison(BinaryOp op, const Expression& l, const Expression& r, Span place) {
    const auto left = beside(l, words_of(r));
    const auto right = beside(r, words_of(l));
    if (!left || !right) return std::nullopt;
    const bool words = left->kind == Kind::word || right->kind == Kind::word;
    if (words && (!left->words || !right->words || *left->words != *right->words))
      return report("wrong-type", place, "these two have different values, and cannot be compared");
    if (left->kind != right->kind && !(left->also_truth && right->also_truth))
      return report("wrong-type", place, "a number cannot be compared with a condition");
    const bool ordered = op != BinaryOp::equal && op != BinaryOp::unequal;
    if (ordered && left->kind != Kind::number)
      return report("wrong-type", place, "only numbers have an order", "compare with == or !=");
    return truth(binary_term(terms(), op, left->term, right->term));
  }

  /// One of `words`, or what it is by itself.
  std::optional<Made> beside(const Expression& e, const ValueNames& words) {
    if (!words) return of(e);
    const auto name = text(e.span);
    const auto found = std::find(words->begin(), words->end(), name);
    if (found != words->end())
      return Made{terms().constant(static_cast<std::int32_t>(found - words->begin())), Kind::word, words};
    const bool is_name = std::holds_alternative<tree::Reference>(e.what);
    return is_name && !variable(name) ? unknown(name, e.span, words) : of(e);
  }

  /// The words that may stand beside `e`.
  [[nodiscard]] ValueNames words_of(const Expression& e) {
    const bool names_one = std::holds_alternative<tree::Reference>(e.what) ||
                           std::holds_alternative<tree::Element>(e.what) || std::holds_alternative<tree::Load>(e.what);
    if (!names_one) return nullptr;
    Diagnostics ignored;
    QueryReader other(system_, sources_, file_, ignored);
    const auto made = other.of(e);
    return made ? made->words : nullptr;
  }

  std::optional<Made> condition(const Expression& e) {
    auto made = of(e);
    if (!made || made->kind == Kind::truth || made->also_truth) return made;
    return report("wrong-type", e.span, "a condition is needed here", "compare it");
  }

  std::optional<Made> number(const Expression& e) {
    auto made = of(e);
    if (!made || made->kind == Kind::number) return made;
    return report("wrong-type", e.span, "a number is needed here");
  }

  Made of_variable(VariableId id) {
    query_.asks_.push_back(id);
    const Variable& variable = system_.variables[id];
    const Term value = terms().variable(id);
    const auto low = lowest(variable);
    if (!low) return {value, Kind::word, variable.values, is_truth(*variable.values)};
    const Term shown = *low == 0 ? value : terms().arithmetic(Op::add, value, terms().constant(*low));
    return {shown, Kind::number, nullptr, *low == 0 && variable.size <= 2};
  }

  static bool is_truth(const std::vector<std::string>& values) {
    using Words = std::vector<std::string>;
    return values == Words{"no", "yes"} || values == Words{"false", "true"};
  }

  std::nullopt_t unknown(const std::string& name, Span place, const ValueNames& words) {
    std::vector<std::string> known = words ? *words : std::vector<std::string>();
    for (const auto& each : system_.variables) {
      if (!words) known.push_back(each.name);
    }
    return report("unknown-name", place, fmt::format("there is no {} '{}' here", words ? "value" : "variable", name),
                  suggest(name, known));
  }

  static Made truth(Term term) { return {term, Kind::truth, nullptr, true}; }
  Terms& terms() { return query_.terms_; }

  const SystemDraft& system_;
  const Sources& sources_;
  FileId file_;
  Diagnostics& diagnostics_;
  Query query_;
};

std::optional<Query> read_query(const SystemDraft& system, const std::string& text, const std::string& label,
                                Sources& sources, Diagnostics& diagnostics) {
  const FileId file = sources.add(label, text);
  return QueryReader(system, sources, file, diagnostics).read();
}

}  // namespace walkcheck
