// Over all parts of a body, in the order of the text.
#pragma once

#include <type_traits>
#include <variant>

#include "model/language/tree.hpp"

namespace walkcheck {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

/// `e` and all expressions inside it.
template <class Visit>
void each_part(const tree::Expression& e, const Visit& visit) {
  visit(e);
  std::visit(
      [&](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, tree::Call>) {
          for (const auto& argument : what.arguments) each_part(*argument, visit);
        } else if constexpr (std::is_same_v<What, tree::Element>) {
          each_part(*what.index, visit);
        } else if constexpr (std::is_same_v<What, tree::Unary>) {
          each_part(*what.operand, visit);
        } else if constexpr (std::is_same_v<What, tree::Binary>) {
          each_part(*what.left, visit);
          each_part(*what.right, visit);
        } else if constexpr (std::is_same_v<What, tree::Membership>) {
          each_part(*what.operand, visit);
          for (const auto& value : what.values) each_part(*value, visit);
        }
      },
      e.what);
}

/// Every statement, nested ones too.
template <class Visit>
void each_statement(const tree::Block& block, const Visit& visit) {
  for (const tree::Statement& statement : block) {
    visit(statement);
    for (const auto* inner : tree::inner_blocks(statement)) each_statement(*inner, visit);
  }
}

/// The expressions of a statement itself, without those of its blocks.
template <class Visit>
void each_own_expression(const tree::Statement& statement, const Visit& visit) {
  std::visit(Overloaded{[&](const tree::Let& s) { visit(*s.value); }, [&](const tree::Assign& s) { visit(*s.value); },
                        [&](const tree::If& s) { visit(*s.condition); },
                        [&](const tree::Return& s) {
                          if (s.value) visit(*s.value);
                        },
                        [&](const tree::Choose& s) {
                          for (const auto& value : s.values) visit(*value);
                        },
                        [&](const tree::Await& s) { visit(*s.condition); }, [&](const tree::Do& s) { visit(*s.call); },
                        [](const auto&) {}},
             statement.what);
}

/// Every call of a block: callbacks, primitives, predicates and has().
template <class Visit>
void each_call(const tree::Block& block, const Visit& visit) {
  each_statement(block, [&](const tree::Statement& statement) {
    each_own_expression(statement, [&](const tree::Expression& e) {
      each_part(e, [&](const tree::Expression& part) {
        if (const auto* call = std::get_if<tree::Call>(&part.what)) visit(*call, part.span);
      });
    });
  });
}

}  // namespace walkcheck
