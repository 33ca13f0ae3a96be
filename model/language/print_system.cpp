#include "model/language/layout.hpp"

namespace walkcheck::layout {
namespace {

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

void write(Page& page, const tree::SystemDeclaration& system) {
  page.open("system " + system.name.text + description(system.description));
  for (const auto& item : system.items) {
    std::visit([&](const auto& each) { write_item(page, each); }, item);
  }
  page.close();
}

}  // namespace walkcheck::layout
