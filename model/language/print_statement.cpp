#include <algorithm>
#include <utility>

#include "model/language/layout.hpp"
#include "model/language/parser.hpp"

namespace walkcheck::layout {
namespace {

constexpr std::size_t widest_line = 100;

bool is_simple(const tree::Statement& statement) {
  return !std::holds_alternative<tree::If>(statement.what) && !std::holds_alternative<tree::ForEach>(statement.what) &&
         !std::holds_alternative<tree::Label>(statement.what);
}

std::string header(const tree::If& statement) { return fmt::format("if {}", expression(statement.condition)); }

std::string header(const tree::ForEach& statement) {
  return fmt::format("for each {} {} below {}", statement.level.text, statement.child.text, statement.entry.text);
}

/// `if err { stop }`, when each block is one short statement.
std::optional<std::string> one_line(const tree::If& statement, std::size_t room) {
  const auto short_block = [](const tree::Block& block) { return block.size() == 1 && is_simple(block.front()); };
  if (!short_block(statement.then) || (!statement.otherwise.empty() && !short_block(statement.otherwise))) {
    return std::nullopt;
  }
  auto text = fmt::format("{} {{ {} }}", header(statement), simple(statement.then.front()));
  if (!statement.otherwise.empty()) {
    text += fmt::format(" else {{ {} }}", simple(statement.otherwise.front()));
  }
  return text.size() <= room ? std::optional{text} : std::nullopt;
}

void write_if(Page& page, const std::string& label, const tree::If& first) {
  const auto used = page.column() + label.size();
  if (const auto line = one_line(first, widest_line - std::min(widest_line, used))) {
    page.line(label + *line);
    return;
  }
  page.open(label + header(first));
  block(page, first.then);
  const auto* last = &first;
  while (last->otherwise.size() == 1 && std::holds_alternative<tree::If>(last->otherwise.front().what)) {
    last = &std::get<tree::If>(last->otherwise.front().what);
    page.reopen("else " + header(*last));
    block(page, last->then);
  }
  if (!last->otherwise.empty()) {
    page.reopen("else");
    block(page, last->otherwise);
  }
  page.close();
}

struct Simple {
  std::string operator()(const tree::Label& s) const { return s.name.text + ":"; }
  std::string operator()(const tree::Let& s) const {
    return fmt::format("let {} = {}", s.name.text, expression(s.value));
  }
  std::string operator()(const tree::Assign& s) const {
    return fmt::format("{} = {}", s.target.text, expression(s.value));
  }
  std::string operator()(const tree::StoreEntry& s) const {
    return fmt::format("*{} = {}{}", s.entry.text, s.state.text, children(s.children));
  }
  std::string operator()(const tree::If& s) const {
    return fmt::format("{} {{ ... }}{}", header(s), s.otherwise.empty() ? "" : " else { ... }");
  }
  std::string operator()(const tree::Goto& s) const { return "goto " + s.label.text; }
  std::string operator()(const tree::Return& s) const {
    return s.value ? fmt::format("return {}", expression(s.value)) : "return";
  }
  std::string operator()(const tree::Next&) const { return "next"; }
  std::string operator()(const tree::Stop&) const { return "stop"; }
  std::string operator()(const tree::Descend&) const { return "descend"; }
  std::string operator()(const tree::Hole&) const { return "hole"; }
  std::string operator()(const tree::Deref& s) const { return "deref " + s.entry.text; }
  std::string operator()(const tree::Acquire& s) const { return "acquire " + s.lock.text; }
  std::string operator()(const tree::Release& s) const { return "release " + s.lock.text; }
  std::string operator()(const tree::Sleeps& s) const { return "sleeps " + quoted(s.why); }
  std::string operator()(const tree::Choose& s) const {
    return fmt::format("choose {} in {{ {} }}", s.name.text, values(s.values));
  }
  std::string operator()(const tree::Perform& s) const {
    return fmt::format("perform any of {} at {}", s.rivals.text, s.entry.text);
  }
  std::string operator()(const tree::Await& s) const { return "await " + expression(s.condition); }
  std::string operator()(const tree::ForEach& s) const {
    return fmt::format("{} {{ ... }}{}", header(s), s.has_else ? " else { ... }" : "");
  }
  std::string operator()(const tree::Do& s) const { return expression(s.call); }
};

}  // namespace

std::string simple(const tree::Statement& statement) { return std::visit(Simple{}, statement.what); }

void block(Page& page, std::span<const tree::Statement> statements, std::string label) {
  for (const auto& statement : statements) {
    if (std::holds_alternative<tree::Label>(statement.what)) {
      if (!label.empty()) {
        page.line(label.substr(0, label.size() - 1));
      }
      label = simple(statement) + " ";
      continue;
    }
    if (const auto* branch = std::get_if<tree::If>(&statement.what)) {
      write_if(page, label, *branch);
    } else if (const auto* loop = std::get_if<tree::ForEach>(&statement.what)) {
      page.open(label + header(*loop));
      block(page, loop->body);
      if (loop->has_else) {
        page.reopen("else");
        block(page, loop->otherwise);
      }
      page.close();
    } else {
      page.line(label + simple(statement));
    }
    label.clear();
  }
  if (!label.empty()) {
    page.line(label.substr(0, label.size() - 1));
  }
}

}  // namespace walkcheck::layout

namespace walkcheck {

std::string print_short(const tree::Statement& statement) { return layout::simple(statement); }

}  // namespace walkcheck
