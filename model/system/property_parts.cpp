#include "model/system/property_parts.hpp"

#include <algorithm>
#include <functional>

namespace walkcheck {

namespace {

using tree::Expression;
using tree::ExpressionPtr;

/// True if `wanted` is of some part of `e`, or of `e` itself.
bool any_part(const ExpressionPtr& e, const std::function<bool(const Expression&)>& wanted) {
  if (!e) return false;
  if (wanted(*e)) return true;
  const auto in_list = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& part) { return any_part(part, wanted); });
  };
  return std::visit(
      [&](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, tree::Call>) {
          return in_list(what.arguments);
        } else if constexpr (std::is_same_v<What, tree::Unary>) {
          return any_part(what.operand, wanted);
        } else if constexpr (std::is_same_v<What, tree::Binary>) {
          return any_part(what.left, wanted) || any_part(what.right, wanted);
        } else if constexpr (std::is_same_v<What, tree::Membership>) {
          return any_part(what.operand, wanted) || in_list(what.values);
        } else {
          return false;
        }
      },
      e->what);
}

bool is_name(const Expression& e, const std::string& name) {
  const auto* reference = std::get_if<tree::Reference>(&e.what);
  return reference != nullptr && reference->name == name;
}

/// `e` reads an entry below the root's, where the walk need not stand.
bool reads_below(const Model& model, LevelId root, const ExpressionPtr& e) {
  return any_part(e, [&](const Expression& part) {
    const auto* load = std::get_if<tree::Load>(&part.what);
    return load != nullptr && *model.level(load->entry.text) > root;
  });
}

class Addresses {
 public:
  explicit Addresses(const tree::PropertyDeclaration& property) : property_(property) {
    for (const tree::Capture& capture : property.captures) {
      const bool holds_one = std::any_of(capture.sources.begin(), capture.sources.end(),
                                         [](const auto& source) { return mentions(source.value, "address"); });
      if (holds_one) captures_.push_back(&capture);
    }
  }

  [[nodiscard]] bool are_compared_with_one_capture() const {
    return std::all_of(captures_.begin(), captures_.end(), [&](const auto* c) { return is_plain(*c); }) &&
           std::all_of(property_.clauses.begin(), property_.clauses.end(),
                       [&](const tree::Clause& clause) { return is_plain(clause); });
  }

 private:
  /// Made of nothing but `address`, at events that do not ask for one.
  [[nodiscard]] bool is_plain(const tree::Capture& capture) const {
    return !capture.initially && std::all_of(capture.sources.begin(), capture.sources.end(), [&](const auto& source) {
      return is_name(*source.value, "address") && !asks(source.event);
    });
  }

  [[nodiscard]] bool is_plain(const tree::Clause& clause) const {
    if (asks(clause.begin) || asks(clause.end) || asks(clause.other)) return false;
    const auto used = std::count_if(captures_.begin(), captures_.end(), [&](const tree::Capture* capture) {
      return mentions(clause.event, capture->name.text) || mentions(clause.condition, capture->name.text);
    });
    if (!asks(clause.event) && !asks(clause.condition)) return true;
    const bool judged = clause.body == tree::Clause::Body::never || clause.body == tree::Clause::Body::at_always;
    return judged && used == 1 && compares(clause.event) && compares(clause.condition);
  }

  /// Addresses stand nowhere but in comparisons of the walk's with a captured one.
  [[nodiscard]] bool compares(const ExpressionPtr& e) const {
    return !any_part(e, [&](const Expression& part) {
      const auto* binary = std::get_if<tree::Binary>(&part.what);
      const auto* call = std::get_if<tree::Call>(&part.what);
      const auto* among = std::get_if<tree::Membership>(&part.what);
      if (call != nullptr)
        return std::any_of(call->arguments.begin(), call->arguments.end(), [&](const auto& a) { return asks(a); });
      if (among != nullptr) return asks(among->operand);
      if (binary == nullptr || (!is_address(*binary->left) && !is_address(*binary->right))) return false;
      return !is_address(*binary->left) || !is_address(*binary->right) || !is_comparison(binary->op);
    });
  }

  [[nodiscard]] static bool is_comparison(tree::BinaryOp op) {
    using tree::BinaryOp;
    return op == BinaryOp::equal || op == BinaryOp::unequal || op == BinaryOp::less || op == BinaryOp::less_equal ||
           op == BinaryOp::greater || op == BinaryOp::greater_equal;
  }

  [[nodiscard]] bool is_address(const Expression& e) const {
    return is_name(e, "address") || std::any_of(captures_.begin(), captures_.end(), [&](const tree::Capture* capture) {
             return is_name(e, capture->name.text);
           });
  }

  [[nodiscard]] bool asks(const ExpressionPtr& e) const {
    return any_part(e, [&](const Expression& part) { return is_address(part); });
  }

  const tree::PropertyDeclaration& property_;
  std::vector<const tree::Capture*> captures_;
};

}  // namespace

bool mentions(const ExpressionPtr& e, const std::string& name) {
  return any_part(e, [&](const Expression& part) { return is_name(part, name); });
}

bool asks_for_addresses(const tree::PropertyDeclaration* property) {
  if (property->address || mentions(property->witness, "address")) return true;
  for (const tree::Capture& capture : property->captures) {
    for (const auto& source : capture.sources) {
      if (mentions(source.value, "address") || mentions(source.event, "address")) return true;
    }
  }
  return std::any_of(property->clauses.begin(), property->clauses.end(), [](const tree::Clause& clause) {
    const auto parts = {clause.begin, clause.end, clause.event, clause.other, clause.condition};
    return std::any_of(parts.begin(), parts.end(), [](const auto& e) { return mentions(e, "address"); });
  });
}

std::string untracked(const Model& model, LevelId root, const tree::PropertyDeclaration& property) {
  if (mentions(property.witness, "address") || !Addresses(property).are_compared_with_one_capture())
    return "in tables of any size an address is only compared, and with one captured address";
  const auto reads = [&](const ExpressionPtr& e) { return reads_below(model, root, e); };
  const bool scopes = std::any_of(property.clauses.begin(), property.clauses.end(), [&](const tree::Clause& clause) {
    const bool conditional = clause.body == tree::Clause::Body::some || clause.body == tree::Clause::Body::leads_to ||
                             clause.body == tree::Clause::Body::only_after;
    return reads(clause.begin) || reads(clause.end) || reads(clause.other) || (conditional && reads(clause.event));
  });
  const bool captures =
      std::any_of(property.captures.begin(), property.captures.end(), [&](const tree::Capture& capture) {
        return reads(capture.initially) ||
               std::any_of(capture.sources.begin(), capture.sources.end(), [&](const auto& source) {
                 return reads(source.event) ||
                        (reads(source.value) && !std::holds_alternative<tree::Load>(source.value->what));
               });
      });
  if (scopes || captures || reads(property.witness))
    return "in tables of any size an entry below the root is known only where the walk stands at it";
  return "";
}

}  // namespace walkcheck
