#include "model/language/layout.hpp"

namespace walkcheck::layout {
namespace {

std::string capture(const tree::Capture& capture) {
  auto text = fmt::format("let {} =", capture.name.text);
  std::string_view comma = " ";
  for (const auto& source : capture.sources) {
    text += fmt::format("{}{} at {}", comma, expression(source.value), expression(source.event));
    comma = ", ";
  }
  return text + (capture.initially ? " initially " + expression(capture.initially) : "");
}

}  // namespace

std::string because(const std::optional<tree::Text>& text) {
  return text ? " because " + quoted(*text) : std::string{};
}

void write(Page& page, const tree::PropertyDeclaration& property) {
  page.line("property " + property.name.text + description(property.description));
  page.indent();
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
  page.outdent();
}

}  // namespace walkcheck::layout
