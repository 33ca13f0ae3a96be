#include <catch2/catch.hpp>

#include "tests/model/language/parsing.hpp"

namespace walkcheck::testing {
namespace {

tree::Block body(const std::string& text) {
  const auto parsed = parse_text("primitive p() { " + text + " }");
  INFO(text << "\n" << parsed.rendered());
  REQUIRE(parsed.diagnostics.empty());
  return only<tree::ProcedureDeclaration>(parsed).body;
}

template <class What>
What first(const std::string& text) {
  return std::get<What>(body(text).at(0).what);
}

std::vector<std::string> shorts(const std::string& text) {
  std::vector<std::string> list;
  for (const auto& statement : body(text)) {
    list.push_back(print_short(statement));
  }
  return list;
}

using Lines = std::vector<std::string>;

TEST_CASE("Each statement has its node and its short print") {
  CHECK(first<tree::Label>("again:").name.text == "again");
  CHECK(first<tree::Let>("let v = *entry").name.text == "v");
  CHECK(first<tree::Assign>("action = CONTINUE").target.text == "action");
  CHECK(first<tree::Goto>("goto again").label.text == "again");
  CHECK(first<tree::Return>("return 0").value != nullptr);
  CHECK(first<tree::Return>("return").value == nullptr);
  CHECK(first<tree::Deref>("deref entry").entry.text == "entry");
  CHECK(first<tree::Acquire>("acquire pud_lock").lock.text == "pud_lock");
  CHECK(first<tree::Release>("release ptl").lock.text == "ptl");
  CHECK(first<tree::Sleeps>("sleeps \"mmu notifier\"").why.text == "mmu notifier");
  CHECK(first<tree::Choose>("choose need in {no, yes}").values.size() == 2);
  CHECK(first<tree::Perform>("perform any of faults at entry").rivals.text == "faults");
  CHECK(first<tree::ForEach>("for each pte p below entry { }").child.text == "p");
  const Lines all = {"U1:",
                     "let v = *entry",
                     "x = 1",
                     "*entry = table { all present }",
                     "*entry = none",
                     "goto U1",
                     "next",
                     "stop",
                     "descend",
                     "hole",
                     "deref entry",
                     "acquire a",
                     "release a",
                     "sleeps \"b\"",
                     "await x == 1",
                     "choose y in { no, yes }",
                     "perform any of faults at entry",
                     "split(entry, 1)",
                     "return x"};
  std::string text;
  for (const auto& line : all) {
    text += line + " ";
  }
  CHECK(shorts(text) == all);
}

TEST_CASE("Blocks are shortened") {
  CHECK(shorts("if a == b { next }") == Lines{"if a == b { ... }"});
  CHECK(shorts("if a { } else { next }") == Lines{"if a { ... } else { ... }"});
  CHECK(shorts("for each pmd c below entry { next }") == Lines{"for each pmd c below entry { ... }"});
}

TEST_CASE("A star begins a store where a store fits, and a product elsewhere") {
  CHECK(shorts("x = a *entry = leaf") == Lines{"x = a", "*entry = leaf"});
  CHECK(shorts("x = a * b y = c") == Lines{"x = a * b", "y = c"});
  CHECK(shorts("x = a * b == c") == Lines{"x = a * b == c"});
  const auto store = first<tree::StoreEntry>("*entry = table { all none }");
  CHECK(store.state.text == "table");
  CHECK(store.children.value().text == "none");
}

TEST_CASE("A bare return stands last, or before a label") {
  CHECK(shorts("return U2: next") == Lines{"return", "U2:", "next"});
  CHECK(shorts("return U2 x = 1") == Lines{"return U2", "x = 1"});
  CHECK(shorts("if a { return } next") == Lines{"if a { ... }", "next"});
}

TEST_CASE("Words of statements are names where a label, an assignment or a call stands") {
  CHECK(shorts("next: stop: hole") == Lines{"next:", "stop:", "hole"});
  CHECK(shorts("next = 1 descend = next hole") == Lines{"next = 1", "descend = next", "hole"});
  CHECK(shorts("lock(x) walker(y)") == Lines{"lock(x)", "walker(y)"});
}

TEST_CASE("else if is an if in the else") {
  const auto branch = first<tree::If>("if a { next } else if b { stop } else { hole }");
  REQUIRE(branch.otherwise.size() == 1);
  const auto& second = std::get<tree::If>(branch.otherwise[0].what);
  CHECK(std::holds_alternative<tree::Hole>(second.otherwise.at(0).what));
}

TEST_CASE("Spans of statements cover what was written") {
  const auto parsed = parse_text("primitive p() { if a { next }  x = 1 }");
  const auto& block = only<tree::ProcedureDeclaration>(parsed).body;
  CHECK(parsed.sources.text(block.at(0).span) == "if a { next }");
  CHECK(parsed.sources.text(block.at(1).span) == "x = 1");
}

TEST_CASE("Blocks nest to a limit") {
  const auto codes = [](const std::string& piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) {
      text += piece;
    }
    return parse_text("primitive p() { " + text).codes();
  };
  CHECK(codes("if a { ", 100000) == std::vector<std::string>{"too-deep"});
  CHECK(codes("if a { } else ", 100000) == std::vector<std::string>{"too-deep"});
  CHECK(codes("for each pmd a below b { ", 100000) == std::vector<std::string>{"too-deep"});
}

}  // namespace
}  // namespace walkcheck::testing
