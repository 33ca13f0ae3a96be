#include "checker/report/race.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/story.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr const char* here = "<- here";

std::string changes_text(const std::vector<Change>& changes) {
  std::string text;
  for (const auto& change : changes) {
    text += fmt::format("{}{} {} -> {}", text.empty() ? "" : ", ", change.variable, change.before, change.after);
  }
  return text;
}

/// A rule without notes: its name and what it changes.
std::string told_by_name(const Step& step) {
  const auto changed = changes_text(step.changes);
  return changed.empty() ? step.name : fmt::format("{}: {}", step.name, changed);
}

/// Both are of one call of a primitive.
bool same_call(const Told& one, const Told& other) {
  return !one.inside.empty() && one.calls == other.calls && one.step == other.step;
}

/// A descent into the function whose own steps follow.
bool told_again(const Told& told, const Told* next) {
  return next != nullptr && next->calls.size() > told.calls.size() &&
         told.text == next->calls[told.calls.size()] + "()";
}

/// What the walker does and sees without anybody in between: which of it need not be told. What `broke` the property
/// may be anything that the last step does.
std::vector<bool> left_out(const std::vector<const Told*>& told, const Told* next, const std::vector<Told>* broke) {
  const auto is_of_last_step = [broke](const Told* one) {
    return broke != nullptr && !broke->empty() && one >= &broke->front() && one <= &broke->back();
  };
  std::vector<bool> out(told.size());
  for (std::size_t begin = 0, end = 0; begin < told.size(); begin = end) {
    bool changes = false;
    for (end = begin; end < told.size() && (end == begin || same_call(*told[begin], *told[end])); ++end)
      changes = changes || told[end]->weight == Note::Weight::change;
    for (std::size_t i = begin; i < end; ++i) {
      const bool seen = i > begin && told[i]->remark && told[i - 1]->remark && told[i]->text == told[i - 1]->text;
      const bool detail = told[i]->weight == Note::Weight::detail && !is_of_last_step(told[i]);
      // Of a call that changes something, the change.
      const bool minor = changes && !told[begin]->inside.empty() && told[i]->weight != Note::Weight::change;
      out[i] = seen || detail || minor || told_again(*told[i], i + 1 < told.size() ? told[i + 1] : next);
    }
  }
  return out;
}

class Rows {
 public:
  explicit Rows(const Evidence& evidence) : steps_(tell(evidence)), loop_(evidence.replayed.trace.loop_start) {
    const auto& rules = (**evidence.system).rules;
    has_notes_ = std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return !rule.notes.empty(); });
    if (loop_ && *loop_ > 0) margin("the way in:");
    for (std::size_t i = 0; i < steps_.size(); ++i) add(i);
    tell_walker(nullptr, loop_ || steps_.empty() ? nullptr : &steps_.back().told);
  }

  void margin(std::string text) {
    rows_.push_back({{}, 0, std::move(text)});
    open_.clear();
  }

  [[nodiscard]] const std::vector<DiagramRow>& all() const { return rows_; }

 private:
  void add(std::size_t index) {
    const auto& step = steps_[index];
    if (loop_ == index) {
      tell_walker(nullptr, nullptr);
      margin("again and again:");
    }
    // A system that speaks through notes is silent where a rule has none, unless a reader must see it.
    const bool must_be_seen = !has_notes_ || index + 1 == steps_.size() || !step.changes.empty();
    if (step.actor == Actor::walker && !step.told.empty()) {
      for (const Told& told : step.told) waiting_.push_back(&told);
    } else if (!step.told.empty() || must_be_seen) {
      tell_walker(next_of_walker(index), nullptr);
      if (step.told.empty()) row(step.cpu, 0, told_by_name(step));
      for (const Told& told : step.told) rival(step, told);
    }
  }

  /// What the walker has done since somebody else did something.
  void tell_walker(const Told* next, const std::vector<Told>* broke) {
    const auto out = left_out(waiting_, next, broke);
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      if (!out[i]) walker(*waiting_[i]);
    }
    waiting_.clear();
  }

  [[nodiscard]] const Told* next_of_walker(std::size_t step) const {
    for (std::size_t i = step; i < steps_.size(); ++i) {
      if (steps_[i].actor == Actor::walker && !steps_[i].told.empty()) return &steps_[i].told.front();
    }
    return nullptr;
  }

  /// "huge_fault: pud none -> leaf": who, and below it what.
  void rival(const Step& step, const Told& told) {
    const auto& who = step.origin.function;
    const bool named = !who.empty() && told.text.starts_with(who + ": ");
    if (!named) return row(step.cpu, 0, told.text);
    const bool goes_on =
        !rows_.empty() && rivals_.size() > step.cpu && rivals_[step.cpu] == who && rows_.back().cpu == step.cpu;
    if (!goes_on) row(step.cpu, 0, who);
    if (rivals_.size() <= step.cpu) rivals_.resize(step.cpu + 1);
    rivals_[step.cpu] = who;
    const auto what = told.text.substr(who.size() + 2);
    row(step.cpu, 1, told.remark ? "" : what, told.remark ? what : "");
  }

  void walker(const Told& told) {
    const auto calls = told.calls.empty() && !told.function.empty() ? std::vector{told.function} : told.calls;
    const bool entered = enter(calls, told);
    // The step's name stands once, at the first of its lines.
    const bool label = !told.step.empty() && !entered && (told.step != step_ || step_function_ != told.function);
    step_ = told.step;
    step_function_ = told.function;
    const std::string name = label ? told.step : "";
    if (told.remark) return row(0, calls.size(), "", name.empty() ? told.text : fmt::format("{}: {}", name, told.text));
    row(0, calls.size(), told.text, name);
  }

  /// Writes the calls that lead there from where the walker was; true if the step's name stands beside the last one.
  bool enter(const std::vector<std::string>& calls, const Told& told) {
    const auto same = std::mismatch(open_.begin(), open_.end(), calls.begin(), calls.end());
    const auto known = static_cast<std::size_t>(same.first - open_.begin());
    // A call that ends where another one of the same function begins looks like one; a new step tells them apart.
    const bool again = known == calls.size() && !told.inside.empty() && told.step != step_;
    const std::size_t from = again ? known - 1 : known;
    bool named = false;
    for (std::size_t i = from; i < calls.size(); ++i) {
      const bool primitive = i + 1 == calls.size() && !told.inside.empty() && !told.step.empty();
      named = primitive && !told.remark;
      row(0, i, calls[i] + "()", named ? told.step : "");
    }
    open_ = calls;
    return named;
  }

  void row(std::size_t cpu, std::size_t depth, std::string text, std::string remark = {}) {
    rows_.push_back({cpu, depth, std::move(text), std::move(remark)});
  }

  std::vector<Step> steps_;
  std::optional<std::size_t> loop_;
  std::vector<DiagramRow> rows_;
  std::vector<const Told*> waiting_;  // of the walker, not yet written
  std::vector<std::string> open_;     // the calls in which the walker is
  std::vector<std::string> rivals_;   // by CPU: who acted there last
  std::string step_, step_function_;
  bool has_notes_ = false;
};

}  // namespace

std::string race(const Evidence& evidence, Property::Kind kind, const DiagramStyle& style) {
  Rows rows(evidence);
  const bool at_start = evidence.replayed.trace.rules.empty();
  if (at_start) rows.margin("already at the start");
  if (kind == Property::Kind::no_deadlock) rows.margin("here the walker waits, and nobody can wake it");
  const auto start = tell_start(evidence);
  const auto introduction = start.empty() ? std::string() : paragraph("at the start: ", start) + '\n';
  return introduction + draw(rows.all(), kind == Property::Kind::safety && !at_start ? here : "", style);
}

}  // namespace walkcheck
