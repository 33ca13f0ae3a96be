#include <array>
#include <utility>

#include "model/language/layout.hpp"

namespace walkcheck::layout {
namespace {

std::string stage(const tree::RivalStage& stage) { return names(stage.states) + children(stage.children); }

std::string form(const tree::RivalDeclaration& rival) {
  using Form = tree::RivalDeclaration::Form;
  if (rival.form == Form::late) {
    return fmt::format("sees {} ~ stores {}", stage(rival.stages.at(0)), stage(rival.stages.at(1)));
  }
  std::string text;
  for (const auto& each : rival.stages) {
    text += text.empty() ? "" : rival.form == Form::atomic ? " -> " : " ~ ";
    text += stage(each);
  }
  return text;
}

void write(Page& page, const tree::Edit& edit) {
  constexpr std::array<std::string_view, 5> words = {"replace", "drop", "insert after", "insert before", "swap"};
  const auto first = fmt::format("{} {}", words.at(static_cast<std::size_t>(edit.kind)), edit.step.text);
  if (edit.kind == tree::Edit::Kind::drop || edit.kind == tree::Edit::Kind::swap) {
    page.line(first + optional("", edit.other));
    return;
  }
  const std::span<const tree::Statement> body{edit.body};
  const auto labels = !body.empty() && std::holds_alternative<tree::Label>(body.front().what) ? std::size_t{1} : 0;
  if (body.size() == labels + 1) {
    block(page, body.subspan(labels), fmt::format("{}: {}", first, labels > 0 ? simple(body.front()) + " " : ""));
    return;
  }
  page.line(first + ":");
  page.indent();
  block(page, body);
  page.outdent();
}

std::string parameters(const std::vector<tree::Parameter>& list) {
  std::string text;
  for (const auto& each : list) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", each.level.text, each.name.text);
  }
  return text;
}

std::string header(const tree::WalkerLevel& level) {
  std::string text;
  for (const auto& each : level.levels) {
    text += fmt::format("{} {}{}", text.empty() ? "level" : ",", each.level.text, optional(" as", each.shown));
  }
  return text;
}

void write(Page& page, const tree::WalkerLevel& level) {
  page.open(header(level));
  for (const auto& edit : level.edits) {
    write(page, edit);
  }
  // Without `enter`, steps behind an edit would be read as its statements.
  if (!level.enter.empty() || (!level.edits.empty() && !level.body.empty())) {
    page.open("enter");
    block(page, level.enter);
    page.close();
  }
  block(page, level.body);
  if (!level.leave.empty()) {
    page.open("leave");
    block(page, level.leave);
    page.close();
  }
  page.close();
}

}  // namespace

void write(Page& page, const tree::LevelDeclaration& level) {
  page.line(fmt::format("level {} {{ {} }}", level.name.text, names(level.states)));
}

void write(Page& page, const tree::PredicateDeclaration& predicate) {
  page.line(fmt::format("predicate {} at {} = {{ {}{}}}", predicate.name.text, names(predicate.levels),
                        names(predicate.states), predicate.states.empty() ? "" : " "));
}

void write(Page& page, const tree::SurvivorDeclaration& survivor) {
  page.line(fmt::format("survivor {} because {}", quoted(survivor.mutant), quoted(survivor.because)));
}

void write(Page& page, const tree::VmaDeclaration& vma) { page.line("vma " + names(vma.kinds)); }

void write(Page& page, const tree::LockDeclaration& lock) {
  using Owner = tree::LockDeclaration::Owner;
  auto text = "lock " + lock.name.text;
  if (lock.owner == Owner::mm) {
    text += " per mm";
  } else if (lock.owner == Owner::alias) {
    text += optional(" is", lock.same);
  } else {
    text += optional(" per", lock.level) + " table" + optional(" or is", lock.same);
  }
  page.line(text);
}

void write(Page& page, const tree::ProcedureDeclaration& procedure) {
  const bool primitive = procedure.kind == tree::ProcedureDeclaration::Kind::primitive;
  auto header = fmt::format("{} {}", primitive ? "primitive" : "callback", procedure.name.text);
  if (procedure.base) {
    page.open(header + optional(" =", procedure.base) + description(procedure.description));
    for (const auto& edit : procedure.edits) {
      write(page, edit);
    }
  } else {
    header += primitive ? fmt::format("({})", parameters(procedure.parameters)) : optional(" for", procedure.slot);
    page.open(header + optional(" as", procedure.shown) + description(procedure.description));
    block(page, procedure.body);
  }
  page.close();
}

void write(Page& page, const tree::WalkerDeclaration& walker) {
  page.open("walker " + walker.name.text + optional(" =", walker.base) + optional(" as", walker.shown) +
            description(walker.description));
  for (const auto& level : walker.levels) {
    write(page, level);
  }
  page.close();
}

void write(Page& page, const tree::RivalDeclaration& rival) {
  auto text = fmt::format("rival {}{} at {}: {} takes {}", rival.name.text, optional(" as", rival.shown),
                          rival.level.text, form(rival), rival.lock ? rival.lock->text : "nothing");
  if (!rival.also.empty()) {
    text += ", " + names(rival.also);
  }
  text += optional(" frees after", rival.after);
  if (!rival.vmas.empty()) {
    text += " when vma is " + names(rival.vmas);
  }
  if (!rival.modes.empty()) {
    text += fmt::format(" while mmap in {{ {} }}", names(rival.modes));
  }
  page.line(text + description(rival.description));
}

void write(Page& page, const tree::GroupDeclaration& group) {
  page.line(fmt::format("rivals {} = {}{}{}", group.name.text, names(group.members),
                        group.without.empty() ? "" : " without ", names(group.without)));
}

}  // namespace walkcheck::layout
