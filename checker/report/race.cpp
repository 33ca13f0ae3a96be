#include "checker/report/race.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/story.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

/// One event of the diagram, before it is wrapped.
struct Row {
  enum class Where { margin, walker, rival } where = Where::walker;
  std::size_t indent = 0;
  std::string text;
};

constexpr std::string_view here = "<- here";
constexpr std::size_t usual_column =
    38;  // where CPU1 begins, unless the walker's lines want more and the rivals' need less
constexpr std::size_t step_indent = 2;

std::string changes_text(const std::vector<Change>& changes) {
  std::string text;
  for (const auto& change : changes) {
    text += fmt::format("{}{} {} -> {}", text.empty() ? "" : ", ", change.variable, change.before, change.after);
  }
  return text;
}

/// A rule without notes: its name and what it changes.
Told told_by_name(const Step& step) {
  const auto changed = changes_text(step.changes);
  return {step.origin.function, "", "", changed.empty() ? step.name : fmt::format("{}: {}", step.name, changed)};
}

bool same_call(const Told& one, const Told& other) {
  return one.function == other.function && one.step == other.step && one.inside == other.inside;
}

/// What one call of a primitive did, on one line: its changes if it made any, else what it saw and took. `last`: with
/// details.
Told condensed(std::span<const Told> call, bool last) {
  using Weight = Note::Weight;
  const auto has = [&](Weight weight) {
    return std::any_of(call.begin(), call.end(), [&](const Told& t) { return t.weight == weight; });
  };
  const auto least = has(Weight::change) ? Weight::change : has(Weight::plain) ? Weight::plain : Weight::detail;
  Told result = call.front();
  result.text.clear();
  std::string_view before;
  for (const auto& told : call) {
    const bool at_end = last && &told == &call.back() && told.weight == Weight::detail;
    if ((told.weight < least && !at_end) || told.text == before) continue;
    result.text += (result.text.empty() ? "" : ", ") + told.text;
    before = told.text;
  }
  return result;
}

class Diagram {
 public:
  explicit Diagram(const Evidence& evidence) : steps_(tell(evidence)), loop_(evidence.replayed.trace.loop_start) {
    const auto& rules = (**evidence.system).rules;
    has_notes_ = std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return !rule.notes.empty(); });
    if (loop_ && *loop_ > 0) margin("the way in:");
    for (std::size_t i = 0; i < steps_.size(); ++i) add(i);
    flush(true);
  }

  void margin(std::string text) {
    rows_.push_back({Row::Where::margin, 0, std::move(text)});
    function_.clear();
  }

  [[nodiscard]] std::string draw(bool point_at_last) const {
    const auto column = second_column();
    std::string text = heading(column);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      text += draw(rows_[i], column, point_at_last && i + 1 == rows_.size());
    return text;
  }

 private:
  void add(std::size_t index) {
    const auto& step = steps_[index];
    if (loop_ == index) {
      flush(false);
      margin("again and again:");
    }
    // A system that speaks through notes is silent where a rule has none, unless a reader must see it.
    const bool must_be_seen = !has_notes_ || index + 1 == steps_.size() || !step.changes.empty();
    if (!step.told.empty()) {
      for (const auto& told : step.told) add(step, told);
    } else if (must_be_seen) {
      add(step, told_by_name(step));
    }
  }

  void add(const Step& step, const Told& told) {
    if (step.actor == Actor::rival) {
      flush(false);
      rows_.push_back({Row::Where::rival, 1, told.text});
      return;
    }
    if (told.inside.empty() || (!call_.empty() && !same_call(call_.front(), told))) flush(false);
    call_.push_back(told);
    if (told.inside.empty() && told.weight != Note::Weight::detail) flush(false);
  }

  /// Writes what is known of the primitive under way; the last line of all tells its details.
  void flush(bool last) {
    if (call_.empty()) return;
    const auto told = condensed(call_, last);
    call_.clear();
    if (!told.function.empty() && told.function != function_) {
      rows_.push_back({Row::Where::walker, 1, told.function + "()"});
      function_ = told.function;
      any_function_ = true;
    }
    rows_.push_back({Row::Where::walker, step_indent, whole(told)});
  }

  [[nodiscard]] std::size_t widest(Row::Where where, std::size_t at_least) const {
    for (const auto& row : rows_) {
      if (row.where == where) at_least = std::max(at_least, row.indent + columns(row.text));
    }
    return at_least;
  }

  [[nodiscard]] std::size_t second_column() const {
    const auto left = widest(Row::Where::walker, 0) + 1;
    const auto right = widest(Row::Where::rival, columns(here) + 1);
    const auto room = right < page_width ? page_width - right : 0;
    return std::clamp(left, usual_column, std::max(usual_column, room));
  }

  [[nodiscard]] std::string heading(std::size_t column) const {
    const bool any_rival =
        std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.where == Row::Where::rival; });
    const std::string walker = any_function_ ? "CPU0 (walk_page_range)" : "CPU0";
    return (any_rival ? padded(walker, column) + "CPU1" : walker) + '\n';
  }

  [[nodiscard]] static std::string draw(const Row& row, std::size_t column, bool point) {
    if (row.where == Row::Where::margin) return row.text + '\n';
    const bool rival = row.where == Row::Where::rival;
    const auto begin = row.indent + (rival ? column : 0);
    const auto end = rival ? page_width : column - 1;
    std::string text;
    std::string last;
    // Further lines of one event stand two columns to the right.
    const auto width = end - begin;
    for (const auto& line : wrap(row.text, columns(row.text) <= width ? width : width - 2)) {
      const auto indent = begin + (last.empty() ? 0 : 2);
      if (!last.empty()) text.append(last).append("\n");
      last.assign(indent, ' ').append(line);
    }
    return text + (point ? pointed(last, column) : last) + '\n';
  }

  [[nodiscard]] static std::string pointed(const std::string& line, std::size_t column) {
    if (columns(line) <= column) return padded(line, column + 1).append(here);
    if (columns(line) + 2 + columns(here) <= page_width) return fmt::format("{}  {}", line, here);
    return fmt::format("{}\n{}{}", line, std::string(column + 1, ' '), here);
  }

  std::vector<Step> steps_;
  std::optional<std::size_t> loop_;
  std::vector<Row> rows_;
  std::vector<Told> call_;  // of one call of a primitive, not yet written
  std::string function_;
  bool has_notes_ = false;
  bool any_function_ = false;
};

}  // namespace

std::string race(const Evidence& evidence, Property::Kind kind) {
  Diagram diagram(evidence);
  if (evidence.replayed.trace.rules.empty()) diagram.margin("already at the start");
  if (kind == Property::Kind::no_deadlock) diagram.margin("here the walker waits, and nobody can wake it");
  const auto start = tell_start(evidence);
  const auto introduction = start.empty() ? std::string() : paragraph("at the start: ", start) + '\n';
  return introduction + diagram.draw(kind == Property::Kind::safety && !evidence.replayed.trace.rules.empty());
}

}  // namespace walkcheck
