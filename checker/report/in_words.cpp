#include "checker/report/in_words.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "checker/report/story.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

/// More than these would be told better by the diagram.
constexpr std::size_t most_changes = 4;

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.find_last_of(".!?") + 1 != text.size()) text += '.';
  return text;
}

/// "walk_pud_range(), step U1".
std::string place(const Told& told) {
  const auto function = told.calls.empty() ? told.function : told.calls.back();
  auto in = function.empty() ? std::string() : fmt::format("in {}()", function);
  if (told.step.empty()) return in;
  return in.empty() ? "at step " + told.step : fmt::format("{}, step {}", in, told.step);
}

std::string with_place(const Told& told) {
  const auto where = place(told);
  return where.empty() ? "" : fmt::format(" ({})", where);
}

std::string seen(const Told& told) { return fmt::format("{} is {}", told.entry, told.value); }

/// "changes pud from leaf to none", of a store; else what is told. Of a store that changes nothing the note says so.
std::string in_prose(const Told& told) {
  constexpr std::string_view arrow = " -> ";
  const auto at = told.text.find(arrow);
  if (!told.entry.empty() && told.weight == Note::Weight::change && at == std::string::npos)
    return fmt::format("writes {} to {}, which was {}", told.value, told.entry, told.value);
  if (told.entry.empty() || at == std::string::npos) return "does: " + told.text;
  return fmt::format("changes {} from {} to {}", told.entry, told.value, told.text.substr(at + arrow.size()));
}

class Paragraph {
 public:
  explicit Paragraph(const Result& result)
      : result_(result),
        evidence_(*result.evidence),
        steps_(tell(evidence_)),
        loop_(evidence_.replayed.trace.loop_start) {}

  [[nodiscard]] std::string text() {
    begins();
    changed();
    remembered();
    loop_ ? goes_round() : went_wrong();
    assumed();
    return paragraph("", text_);
  }

 private:
  void say(const std::string& what) { text_ += (text_.empty() ? "" : " ") + what; }

  void begins() {
    const auto start = tell_start(evidence_);
    if (!start.empty()) say(sentence("At the start, " + start));
  }

  void assumed() {
    std::string all;
    for (const auto& assumption : result_.search->assumptions) all += (all.empty() ? "" : " ") + sentence(assumption);
    if (!all.empty()) say("Assumed: " + all);
  }

  /// What the walker last did with the entry, before this step.
  [[nodiscard]] const Told* last_of_walker(std::size_t before, const std::string& entry) const {
    const Told* found = nullptr;
    for (std::size_t i = 0; i < before; ++i) {
      if (steps_[i].actor != Actor::walker) continue;
      for (const Told& told : steps_[i].told) {
        if (told.entry == entry) found = &told;
      }
    }
    return found;
  }

  /// Each thing that others do, and what the walker knew of that entry.
  void changed() {
    const auto rivals = static_cast<std::size_t>(
        std::count_if(steps_.begin(), steps_.end(), [](const Step& step) { return step.actor == Actor::rival; }));
    if (rivals == 0) return say("Nobody else is needed for this.");
    if (rivals > most_changes) return say(fmt::format("Others do {} things, as drawn above.", rivals));
    std::string known;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].actor != Actor::rival || steps_[i].told.empty()) continue;
      const Told& did = steps_[i].told.front();
      const Told* const saw = did.entry.empty() ? nullptr : last_of_walker(i, did.entry);
      const auto before = saw == nullptr ? std::string() : knowledge(*saw);
      if (!before.empty() && before != known) say(before);
      known = before.empty() ? known : before;
      const auto& who = steps_[i].origin.function;
      const bool named = !who.empty() && did.text.starts_with(who + ": ");
      say(fmt::format("{}CPU{}{} {}.", before.empty() ? "" : "Then ", steps_[i].cpu,
                      named ? fmt::format(" ({})", who) : "",
                      did.remark ? "sees that " + seen(did) : in_prose(did) + under(did)));
    }
  }

  /// ", under pud_lock".
  static std::string under(const Told& change) {
    return change.lock ? fmt::format(", under {}", change.lock->name) : "";
  }
  [[nodiscard]] std::string under_own_lock(const Told& change) const {
    const auto locks = held(&change);
    return locks.empty() ? "" : fmt::format(", under {}", locks.back()->lock->name);
  }

  [[nodiscard]] std::string knowledge(const Told& told) {
    if (told.weight == Note::Weight::change)
      return fmt::format("CPU0 itself {}{}{}.", in_prose(told), under_own_lock(told), with_place(told));
    return fmt::format("CPU0 has seen that {}{}.", seen(told), with_place(told));
  }

  /// What the walker was told to do again, and what it decides by that rather than by a look.
  void remembered() {
    std::string known;
    for (const Step& step : steps_) {
      for (const Told& told : step.told) {
        const bool finds = told.text.starts_with("action is ");
        const bool answered = told.text.ends_with(", AGAIN");
        if (!told.remark || !(finds || answered) || told.text == known) continue;
        known = told.text;
        say(finds ? fmt::format("CPU0 finds that {}{}.", told.text, with_place(told))
                  : fmt::format("On CPU0 {}{}.", told.text, with_place(told)));
      }
    }
  }

  /// The locks that the walker has before `until`, or at the end of the run: where it took them, in that order.
  [[nodiscard]] std::vector<const Told*> held(const Told* until = nullptr) const {
    std::vector<const Told*> locks;
    for (const Step& step : steps_) {
      if (step.actor != Actor::walker) continue;
      for (const Told& told : step.told) {
        if (&told == until) return locks;
        if (!told.lock) continue;
        if (told.lock->kind == LockUse::Kind::takes) locks.push_back(&told);
        if (told.lock->kind != LockUse::Kind::drops) continue;
        const auto taken = std::find_if(locks.rbegin(), locks.rend(),
                                        [&](const Told* other) { return other->lock->lock == told.lock->lock; });
        if (taken != locks.rend()) locks.erase(std::next(taken).base());
      }
    }
    return locks;
  }

  void holds() {
    std::string locks;
    for (const Told* taken : held()) {
      const auto where = place(*taken);
      locks += fmt::format("{}{}{}", locks.empty() ? "" : "; ", taken->lock->name,
                           where.empty() ? "" : fmt::format(", taken {}", where));
    }
    if (!locks.empty()) say(fmt::format("CPU0 holds {}.", locks));
  }

  void goes_round() {
    holds();
    std::string saw;
    for (std::size_t i = *loop_; i < steps_.size(); ++i) {
      for (const Told& told : steps_[i].told) {
        if (!told.remark || told.entry.empty()) continue;
        const auto what = seen(told);
        if (saw.find(what) == std::string::npos) saw += (saw.empty() ? "" : ", ") + what;
      }
    }
    say(fmt::format(
        "From then on CPU0 does the same again and again{}, nobody changes anything, and this does not end.",
        saw.empty() ? "" : fmt::format(": it sees that {}", saw)));
    broken();
  }

  void went_wrong() {
    const Told* last = nullptr;
    for (const Step& step : steps_) {
      if (step.actor != Actor::walker || step.told.empty()) continue;
      last = &step.told.back();
      // What a step does in passing comes before what it ends with, and a change before both.
      for (const Told& told : step.told) {
        if (told.weight == Note::Weight::detail) last = &told;
      }
      for (const Told& told : step.told) {
        if (told.weight == Note::Weight::change) last = &told;
      }
    }
    const bool by_walker = !steps_.empty() && steps_.back().actor == Actor::walker;
    const bool changed = by_walker && last != nullptr && last->weight == Note::Weight::change;
    if (!changed) holds();
    if (last != nullptr && by_walker) {
      const bool saw = last->remark && !last->entry.empty();
      say(fmt::format("In the end{}{}.",
                      saw                   ? " CPU0 sees that " + seen(*last)
                      : last->entry.empty() ? ", on CPU0: " + last->text
                                            : " CPU0 " + in_prose(*last) + (changed ? under_own_lock(*last) : ""),
                      with_place(*last)));
    }
    broken();
  }

  void broken() {
    say(sentence(result_.description.empty()
                     ? fmt::format("This breaks {}", result_.property)
                     : fmt::format("This breaks {}: {}", result_.property, result_.description)));
  }

  const Result& result_;
  const Evidence& evidence_;
  std::vector<Step> steps_;
  std::optional<std::size_t> loop_;
  std::string text_;
};

}  // namespace

std::string in_words(const Result& result) { return Paragraph(result).text(); }

}  // namespace walkcheck
