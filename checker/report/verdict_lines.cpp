#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "checker/report/outcome.hpp"
#include "checker/report/section.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::size_t verdict_width = 9;
constexpr std::string_view below = "         ";
static_assert(below.size() == verdict_width);

/// What a line says of a result, but for its verdict.
struct Cells {
  std::string property, scenario, size, states, time;
};

std::string time_text(double seconds) { return fmt::format("{:.{}f}s", seconds, seconds < 99.95 ? 1 : 0); }

/// The table's columns. The property's is as wide as it can be; whatever does not fit in it takes a line of its own.
class Table {
 public:
  Table(std::span<const Result* const> results, bool colour) : label_(searches_of(results)), colour_(colour) {
    std::size_t longest = columns(heads_.property);
    for (const auto* result : results) {
      const auto cells = cells_of(*result);
      longest = std::max(longest, columns(cells.property));
      scenario_ = std::max(scenario_, columns(cells.scenario));
      size_ = std::max(size_, columns(cells.size));
      states_ = std::max(states_, columns(cells.states));
      time_ = std::max(time_, columns(cells.time));
    }
    if (size_ > 0) size_ = std::max(size_, columns(heads_.size));
    const auto others = verdict_width + 1 + columns(right_of(heads_));
    property_ = std::min(longest, table_width > others ? table_width - others : 0);
  }

  [[nodiscard]] std::string head() const { return line("verdict  ", heads_); }
  [[nodiscard]] std::string row(const Result& result) const {
    return line(verdict_word(result, colour_), cells_of(result));
  }

 private:
  [[nodiscard]] Cells cells_of(const Result& result) const {
    const auto& [states, transitions, depth, bytes, seconds] = result.search->statistics;
    return {result.property, result.search->scenario, label_(*result.search), std::to_string(states),
            time_text(seconds + result.seconds)};
  }

  [[nodiscard]] std::string right_of(const Cells& cells) const {
    const auto size = size_ == 0 ? std::string() : padded(cells.size, size_) + ' ';
    return fmt::format("{} {}{:>{}} {:>{}}", padded(cells.scenario, scenario_), size, cells.states, states_, cells.time,
                       time_);
  }

  [[nodiscard]] std::string line(const std::string& verdict, const Cells& cells) const {
    const auto right = right_of(cells) + '\n';
    if (columns(cells.property) <= property_) return verdict + padded(cells.property, property_) + ' ' + right;
    return fmt::format("{}{}\n{}", verdict, cells.property, std::string(verdict_width + property_ + 1, ' ')) + right;
  }

  const Cells heads_{"property", "scenario", "size", "states", "time"};
  SizeLabels label_;
  bool colour_;
  std::size_t property_ = 0, scenario_ = columns(heads_.scenario), size_ = 0;
  std::size_t states_ = columns(heads_.states), time_ = columns(heads_.time);
};

/// `told`: the reasons that stand above already. A limit gives all properties of a search the same long one.
std::string explanation(const Result& result, std::set<std::string>& told) {
  std::string text;
  if (outcome(result) != Outcome::as_expected && result.expected) {
    const auto why = result.because.empty() ? std::string() : ": " + result.because;
    text += paragraph(below, fmt::format("expected {}{}", *result.expected, why));
  }
  if (!result.reason.empty()) {
    text += paragraph(below, told.insert(result.reason).second ? result.reason : "for the reason told above");
  }
  return text;
}

/// "explore: violated in 7 steps; bmc: bounded, up to 12 steps".
std::string opinion_line(const Result& result) {
  std::string text;
  for (const auto& [engine, verdict, bound, steps] : result.opinions) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", engine, name(verdict));
    if (bound) text += fmt::format(", up to {}", counted(*bound, "step", "steps"));
    if (steps) text += fmt::format(" in {}", counted(*steps, "step", "steps"));
  }
  return text.empty() ? text : paragraph(below, text);
}

bool passes(const Result& result) { return result.verdict == Status::holds || result.verdict == Status::proved; }

/// Why a verdict that sounds bad is the right one.
std::string expected_because(const Result& result) {
  const bool told = outcome(result) == Outcome::as_expected && !passes(result) && !result.because.empty();
  return told ? paragraph(below, "as expected: " + result.because) : std::string();
}

std::string times(std::uint32_t number) {
  constexpr std::array<std::string_view, 3> words{"never", "at most once", "at most twice"};
  return number < words.size() ? std::string(words[number]) : fmt::format("at most {} times", number);
}

/// What is said of one retry, over all entries and sizes.
struct RetryWords {
  std::string before, after;
  std::uint32_t at_most = 0;
};

RetryWords words_of(const RetryLimit& retry) {
  const auto label = retry.retry.substr(0, retry.retry.find(" at "));
  const auto& function = retry.origin.function;
  return {fmt::format("{} at a {} is taken", label, retry.entry),
          function.empty() ? std::string() : fmt::format(" ({})", function), retry.at_most};
}

/// "again: at a pud is taken at most once (walk_pud_range)".
std::string retry_lines(std::span<const Result* const> results) {
  // The bound of some sizes would be read as one of all.
  if (!std::all_of(results.begin(), results.end(), [](const Result* result) { return passes(*result); })) return {};
  std::vector<RetryWords> all;  // in the order of their first mention
  for (const auto* result : results) {
    for (const auto& retry : result->retries) {
      auto words = words_of(retry);
      const auto known = std::find_if(all.begin(), all.end(), [&](const RetryWords& other) {
        return other.before == words.before && other.after == words.after;
      });
      if (known == all.end()) {
        all.push_back(std::move(words));
      } else {
        known->at_most = std::max(known->at_most, words.at_most);
      }
    }
  }
  std::string text;
  for (const auto& [before, after, at_most] : all) {
    text += paragraph(below, fmt::format("{} {}{}", before, times(at_most), after));
  }
  return text;
}

}  // namespace

std::string verdict_word(const Result& result, bool colour) {
  auto word = padded(name(result.verdict), verdict_width);
  if (!colour) return word;
  const auto how = outcome(result);
  const auto code = how == Outcome::as_expected ? 32 : how == Outcome::undecided ? 33 : 31;
  const auto length = word.find_last_not_of(' ') + 1;
  return fmt::format("\x1b[{}m{}\x1b[0m{}", code, word.substr(0, length), word.substr(length));
}

std::string verdict_lines(std::span<const Result* const> results, bool colour) {
  const Table table(results, colour);
  std::string text = table.head();
  std::set<std::string> told;
  for (auto rest = results; !rest.empty();) {
    const auto same = [&](const Result* result) {
      return result->property == rest.front()->property && result->search->scenario == rest.front()->search->scenario;
    };
    const auto end = std::find_if_not(rest.begin(), rest.end(), same);
    const auto group = rest.first(static_cast<std::size_t>(end - rest.begin()));
    std::string right_for_all;
    for (const auto* result : group) {
      text += table.row(*result) + explanation(*result, told) + opinion_line(*result);
      if (right_for_all.empty()) right_for_all = expected_because(*result);
    }
    text += right_for_all + retry_lines(group);
    rest = rest.subspan(group.size());
  }
  return text;
}

}  // namespace walkcheck
