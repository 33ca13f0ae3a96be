#include "checker/report/html_list.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "checker/report/in_words.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/race.hpp"
#include "checker/report/section.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

struct Row {
  const Result* result = nullptr;
  const std::string* address = nullptr;
};
using Rows = std::vector<Row>;

/// The rows in groups that agree in `key`, in the order of their first.
std::vector<Rows> grouped(const Rows& rows, const auto& key) {
  std::vector<Rows> groups;
  for (const auto& row : rows) {
    const auto known = std::find_if(groups.begin(), groups.end(),
                                    [&](const Rows& group) { return key(*group.front().result) == key(*row.result); });
    if (known == groups.end()) {
      groups.push_back({row});
    } else {
      known->push_back(row);
    }
  }
  return groups;
}

std::vector<const Search*> searches_in(const Rows& rows) {
  std::vector<const Result*> results;
  for (const auto& row : rows) results.push_back(row.result);
  return searches_of(results);
}

std::string_view outcome_class(const Result& result) {
  switch (outcome(result)) {
    case Outcome::as_expected:
      return "expected";
    case Outcome::undecided:
      return "undecided";
    case Outcome::unexpected:
      break;
  }
  return "unexpected";
}

/// What a reader must know of a verdict that is not simply good.
std::string remark(const Result& result) {
  const auto why = result.because.empty() ? std::string() : ": " + result.because;
  std::string text;
  if (outcome(result) == Outcome::unexpected) {
    text = result.expected ? fmt::format("not as expected; expected {}{}", *result.expected, why) : "not as expected";
  } else if (outcome(result) == Outcome::undecided) {
    text = result.expected ? fmt::format("undecided; expected {}{}", *result.expected, why) : "undecided";
  } else if (!result.because.empty()) {
    text = "as expected" + why;
  }
  if (!result.reason.empty()) text += fmt::format("{}{}", text.empty() ? "" : ". ", result.reason);
  return text;
}

/// The results of one property that have the same verdict and meet their expectation in the same way.
std::string verdict_html(const Rows& rows, const SizeLabels& label) {
  const Result& first = *rows.front().result;
  auto text = fmt::format("<div class=\"verdict {} {}\"><span class=\"word\">{}</span>", name(first.verdict),
                          outcome_class(first), name(first.verdict));
  for (const auto& [result, address] : rows) {
    const auto& size = label(*result->search);
    text += fmt::format(" <a href=\"#{}\">{}</a>", *address, html_text(size.empty() ? "all" : size));
  }
  const auto said = remark(first);
  if (!said.empty()) text += fmt::format(" <p class=\"remark\">{}</p>", html_text(said));
  return text + "</div>";
}

std::string property_html(const Rows& rows, const SizeLabels& label) {
  const auto& first = *rows.front().result;
  auto text = fmt::format("<tr><th scope=\"row\">{}</th><td>", html_text(first.property));
  const auto alike = [](const Result& result) { return std::pair(result.verdict, remark(result)); };
  for (const auto& group : grouped(rows, alike)) text += verdict_html(group, label);
  return text + "</td></tr>\n";
}

std::string assumptions_html(const Rows& rows) {
  std::vector<std::string> all;
  for (const auto* search : searches_in(rows)) {
    for (const auto& each : search->assumptions) {
      if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    }
  }
  if (all.empty()) return {};
  auto text = fmt::format("<details><summary>{}</summary><ul>", counted(all.size(), "assumption", "assumptions"));
  for (const auto& each : all) text += fmt::format("<li>{}</li>", html_text(each));
  return text + "</ul></details>\n";
}

std::string scenario_html(const Rows& rows, const SizeLabels& label) {
  const Search& search = *rows.front().result->search;
  const auto name = html_text(search.scenario);
  auto text = fmt::format("<section class=\"scenario\">\n<h3>{}</h3>\n", name);
  if (!search.description.empty()) text += fmt::format("<p>{}</p>\n", html_text(search.description));
  text += assumptions_html(rows);
  text += fmt::format(
      "<table>\n<caption>Verdicts in {}</caption>\n<thead><tr><th scope=\"col\">property</th><th "
      "scope=\"col\">verdict, "
      "and in which sizes</th></tr></thead>\n<tbody>\n",
      name);
  for (const auto& group : grouped(rows, [](const Result& result) { return result.property; })) {
    text += property_html(group, label);
  }
  return text + "</tbody>\n</table>\n</section>\n";
}

std::string race_html(const Row& row, const SizeLabels& label) {
  const auto& [result, address] = row;
  const auto& search = *result->search;
  const Evidence& evidence = *result->evidence;
  const auto what = evidence.abstract ? "an abstract run, which may be none of real tables" : "violated";
  auto text = fmt::format("<article id=\"{}\">\n<h3>{} in {} {}: {}</h3>\n", *address, html_text(result->property),
                          html_text(search.scenario), html_text(label(search)), what);
  if (!result->description.empty()) text += fmt::format("<p>{}</p>\n", html_text(result->description));
  const auto said = remark(*result);
  if (!said.empty()) text += fmt::format("<p>{}</p>\n", html_text(said));
  return text + fmt::format("<pre tabindex=\"0\">{}</pre>\n</article>\n",
                            html_text(race(evidence, result->kind) + '\n' + in_words(*result)));
}

Rows rows_of(std::span<const Result> results, const std::vector<std::string>& addresses) {
  Rows rows;
  for (std::size_t i = 0; i < results.size(); ++i) rows.push_back({&results[i], &addresses.at(i)});
  return rows;
}

}  // namespace

std::string html_text(std::string_view text) {
  using nlohmann::json;
  const auto repaired = json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
  std::string safe;
  for (const char c : repaired) {
    const bool control = static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t';
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        control ? safe += "\uFFFD" : safe += c;
    }
  }
  return safe;
}

std::string html_summary(std::span<const Result> results) {
  std::array<std::uint64_t, 3> counts{};
  for (const auto& result : results) ++counts[static_cast<std::size_t>(outcome(result))];
  const auto& [expected, undecided, unexpected] = counts;
  return fmt::format("{} as expected, {} not as expected, {} undecided", counted(expected, "verdict", "verdicts"),
                     thousands(unexpected), thousands(undecided));
}

std::string html_verdicts(std::span<const Result> results, const std::vector<std::string>& addresses) {
  const Rows rows = rows_of(results, addresses);
  const SizeLabels label(searches_in(rows));
  std::string text;
  for (const auto& group : grouped(rows, [](const Result& result) { return result.search->scenario; })) {
    text += scenario_html(group, label);
  }
  return text;
}

std::string html_races(std::span<const Result> results, const std::vector<std::string>& addresses) {
  const Rows rows = rows_of(results, addresses);
  const SizeLabels label(searches_in(rows));
  std::string text;
  for (const auto& row : rows) {
    if (row.result->evidence) text += race_html(row, label);
  }
  return text;
}

}  // namespace walkcheck
