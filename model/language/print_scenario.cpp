#include "model/language/layout.hpp"

namespace walkcheck::layout {
namespace {

std::string list(std::string_view word, const std::vector<tree::Name>& members) {
  return members.empty() ? std::string{} : fmt::format("{} {}", word, names(members));
}

void tables(Page& page, const tree::TableSize& size) {
  std::string text = size.on_request ? "tables on request" : "tables";
  if (size.any) text += " any";
  for (const auto& level : size.levels) {
    text += fmt::format(" {}[{}]", level.level.text, level.entries ? std::to_string(*level.entries) : "any");
  }
  page.line(text);
}

}  // namespace

void write(Page& page, const tree::ScenarioDeclaration& scenario) {
  const auto line_unless_empty = [&](const std::string& text) {
    if (!text.empty()) {
      page.line(text);
    }
  };
  page.open("scenario " + scenario.name.text + optional(" =", scenario.base) + description(scenario.description));
  line_unless_empty(optional("walker", scenario.walker));
  for (const auto& each : scenario.callbacks) {
    page.line(fmt::format("callback {} = {}", each.slot.text, each.procedure.text));
  }
  for (const auto& each : scenario.uses) {
    page.line(fmt::format("use {} for {}", each.procedure.text, each.slot.text));
  }
  line_unless_empty(optional("caller holds mmap", scenario.mmap));
  line_unless_empty(list("vma", scenario.vmas));
  line_unless_empty(list("rivals", scenario.rivals) + list(" without", scenario.without));
  line_unless_empty(list("locks", scenario.locks));
  for (const auto& size : scenario.tables) {
    tables(page, size);
  }
  for (const auto& each : scenario.assumptions) {
    page.line("assume " + quoted(each));
  }
  for (const auto& each : scenario.dead) {
    const auto where = each.procedure ? " in " + each.procedure->text : "";
    page.line(fmt::format("expect dead {}{} because {}", each.what.text, where, quoted(each.because)));
  }
  page.close();
}

}  // namespace walkcheck::layout
