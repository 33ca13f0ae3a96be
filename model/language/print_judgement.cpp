#include "model/language/layout.hpp"

namespace walkcheck::layout {
namespace {

using tree::Clause;

/// In front of its body: behind one it would be read as the scope of the next body, if there is one.
std::string scope(const Clause& clause) {
  switch (clause.scope) {
    case Clause::Scope::globally:
      return {};
    case Clause::Scope::after:
      return fmt::format("after {} ", expression(clause.begin));
    case Clause::Scope::after_until:
      return fmt::format("after {} until {} ", expression(clause.begin), expression(clause.end));
    case Clause::Scope::before:
      return fmt::format("before {} ", expression(clause.end));
  }
  return {};
}

std::string body(const Clause& clause) {
  switch (clause.body) {
    case Clause::Body::never:
      return fmt::format("never {}{}", expression(clause.event),
                         clause.condition ? " while " + expression(clause.condition) : "");
    case Clause::Body::always:
      return fmt::format("always {}", expression(clause.condition));
    case Clause::Body::at_always:
      return fmt::format("at {} always {}", expression(clause.event), expression(clause.condition));
    case Clause::Body::some:
      return fmt::format("some {}", expression(clause.event));
    case Clause::Body::only_after:
      return fmt::format("{} only after {}", expression(clause.event), expression(clause.other));
    case Clause::Body::leads_to:
      return fmt::format("{} leads to {}", expression(clause.event), expression(clause.other));
    case Clause::Body::terminates:
      return "terminates when rivals stop";
    case Clause::Body::no_deadlock:
      return "never deadlock";
  }
  return {};
}

}  // namespace

std::string judgement(const Clause& clause) { return scope(clause) + body(clause); }

}  // namespace walkcheck::layout
