#include <catch2/catch.hpp>

#include "tests/model/language/parsing.hpp"

namespace walkcheck::testing {
namespace {

/// Parsed as the value of an assignment, and printed.
std::string canonical(const std::string& text) {
  const auto parsed = parse_text("primitive p() { x = " + text + " }");
  INFO(parsed.rendered());
  REQUIRE(parsed.diagnostics.empty());
  const auto& statement = only<tree::ProcedureDeclaration>(parsed).body.at(0);
  return print(*std::get<tree::Assign>(statement.what).value);
}

std::vector<std::string> faults(const std::string& text) {
  return parse_text("primitive p() { x = " + text + "\n}").messages();
}

TEST_CASE("Primaries") {
  CHECK(canonical("1") == "1");
  CHECK(canonical("-1") == "-1");
  CHECK(canonical("- 1") == "-1");
  CHECK(canonical("-EBUSY") == "-EBUSY");
  CHECK(canonical("*entry") == "*entry");
  CHECK(canonical("yes") == "yes");
  CHECK(canonical("returned( pud_entry,CONTINUE )") == "returned(pud_entry, CONTINUE)");
  CHECK(canonical("f()") == "f()");
  CHECK(canonical("e[ i+1 ]") == "e[i + 1]");
  CHECK(canonical("((x))") == "x");
}

TEST_CASE("Words of statements and events are names in expressions") {
  for (const auto* word : {"next", "hole", "descend", "lock", "release", "error", "end", "split", "table", "none",
                           "leaf", "sleep", "retry", "stop", "level", "rival", "vma", "walker"}) {
    CHECK(canonical(word) == word);
    CHECK(canonical(std::string{word} + "(a)") == std::string{word} + "(a)");
  }
  CHECK(faults("until") == std::vector<std::string>{"1: expected an expression, found 'until'"});
}

TEST_CASE("Operators bind as in C, and brackets remain where they matter") {
  CHECK(canonical("a or b and not c") == "a or b and not c");
  CHECK(canonical("(a or b) and not (c and d)") == "(a or b) and not (c and d)");
  CHECK(canonical("a or (b or c)") == "a or (b or c)");
  CHECK(canonical("(a or b) or c") == "a or b or c");
  CHECK(canonical("a - (b - c) - d") == "a - (b - c) - d");
  CHECK(canonical("(a + b) * c % d / e") == "(a + b) * c % d / e");
  CHECK(canonical("a * (b * c)") == "a * (b * c)");
  CHECK(canonical("a - -1 - -EBUSY -1") == "a - -1 - -EBUSY - 1");
  CHECK(canonical("not not a") == "not not a");
  CHECK(canonical("(a == b) == c") == "(a == b) == c");
  CHECK(canonical("a+1 <= b*2") == "a + 1 <= b * 2");
  CHECK(canonical("(not a) == b") == "(not a) == b");
  CHECK(canonical("not a == b") == "not a == b");
  CHECK(canonical("a * *b") == "a * *b");
}

TEST_CASE("`is` is equality, `in` is membership") {
  CHECK(canonical("v is leaf") == "v == leaf");
  CHECK(canonical("v is not leaf") == "v != leaf");
  CHECK(canonical("v in {leaf,-EBUSY}") == "v in { leaf, -EBUSY }");
  CHECK(canonical("v not in {leaf}") == "v not in { leaf }");
  CHECK(canonical("not v in {leaf}") == "v not in { leaf }");
  CHECK(canonical("not (v in {leaf}) and w") == "v not in { leaf } and w");
  CHECK(canonical("(a or b) in {yes}") == "(a or b) in { yes }");
}

TEST_CASE("Shapes of trees") {
  const auto parsed = parse_text("primitive p() { x = *entry + 2 }");
  const auto& value = *std::get<tree::Assign>(only<tree::ProcedureDeclaration>(parsed).body.at(0).what).value;
  const auto& sum = std::get<tree::Binary>(value.what);
  CHECK(sum.op == tree::BinaryOp::add);
  CHECK(std::get<tree::Load>(sum.left->what).entry.text == "entry");
  CHECK(std::get<tree::Integer>(sum.right->what).value == 2);
  CHECK(parsed.sources.text(value.span) == "*entry + 2");
  CHECK(parsed.sources.text(sum.left->span) == "*entry");
}

TEST_CASE("Faults in expressions say what was expected") {
  CHECK(faults("(a") == std::vector<std::string>{"2: expected ')' to close the bracket, found '}'"});
  CHECK(faults("a or") == std::vector<std::string>{"2: expected an expression, found '}'"});
  CHECK(faults("f(a b)") == std::vector<std::string>{"1: expected ')' or ',' after the argument, found 'b'"});
  CHECK(faults("f(a,)") == std::vector<std::string>{"1: expected an expression, found ')'"});
  CHECK(faults("e[1") == std::vector<std::string>{"2: expected ']' after the index, found '}'"});
  CHECK(faults("-(a)") ==
        std::vector<std::string>{"1: expected a number or the name of an error after '-', found '('"});
  CHECK(faults("a in { }") == std::vector<std::string>{"1: expected an expression, found '}'"});
  CHECK(faults("a == b == c") == std::vector<std::string>{"1: expected a statement, found '=='"});
}

TEST_CASE("Nesting is limited, chains are counted") {
  const auto repeat = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
      all += text;
    }
    return all;
  };
  const auto codes = [](const std::string& text) { return parse_text("primitive p() { x = " + text + "\n}").codes(); };
  using Codes = std::vector<std::string>;
  CHECK(codes(repeat("(", 150) + "a" + repeat(")", 150)).empty());
  CHECK(codes(repeat("(", 100000)) == Codes{"too-deep"});
  CHECK(codes(repeat("not ", 100000)) == Codes{"too-deep"});
  CHECK(codes(repeat("f(", 100000)) == Codes{"too-deep"});
  CHECK(codes(repeat("e[", 100000)) == Codes{"too-deep"});
  CHECK(codes("a in " + repeat("{ b in ", 100000)) == Codes{"too-deep"});
  CHECK(codes(repeat("a or ", 900) + "a").empty());
  CHECK(codes(repeat("a or ", 100000) + "a") == Codes{"too-deep"});
  CHECK(codes(repeat("a - ", 100000) + "a") == Codes{"too-deep"});
  CHECK(codes(repeat("(", 150) + "a" + repeat(repeat(" + a", 100) + ")", 150)) == Codes{"too-deep"});
}

}  // namespace
}  // namespace walkcheck::testing
