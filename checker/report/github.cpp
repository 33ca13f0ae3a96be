#include "checker/report/github.hpp"

#include <fmt/format.h>

#include "checker/report/finding.hpp"
#include "checker/report/utf8.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

/// As workflow commands write data; of a `property` colons and commas, too.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char each : text) {
    const bool special = each == '%' || each == '\n' || (property && (each == ':' || each == ','));
    result += special ? fmt::format("%{:02X}", static_cast<unsigned char>(each)) : std::string(1, each);
  }
  return result;
}

std::string annotation(const Finding& finding) {
  std::string text = finding.title + '\n' + finding.details;
  if (!finding.race.empty()) text += '\n' + finding.race;
  while (text.ends_with('\n')) text.pop_back();
  std::string where;
  if (!finding.file.empty()) where = fmt::format("file={},", escaped(clean(finding.file), true));
  if (!where.empty() && finding.line > 0) where += fmt::format("line={},", finding.line);
  const bool open = finding.kind == Finding::Kind::verdict && finding.outcome == Outcome::undecided;
  return fmt::format("::{} {}title={}::{}\n", open ? "warning" : "error", where,
                     escaped(fmt::format("{} {}", finding.name, finding.headline), true), escaped(text, false));
}

/// No text of a model is Markdown or HTML.
std::string plain(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]()<>#+-.!|~&:@";
  std::string result;
  for (const char each : one_line(text)) {
    if (special.find(each) != special.npos) {
      result += fmt::format("&#{};", static_cast<int>(each));
    } else {
      result += each;
    }
  }
  return result;
}

/// A block of code; its fence is longer than any run of back quotes inside.
std::string fenced(const std::string& text) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char each : text) {
    run = each == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{0}text\n{1}{2}{0}\n", fence, text, text.ends_with('\n') ? "" : "\n");
}

std::string race_block(const Finding& finding) {
  const auto text = finding.details + (finding.details.empty() || finding.race.empty() ? "" : "\n") + finding.race;
  const auto summary = plain(finding.title);
  if (text.empty()) return fmt::format("- {}\n\n", summary);
  return fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n\n", summary, fenced(text));
}

std::string row(const Suite& suite, const Finding& finding) {
  return fmt::format("| {} | {} | {} | {} |\n", plain(finding.headline), plain(finding.name), plain(suite.scenario),
                     plain(suite.size));
}

/// Takes pieces as long as there is room; what is left out is counted.
class Page {
 public:
  Page(std::size_t room, std::string beginning) : text_(std::move(beginning)), room_(room) {}

  void add(const std::string& piece) {
    if (left_out_ == 0 && text_.size() + piece.size() + last_words <= room_) {
      text_ += piece;
    } else {
      ++left_out_;
    }
  }

  [[nodiscard]] std::string all() const {
    if (left_out_ == 0) return text_.size() <= room_ ? text_ : std::string();
    const auto end = fmt::format("\nGitHub shows no more: {} left out. The log has all of it.\n",
                                 counted(left_out_, "part is", "parts are"));
    return text_.size() + end.size() <= room_ ? text_ + end : std::string();
  }

 private:
  static constexpr std::size_t last_words = 120;  // more than the sentence needs
  std::string text_;
  std::size_t room_;
  std::size_t left_out_ = 0;
};

}  // namespace

std::string github_annotations(const Report& report) {
  std::string text;
  for (const auto& suite : suites_of(report)) {
    for (const auto& finding : suite.findings) {
      if (finding.outcome != Outcome::as_expected) text += annotation(finding);
    }
  }
  return text;
}

std::string github_summary(const Report& report, std::size_t room) {
  const auto suites = suites_of(report);
  Page page(room, fmt::format("### walkcheck\n\n{} as expected, {} not as expected, {} undecided\n\n",
                              number_of(suites, Outcome::as_expected), number_of(suites, Outcome::unexpected),
                              number_of(suites, Outcome::undecided)));
  for (const auto& suite : suites) {
    for (const auto& finding : suite.findings) {
      if (finding.outcome != Outcome::as_expected) page.add(race_block(finding));
    }
  }
  page.add("| verdict | property | scenario | size |\n| --- | --- | --- | --- |\n");
  for (const auto& suite : suites) {
    for (const auto& finding : suite.findings) page.add(row(suite, finding));
  }
  page.add("\n");
  for (const auto& suite : suites) {
    for (const auto& finding : suite.findings) {
      if (finding.outcome == Outcome::as_expected && !finding.race.empty()) page.add(race_block(finding));
    }
  }
  return page.all();
}

}  // namespace walkcheck
