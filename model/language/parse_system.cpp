#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/language/grammar.hpp"
#include "model/language/words.hpp"

namespace walkcheck::grammar {
namespace {

using Made = std::optional<tree::SystemItem>;

Made constant(Cursor& c) {
  auto name = c.free_name("a name for the constant");
  c.expect("=", "after the name");
  return tree::ConstantDeclaration{std::move(name), expression(c)};
}

tree::Domain domain(Cursor& c) {
  const auto begin = c.mark();
  tree::Domain made;
  if (c.accept("{")) {
    made.values = c.names("the name of a value");
    c.expect("}", "or ',' after the value");
  } else {
    made.low = expression(c);
    c.expect("..", "after the least value");
    made.high = expression(c);
  }
  made.span = c.since(begin);
  return made;
}

Made variable(Cursor& c) {
  tree::VariableDeclaration made;
  made.name = c.free_name("a name for the variable");
  if (c.accept("[")) {
    made.length = expression(c);
    c.expect("]", "after the length");
  }
  c.expect(":", "and the values of the variable");
  made.domain = domain(c);
  if (c.accept("=")) {
    made.start = expression(c);
  }
  return made;
}

Made start(Cursor& c) { return tree::StartDeclaration{expression(c)}; }

Made count(Cursor& c) {
  auto name = c.text("a text after 'count'");
  return tree::CountDeclaration{std::move(name), expression(c)};
}

tree::SystemAssign update(Cursor& c) {
  tree::SystemAssign made;
  made.target = c.free_name("the name of a variable or '}'");
  if (c.accept("[")) {
    made.index = expression(c);
    c.expect("]", "after the index");
  }
  c.expect("=", "after the variable");
  made.value = expression(c);
  return made;
}

bool at_update(const Cursor& c) { return c.at_free_word() && (c.at("=", 1) || (c.at_fresh_line() && c.at("[", 1))); }

bool updates(Cursor& c, const Cursor::Mark& header, std::vector<tree::SystemAssign>& list) {
  c.open("and the updates");
  const bool whole = c.clean_since(header);
  const auto inside = c.mark();
  while (!c.at_end() && !c.at("}")) {
    const auto begin = c.mark();
    auto made = update(c);
    if (!c.failed()) {
      list.push_back(std::move(made));
    } else if (!c.recover(begin, at_update)) {
      break;
    }
  }
  c.close(inside);
  return whole;
}

std::vector<tree::RuleParameter> rule_parameters(Cursor& c) {
  std::vector<tree::RuleParameter> list;
  do {
    tree::RuleParameter made;
    made.name = c.free_name("a name");
    c.expect("in", "and its values");
    made.low = expression(c);
    c.expect("..", "after the least value");
    made.high = expression(c);
    list.push_back(std::move(made));
  } while (c.accept(","));
  return list;
}

Made read_rule(Cursor& c, const Cursor::Mark& begin, bool rival) {
  tree::RuleDeclaration made;
  made.rival = rival;
  made.name = c.text("a text that names the rule");
  if (c.accept("for")) {
    made.parameters = rule_parameters(c);
  }
  c.expect("when", "and the guard of the rule");
  made.guard = expression(c);
  const bool whole = updates(c, begin, made.updates);
  made.span = c.since(begin);
  return whole ? Made{std::move(made)} : std::nullopt;
}

Made rule(Cursor& c) { return read_rule(c, c.mark(), false); }

Made rival_rule(Cursor& c) {
  const auto begin = c.mark();
  c.expect("rule", "after 'rival'");
  return read_rule(c, begin, true);
}

Made system_property(Cursor& c) {
  tree::SystemProperty made;
  made.name = c.name("a name for the property");
  made.description = description(c);
  made.clause = judgement_body(c);
  if (c.accept("witness")) {
    made.witness = expression(c);
  }
  if (c.accept("expect")) {
    made.expectation.emplace();
    made.expectation->verdict = c.name("a verdict after 'expect'");
    if (c.accept("because")) {
      made.expectation->because = c.text("a text after 'because'");
    }
  }
  return made;
}

struct Row {
  std::string_view word;
  Made (*read)(Cursor&);
};

constexpr std::array<Row, 7> rows = {{{"const", constant},
                                      {"var", variable},
                                      {"start", start},
                                      {"count", count},
                                      {"rule", rule},
                                      {"rival", rival_rule},
                                      {"property", system_property}}};

bool at_next_declaration(const Cursor& c) {
  return c.at_declaration() && !c.at("property") && !(c.at("rival") && c.at("rule", 1));
}

bool at_item(const Cursor& c) {
  return c.at_word() && words::is_in(c.peek().text, words::system_items()) && !at_next_declaration(c);
}

Made item(Cursor& c) {
  if (at_next_declaration(c)) {
    c.expected("'}' before the next declaration");
    return std::nullopt;
  }
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return c.at(r.word); });
  if (row != rows.end()) {
    c.take();
    return row->read(c);
  }
  if (c.at_free_word()) {
    c.fail("unknown-keyword", c.peek().span, fmt::format("nothing in a system begins with {}", describe(c.peek())),
           suggest(c.peek().text, words::system_items()));
  } else {
    c.expected("'const', 'var', 'start', 'count', 'rule', 'rival rule', 'property' or '}'");
  }
  return std::nullopt;
}

}  // namespace

std::optional<tree::DeclarationBody> system(Cursor& cursor, const Cursor::Mark& header) {
  tree::SystemDeclaration made;
  made.name = cursor.name("a name for the system");
  made.description = description(cursor);
  cursor.open("and its variables and rules");
  const bool whole = cursor.clean_since(header);
  const auto inside = cursor.mark();
  while (!cursor.at_end() && !cursor.at("}")) {
    const auto begin = cursor.mark();
    auto read = item(cursor);
    if (cursor.failed()) {
      if (!cursor.recover(begin, at_item)) {
        break;
      }
    } else if (read) {
      made.items.push_back(std::move(*read));
    }
  }
  cursor.close(inside);
  return whole ? std::optional<tree::DeclarationBody>{std::move(made)} : std::nullopt;
}

}  // namespace walkcheck::grammar
