#include <catch2/catch.hpp>

#include "tests/model/language/parsing.hpp"

namespace walkcheck::testing {
namespace {

std::vector<std::string> texts(const std::vector<tree::Name>& names) {
  std::vector<std::string> list;
  for (const auto& name : names) {
    list.push_back(name.text);
  }
  return list;
}

template <class Declaration>
Declaration one(const std::string& text) {
  const auto parsed = parse_text(text);
  INFO(text << "\n" << parsed.rendered());
  REQUIRE(parsed.diagnostics.empty());
  REQUIRE(parsed.file.declarations.size() == 1);
  return only<Declaration>(parsed);
}

using Texts = std::vector<std::string>;

TEST_CASE("Imports stand first") {
  const auto parsed = parse_text("import \"a.walk\" import \"b.walk\" vma anon");
  CHECK(parsed.diagnostics.empty());
  CHECK(parsed.file.imports.at(1).text == "b.walk");
  CHECK(parse_text("vma anon import \"a.walk\"").codes() == Texts{"syntax"});
}

TEST_CASE("Levels, predicates, kinds of vma") {
  CHECK(texts(one<tree::LevelDeclaration>("level pud { none, table, leaf }").states) == Texts{"none", "table", "leaf"});
  const auto predicate = one<tree::PredicateDeclaration>("predicate none at pud, pmd = { none, at }");
  CHECK(texts(predicate.levels) == Texts{"pud", "pmd"});
  CHECK(texts(predicate.states) == Texts{"none", "at"});
  CHECK(one<tree::PredicateDeclaration>("predicate huge at pud = { }").states.empty());
  CHECK(texts(one<tree::VmaDeclaration>("vma anon, file").kinds) == Texts{"anon", "file"});
}

TEST_CASE("Survivors, also behind a property") {
  const auto survivor = one<tree::SurvivorDeclaration>("survivor \"w U1 dropped\" because \"nobody looks\"");
  CHECK(survivor.mutant.text == "w U1 dropped");
  CHECK(survivor.because.text == "nobody looks");
  CHECK(parse_text("survivor \"w\"").codes() == Texts{"syntax"});
  const auto parsed = parse_text("property p never x in s expect holds survivor \"w\" because \"y\" vma anon");
  CHECK(parsed.diagnostics.empty());
  CHECK(parsed.file.declarations.size() == 3);
  CHECK(same_tree(parse_text(print(parsed.file)).file, parsed.file));
}

TEST_CASE("Locks") {
  using Owner = tree::LockDeclaration::Owner;
  CHECK(one<tree::LockDeclaration>("lock a per mm").owner == Owner::mm);
  const auto table = one<tree::LockDeclaration>("lock pmd_lock per pmd table or is pud_lock");
  CHECK(table.owner == Owner::table);
  CHECK(table.level.value().text == "pmd");
  CHECK(table.same.value().text == "pud_lock");
  CHECK_FALSE(one<tree::LockDeclaration>("lock a per mm table").same);
  CHECK(one<tree::LockDeclaration>("lock a is b").same.value().text == "b");
}

TEST_CASE("Rivals have three forms") {
  using Form = tree::RivalDeclaration::Form;
  const auto atomic = one<tree::RivalDeclaration>(
      "rival a as b at pud: leaf, devmap -> none takes l when vma is dax, file while mmap in {read, none} \"why\"");
  CHECK(atomic.form == Form::atomic);
  CHECK(atomic.shown.value().text == "b");
  CHECK(texts(atomic.stages.at(0).states) == Texts{"leaf", "devmap"});
  CHECK(atomic.lock.value().text == "l");
  CHECK(texts(atomic.vmas) == Texts{"dax", "file"});
  CHECK(texts(atomic.modes) == Texts{"read", "none"});
  CHECK(atomic.description.value().text == "why");
  const auto staged = one<tree::RivalDeclaration>("rival a at pmd: leaf ~ inv ~ table { all present }");
  CHECK(staged.form == Form::staged);
  CHECK(staged.stages.at(2).children.value().text == "present");
  CHECK_FALSE(staged.lock);
  const auto late = one<tree::RivalDeclaration>("rival a at pud: sees leaf ~ stores none takes nothing");
  CHECK(late.form == Form::late);
  CHECK(late.stages.size() == 2);
  CHECK_FALSE(late.lock);
  CHECK(parse_text("rival a at pud: b -> c -> d").codes() == Texts{"syntax"});
  CHECK(parse_text("rival a at pud: b ~ c -> d").codes() == Texts{"syntax"});
  CHECK(parse_text("rival a at pud: b").codes() == Texts{"syntax"});
  CHECK(parse_text("rival a at pud: b -> c when vma is d when vma is e").codes() == Texts{"syntax"});
}

TEST_CASE("Groups") {
  const auto group = one<tree::GroupDeclaration>("rivals env = a, b without c");
  CHECK(texts(group.members) == Texts{"a", "b"});
  CHECK(texts(group.without) == Texts{"c"});
}

TEST_CASE("Primitives and callbacks") {
  const auto primitive = one<tree::ProcedureDeclaration>("primitive p(pud entry, any e) as __p \"where\" { return 0 }");
  CHECK(primitive.parameters.at(1).level.text == "any");
  CHECK(primitive.shown.value().text == "__p");
  CHECK(primitive.body.size() == 1);
  const auto callback = one<tree::ProcedureDeclaration>("callback c for pud_entry as hmm \"x\" { }");
  CHECK(callback.kind == tree::ProcedureDeclaration::Kind::callback);
  CHECK(callback.slot.value().text == "pud_entry");
}

TEST_CASE("Variants edit steps") {
  using Kind = tree::Edit::Kind;
  const auto variant = one<tree::ProcedureDeclaration>(
      "primitive b = a \"text\" { replace U1: x = 1 y = 2 drop U2 insert after U3: U3b: next insert before U4: return "
      "swap U5 U6 }");
  CHECK(variant.base.value().text == "a");
  REQUIRE(variant.edits.size() == 5);
  CHECK(variant.edits[0].kind == Kind::replace);
  CHECK(variant.edits[0].body.size() == 2);
  CHECK(variant.edits[1].kind == Kind::drop);
  CHECK(variant.edits[2].kind == Kind::insert_after);
  CHECK(std::holds_alternative<tree::Label>(variant.edits[2].body.at(0).what));
  CHECK(variant.edits[3].kind == Kind::insert_before);
  CHECK(std::get<tree::Return>(variant.edits[3].body.at(0).what).value == nullptr);
  CHECK(variant.edits[4].other.value().text == "U6");
}

TEST_CASE("Walkers have levels with enter, steps and leave") {
  const auto walker = one<tree::WalkerDeclaration>(
      "walker w = v \"text\" { level pgd as walk_pgd, p4d { enter { x = 1 } U1: return leave { y = 1 } }"
      " level pud { drop U1 replace U2: next enter { } leave { } } }");
  REQUIRE(walker.levels.size() == 2);
  CHECK(walker.levels[0].levels.at(0).shown.value().text == "walk_pgd");
  CHECK(walker.levels[0].enter.size() == 1);
  CHECK(walker.levels[0].body.size() == 2);
  CHECK(walker.levels[0].leave.size() == 1);
  CHECK(walker.levels[1].edits.size() == 2);
}

TEST_CASE("Scenarios") {
  const auto scenario = one<tree::ScenarioDeclaration>(
      "scenario s = b \"text\" { walker w callback pud_entry = c callback pte_entry = null use x for y caller holds "
      "mmap read "
      "vma anon, file rivals env, a without b locks split, single tables on request pud[2] pmd[1] tables pud[1] assume "
      "\"z\" "
      "expect dead U1 in w because \"q\" }");
  CHECK(scenario.base.value().text == "b");
  CHECK(scenario.walker.value().text == "w");
  CHECK(scenario.callbacks.at(1).procedure.text == "null");
  CHECK(scenario.uses.at(0).slot.text == "y");
  CHECK(scenario.uses.at(0).procedure.text == "x");
  CHECK(scenario.mmap.value().text == "read");
  CHECK(texts(scenario.vmas) == Texts{"anon", "file"});
  CHECK(texts(scenario.without) == Texts{"b"});
  CHECK(texts(scenario.locks) == Texts{"split", "single"});
  REQUIRE(scenario.tables.size() == 2);
  CHECK(scenario.tables[0].on_request);
  CHECK(scenario.tables[0].levels.at(0).entries == 2);
  CHECK(scenario.assumptions.at(0).text == "z");
  CHECK(scenario.dead.at(0).procedure->text == "w");
  CHECK(parse_text("scenario s { walker a walker b }").codes() == Texts{"syntax"});
}

TEST_CASE("Systems") {
  const auto system = one<tree::SystemDeclaration>(
      "system s \"t\" { const n = 3 var e[n]: { none, leaf } = none var x: 0..n*2 = 1 var y: 0..1 start x == 1 "
      "count \"c\" x > 1 rule \"r\" when x == 1 { x = x * y e[0] = leaf } "
      "rival rule \"q\" for i in 0..n - 1, j in 0..1 when e[i] is none { } "
      "property p \"t\" never x == 9 witness x == 2 expect violated because \"b\" property q terminates when rivals "
      "stop }");
  REQUIRE(system.items.size() == 10);
  const auto& e = std::get<tree::VariableDeclaration>(system.items[1]);
  CHECK(e.length != nullptr);
  CHECK(texts(e.domain.values) == Texts{"none", "leaf"});
  const auto& x = std::get<tree::VariableDeclaration>(system.items[2]);
  CHECK(print(*x.domain.high) == "n * 2");
  CHECK(print(*x.start) == "1");
  CHECK(std::get<tree::VariableDeclaration>(system.items[3]).start == nullptr);
  const auto& rule = std::get<tree::RuleDeclaration>(system.items[6]);
  CHECK_FALSE(rule.rival);
  CHECK(print(*rule.updates.at(0).value) == "x * y");
  CHECK(rule.updates.at(1).index != nullptr);
  const auto& rival = std::get<tree::RuleDeclaration>(system.items[7]);
  CHECK(rival.rival);
  CHECK(rival.parameters.size() == 2);
  const auto& property = std::get<tree::SystemProperty>(system.items[8]);
  CHECK(property.witness != nullptr);
  CHECK(property.expectation.value().because.value().text == "b");
}

}  // namespace
}  // namespace walkcheck::testing
