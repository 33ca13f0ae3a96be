// The declarations of one line: levels, predicates, kinds of vma, locks, rivals, groups.
#include <algorithm>
#include <utility>

#include "model/language/grammar.hpp"

namespace walkcheck::grammar {
namespace {

using Made = std::optional<tree::DeclarationBody>;
using Form = tree::RivalDeclaration::Form;

tree::RivalStage stage(Cursor& c) {
  auto states = c.names("a state");
  return {std::move(states), children(c)};
}

void late(Cursor& c, tree::RivalDeclaration& made) {
  made.form = Form::late;
  c.take();
  made.stages.push_back({c.names("a state after 'sees'"), std::nullopt});
  c.expect("~", "and 'stores' after what the rival sees");
  c.expect("stores", "after '~'");
  made.stages.push_back(stage(c));
}

void form(Cursor& c, tree::RivalDeclaration& made) {
  if (c.at("sees") && c.at_word(1)) {
    late(c, made);
    return;
  }
  made.stages.push_back(stage(c));
  if (c.accept("->")) {
    made.form = Form::atomic;
    made.stages.push_back(stage(c));
    if (c.at("->") || c.at("~")) {
      c.fail("syntax", c.peek().span, "a rival with '->' has two stages", "more stages are parted by '~'");
    }
    return;
  }
  made.form = Form::staged;
  if (!c.at("~")) {
    c.expected("'->' or '~' after the states");
  }
  while (c.accept("~")) {
    made.stages.push_back(stage(c));
  }
  if (c.at("->")) {
    c.fail("syntax", c.peek().span, "'->' and '~' do not mix",
           "all stages of a rival that others can see between are parted by '~'");
  }
}

/// `when vma is NAMES`, `while mmap in { NAMES }`
void conditions(Cursor& c, tree::RivalDeclaration& made) {
  while (c.at("when") || c.at("while")) {
    const auto place = c.peek().span;
    if (c.accept("when")) {
      c.expect("vma", "after 'when'");
      c.expect("is", "after 'vma'");
      if (!made.vmas.empty()) {
        c.complain(place, "a rival has one condition on the vma", "its kinds are parted by ','");
      }
      made.vmas = c.names("a kind of vma");
    } else {
      c.take();
      c.expect("mmap", "after 'while'");
      c.expect("in", "after 'mmap'");
      c.expect("{", "after 'in'");
      if (!made.modes.empty()) {
        c.complain(place, "a rival has one condition on mmap", "its modes are parted by ','");
      }
      made.modes = c.names("a way to hold mmap");
      c.expect("}", "or ',' after the way to hold mmap");
    }
  }
}

}  // namespace

std::optional<tree::Name> base(Cursor& cursor) {
  return cursor.accept("=") ? std::optional{cursor.name("the name of what it varies after '='")} : std::nullopt;
}

std::optional<tree::Text> description(Cursor& cursor) {
  return cursor.at_text() ? std::optional{cursor.text("a text")} : std::nullopt;
}

std::optional<tree::Name> shown(Cursor& cursor) {
  return cursor.accept("as") ? std::optional{cursor.name("the kernel's name after 'as'")} : std::nullopt;
}

Made level(Cursor& c, const Cursor::Mark&) {
  tree::LevelDeclaration made;
  made.name = c.name("a name for the level");
  c.expect("{", "and the states of the level");
  made.states = c.names("a state");
  c.expect("}", "or ',' after the state");
  return made;
}

Made predicate(Cursor& c, const Cursor::Mark&) {
  tree::PredicateDeclaration made;
  made.name = c.name("a name for the predicate");
  c.expect("at", "and the levels after the name");
  made.levels = c.names("the name of a level");
  c.expect("=", "and the states after the levels");
  c.expect("{", "before the states");
  if (!c.at("}")) {
    made.states = c.names("a state");
  }
  c.expect("}", "or ',' after the state");
  return made;
}

Made survivor(Cursor& c, const Cursor::Mark&) {
  tree::SurvivorDeclaration made;
  made.mutant = c.text("the name of a mutant, as `walkcheck mutate` tells it");
  c.expect("because", "and why nothing can notice it");
  made.because = c.text("the reason after 'because'");
  return made;
}

Made vma(Cursor& c, const Cursor::Mark&) { return tree::VmaDeclaration{c.names("a kind of vma")}; }

Made lock(Cursor& c, const Cursor::Mark&) {
  using Owner = tree::LockDeclaration::Owner;
  tree::LockDeclaration made{};
  made.name = c.name("a name for the lock");
  if (c.accept("is")) {
    made.owner = Owner::alias;
    made.same = c.name("the name of a lock after 'is'");
    return made;
  }
  c.expect("per", "or 'is' after the name of the lock");
  if (c.at("mm") && !c.at("table", 1)) {
    c.take();
    made.owner = Owner::mm;
    return made;
  }
  made.owner = Owner::table;
  made.level = c.name("'mm' or the name of a level after 'per'");
  c.expect("table", "after the level");
  if (c.accept("or")) {
    c.expect("is", "after 'or'");
    made.same = c.name("the name of a lock after 'is'");
  }
  return made;
}

Made rival(Cursor& c, const Cursor::Mark&) {
  tree::RivalDeclaration made{};
  made.name = c.name("a name for the rival");
  made.shown = shown(c);
  c.expect("at", "and the level");
  made.level = c.name("the name of a level after 'at'");
  c.expect(":", "after the level");
  form(c, made);
  if (c.accept("takes")) {
    auto lock = c.name("the name of a lock, or 'nothing', after 'takes'");
    if (lock.text != "nothing") {
      made.lock = std::move(lock);
      if (c.accept(",")) {
        made.also = c.names("the name of a lock after ','");
      }
    }
  }
  if (c.accept("frees")) {
    c.expect("after", "after 'frees'");
    made.after = c.name("the name of a lock after 'after'");
  }
  conditions(c, made);
  made.description = description(c);
  return made;
}

Made group(Cursor& c, const Cursor::Mark&) {
  tree::GroupDeclaration made;
  made.name = c.name("a name for the group");
  c.expect("=", "and the rivals after the name");
  made.members = c.names("the name of a rival or a group");
  if (c.accept("without")) {
    made.without = c.names("the name of a rival or a group after 'without'");
  }
  return made;
}

}  // namespace walkcheck::grammar
