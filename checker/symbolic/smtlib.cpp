// A term is written as a Boolean or as a number of so many bits, whichever its surroundings ask for. What the
// operations mean is said in model/system/arithmetic.hpp. SMT-LIB's bit-vectors of 32 bits agree with it, INT_MIN / -1
// included (both wrap), except that there x / 0 is 1 or -1 and x % 0 is x: hence the guards (soundness needs them).
//
// A constant too large for the bits of a variable never equals it; to compare its low bits would be wrong (soundness
// needs this too).
#include "checker/symbolic/smtlib.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace walkcheck::symbolic {

namespace {

constexpr std::uint32_t kWord = 32;
constexpr std::uint32_t kTruth = 0;  // a Boolean, where a number of bits could stand

/// A term, and the bits as which it is needed.
using Need = std::pair<std::uint32_t, std::uint32_t>;

/// Writes one term, twice: the first time only counts how often each part is needed.
class Expression {
 public:
  Expression(const TermText& text, std::string_view state) : text_(text), system_(text.system()), state_(state) {}

  std::string write(Term term, std::uint32_t bits) {
    static_cast<void>(part(term, bits));
    counting_ = false;
    std::string head;
    std::size_t bound = 0;
    for (const Need& need : order_) {
      if (uses_.at(need) < 2) continue;
      head += fmt::format("(let (({} {})) ", binder(need), body(Term{need.first}, need.second));
      ++bound;
    }
    return head + part(term, bits) + std::string(bound, ')');
  }

 private:
  const TermNode& node(Term term) const { return system_.terms[term]; }
  bool is_leaf(Term term) const { return node(term).op == Op::constant || node(term).op == Op::variable; }
  static std::string binder(const Need& need) { return fmt::format("?{}.{}", need.first, need.second); }

  std::string part(Term term, std::uint32_t bits) {
    if (is_leaf(term)) return body(term, bits);
    const Need need{term.index, bits};
    if (!counting_) return uses_.at(need) < 2 ? body(term, bits) : binder(need);
    if (++uses_[need] > 1) return {};
    static_cast<void>(body(term, bits));
    order_.push_back(need);  // after its parts
    return {};
  }

  std::string body(Term term, std::uint32_t bits) { return bits == kTruth ? truth(term) : number(term, bits); }

  std::string truth(Term term) {
    const TermNode& top = node(term);
    switch (top.op) {
      case Op::constant:
        return top.value != 0 ? "true" : "false";
      case Op::variable:
        return fmt::format("(not (= {} {}))", variable(top), bit_vector(0, width(top)));
      case Op::member:
        return membership(top);
      case Op::negate:
        return fmt::format("(not {})", part(top.a, kTruth));
      case Op::all:
        return nary("and", operands(term), "true");
      case Op::any:
        return nary("or", operands(term), "false");
      case Op::equal:
        return equality(top);
      case Op::less:
        return binary("bvslt", top);
      case Op::choose:
        return choice(top, kTruth);
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::remainder:
        return fmt::format("(not (= {} {}))", part(term, kWord), bit_vector(0, kWord));
    }
    return {};
  }

  std::string number(Term term, std::uint32_t bits) {
    const TermNode& top = node(term);
    switch (top.op) {
      case Op::constant:
        return bit_vector(top.value, bits);
      case Op::variable:
        return resized(top, bits);
      case Op::member:
      case Op::negate:
      case Op::all:
      case Op::any:
      case Op::equal:
      case Op::less:
        return fmt::format("(ite {} {} {})", part(term, kTruth), bit_vector(1, bits), bit_vector(0, bits));
      case Op::choose:
        return choice(top, bits);
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::remainder:
        if (bits == kWord) return arithmetic(top);
        return fmt::format("((_ extract {} 0) {})", bits - 1, part(term, kWord));
    }
    return {};
  }

  std::string arithmetic(const TermNode& top) {
    if (top.op == Op::add) return binary("bvadd", top);
    if (top.op == Op::subtract) return binary("bvsub", top);
    if (top.op == Op::multiply) return binary("bvmul", top);
    const std::string zero = bit_vector(0, kWord);
    const std::string quotient = binary(top.op == Op::divide ? "bvsdiv" : "bvsrem", top);
    return fmt::format("(ite (= {} {}) {} {})", part(top.b, kWord), zero, zero, quotient);
  }

  std::string binary(std::string_view op, const TermNode& top) {
    const std::string left = part(top.a, kWord);
    return fmt::format("({} {} {})", op, left, part(top.b, kWord));
  }

  std::string choice(const TermNode& top, std::uint32_t bits) {
    const std::string condition = part(top.a, kTruth);
    const std::string then = part(top.b, bits);
    return fmt::format("(ite {} {} {})", condition, then, part(top.c, bits));
  }

  /// The operands of a conjunction of conjunctions, or of a disjunction of disjunctions.
  std::vector<std::string> operands(Term term) {
    std::vector<std::string> found;
    for (const Term operand : {node(term).a, node(term).b}) {
      const bool nested = !counting_ && node(operand).op == node(term).op && uses_.at({operand.index, kTruth}) < 2;
      std::vector<std::string> inner = nested ? operands(operand) : std::vector{part(operand, kTruth)};
      std::move(inner.begin(), inner.end(), std::back_inserter(found));
    }
    return found;
  }

  std::string equality(const TermNode& top) {
    const TermNode& left = node(top.a);
    const TermNode& right = node(top.b);
    if (left.op == Op::variable && right.op == Op::constant) {
      const bool fits = right.value >= 0 && right.value < (std::int64_t{1} << width(left));
      return fits ? fmt::format("(= {} {})", variable(left), bit_vector(right.value, width(left))) : "false";
    }
    if (left.op == Op::variable && right.op == Op::variable) {
      const std::uint32_t bits = std::max(width(left), width(right));
      return fmt::format("(= {} {})", resized(left, bits), resized(right, bits));
    }
    return binary("=", top);
  }

  std::string membership(const TermNode& top) const {
    const auto id = static_cast<VariableId>(top.value);
    std::vector<Value> values;
    for (std::uint32_t value = 0; value < system_.variables[id].size; ++value) {
      if ((top.set >> value & 1U) != 0) values.push_back(static_cast<Value>(value));
    }
    return text_.is_one_of(id, values, state_);
  }

  std::string variable(const TermNode& top) const { return text_.variable(static_cast<VariableId>(top.value), state_); }
  std::uint32_t width(const TermNode& top) const {
    return bits_of(system_.variables[static_cast<VariableId>(top.value)].size);
  }
  std::string resized(const TermNode& top, std::uint32_t bits) const {
    const std::uint32_t own = width(top);
    if (bits > own) return fmt::format("((_ zero_extend {}) {})", bits - own, variable(top));
    return bits == own ? variable(top) : fmt::format("((_ extract {} 0) {})", bits - 1, variable(top));
  }

  const TermText& text_;
  const SystemDraft& system_;
  std::string_view state_;
  bool counting_ = true;
  std::map<Need, std::uint32_t> uses_;
  std::vector<Need> order_;
};

}  // namespace

std::uint32_t bits_of(std::uint32_t size) {
  return std::max(1U, static_cast<std::uint32_t>(std::bit_width(std::max(size, 1U) - 1)));
}

std::string bit_vector(std::int64_t number, std::uint32_t bits) {
  const auto mask = (std::uint64_t{1} << bits) - 1;
  return fmt::format("(_ bv{} {})", static_cast<std::uint64_t>(number) & mask, bits);
}

std::string plain_name(std::string_view name) {
  std::string plain(name);
  constexpr unsigned char first_printable = ' ';
  constexpr unsigned char erase = 0x7F;
  for (char& c : plain) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '|' || c == '\\' || c == '@' || code < first_printable || code == erase) c = '_';
  }
  return plain;
}

std::string nary(std::string_view op, std::span<const std::string> operands, std::string_view none) {
  if (operands.empty()) return std::string(none);
  if (operands.size() == 1) return operands.front();
  return fmt::format("({} {})", op, fmt::join(operands, " "));
}

std::string fold_script(std::string_view script) {
  constexpr std::size_t width = 100;
  std::string text;
  std::size_t column = 0;  // of the line that is being written
  std::size_t space = 0;   // the last one in it that separates two symbols, as an index into `text`; 0: none
  bool quoted = false, comment = false;
  for (const char c : script) {
    if (column == 0) comment = c == ';';
    if (c == '|' && !comment) quoted = !quoted;
    text += c;
    ++column;
    if (c == '\n' && !quoted) {
      column = space = 0;
    } else if (c == ' ' && !quoted && !comment) {
      space = text.size() - 1;
    }
    if (column > width && space != 0) {
      text.replace(space, 1, "\n  ");
      column = text.size() - space - 1;
      space = 0;
    }
  }
  return text;
}

TermText::TermText(const SystemDraft& system, std::span<const std::string> reserved) : system_(system) {
  std::set<std::string> taken(reserved.begin(), reserved.end());
  for (const Variable& variable : system.variables) {
    const std::string plain = plain_name(variable.name);
    std::string name = plain;
    for (std::size_t number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} ({})", plain, number);
    names_.push_back(name);
  }
}

std::string TermText::variable(VariableId id, std::string_view state) const {
  return fmt::format("|{}@{}|", names_[id], state);
}

std::string TermText::sort(VariableId id) const {
  return fmt::format("(_ BitVec {})", bits_of(system_.variables[id].size));
}

std::string TermText::boolean(Term term, std::string_view state) const {
  return Expression(*this, state).write(term, kTruth);
}

std::string TermText::number(Term term, std::uint32_t bits, std::string_view state) const {
  return Expression(*this, state).write(term, bits);
}

std::string TermText::is_one_of(VariableId id, std::span<const Value> values, std::string_view state) const {
  const std::uint32_t size = system_.variables[id].size;
  const bool few = values.size() <= size / 2 + 1;
  std::vector<std::string> named;
  for (std::uint32_t value = 0; value < size; ++value) {
    const bool listed = std::find(values.begin(), values.end(), value) != values.end();
    if (listed != few) continue;
    named.push_back(fmt::format("(= {} {})", variable(id, state), bit_vector(value, bits_of(size))));
  }
  const std::string any = nary("or", named, "false");
  return few ? any : fmt::format("(not {})", any);
}

std::vector<VariableId> TermText::reads(Term term) const {
  std::set<VariableId> variables;
  std::set<std::uint32_t> seen;
  std::vector<Term> open = {term};
  while (!open.empty()) {
    const Term one = open.back();
    open.pop_back();
    if (!seen.insert(one.index).second) continue;
    const TermNode& node = system_.terms[one];
    if (node.op == Op::variable || node.op == Op::member) variables.insert(static_cast<VariableId>(node.value));
    if (node.op != Op::constant && node.op != Op::variable && node.op != Op::member)
      open.insert(open.end(), {node.a, node.b, node.c});
  }
  return {variables.begin(), variables.end()};
}

}  // namespace walkcheck::symbolic
