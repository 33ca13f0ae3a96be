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

std::string because(const std::optional<tree::Text>& text) {
  return text ? " because " + quoted(*text) : std::string{};
}

std::string capture(const tree::Capture& capture) {
  auto text = fmt::format("let {} =", capture.name.text);
  std::string_view comma = " ";
  for (const auto& source : capture.sources) {
    text += fmt::format("{}{} at {}", comma, expression(source.value), expression(source.event));
    comma = ", ";
  }
  return text + (capture.initially ? " initially " + expression(capture.initially) : "");
}

std::string domain(const tree::Domain& domain) {
  return domain.low ? fmt::format("{}..{}", expression(domain.low), expression(domain.high))
                    : fmt::format("{{ {} }}", names(domain.values));
}

std::string index(const tree::ExpressionPtr& index) { return index ? fmt::format("[{}]", expression(index)) : ""; }

void write_item(Page& page, const tree::ConstantDeclaration& item) {
  page.line(fmt::format("const {} = {}", item.name.text, expression(item.value)));
}

void write_item(Page& page, const tree::VariableDeclaration& item) {
  page.line(fmt::format("var {}{}: {}{}", item.name.text, index(item.length), domain(item.domain),
                        item.start ? " = " + expression(item.start) : ""));
}

void write_item(Page& page, const tree::StartDeclaration& item) { page.line("start " + expression(item.condition)); }

void write_item(Page& page, const tree::CountDeclaration& item) {
  page.line(fmt::format("count {} {}", quoted(item.name), expression(item.condition)));
}

void write_item(Page& page, const tree::RuleDeclaration& item) {
  auto header = fmt::format("{}rule {}", item.rival ? "rival " : "", quoted(item.name));
  std::string_view comma = " for ";
  for (const auto& each : item.parameters) {
    header += fmt::format("{}{} in {}..{}", comma, each.name.text, expression(each.low), expression(each.high));
    comma = ", ";
  }
  page.open(header + " when " + expression(item.guard));
  for (const auto& update : item.updates) {
    page.line(fmt::format("{}{} = {}", update.target.text, index(update.index), expression(update.value)));
  }
  page.close();
}

void write_item(Page& page, const tree::SystemProperty& item) {
  auto text = fmt::format("property {}{} {}", item.name.text, description(item.description), judgement(item.clause));
  if (item.witness) {
    text += " witness " + expression(item.witness);
  }
  if (item.expectation) {
    text += fmt::format(" expect {}{}", item.expectation->verdict.text, because(item.expectation->because));
  }
  page.line(text);
}

}  // namespace

std::string judgement(const Clause& clause) { return scope(clause) + body(clause); }

void write(Page& page, const tree::PropertyDeclaration& property) {
  page.open("property " + property.name.text + description(property.description));
  if (property.address) {
    page.line("for each address " + property.address->text);
  }
  for (const auto& each : property.captures) {
    page.line(capture(each));
  }
  for (const auto& clause : property.clauses) {
    page.line(judgement(clause));
  }
  if (property.witness) {
    page.line("witness " + expression(property.witness));
  }
  if (!property.locks.empty()) {
    page.line("locks " + names(property.locks));
  }
  for (const auto& each : property.expectations) {
    page.line(fmt::format("in {} expect {}{}", names(each.targets), each.verdict.text, because(each.because)));
  }
  page.close();
}

void write(Page& page, const tree::SystemDeclaration& system) {
  page.open("system " + system.name.text + description(system.description));
  for (const auto& item : system.items) {
    std::visit([&](const auto& each) { write_item(page, each); }, item);
  }
  page.close();
}

}  // namespace walkcheck::layout
