#include "checker/report/explanation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/picture.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::size_t margin = 11;  // where the words of a step begin

bool same_call(const Told& one, const Told& other) {
  return one.function == other.function && one.step == other.step && one.inside == other.inside;
}

/// "walk_pud_range() U6 split_huge_pud(): ", before what happens there.
std::string place(const Told& told) {
  std::string text = told.function.empty() ? "" : told.function + "()";
  if (!told.step.empty()) text += (text.empty() ? "" : " ") + told.step;
  if (!told.inside.empty()) text += fmt::format("{}{}()", text.empty() ? "" : " ", told.inside);
  return text.empty() ? "" : text + ": ";
}

class Narrator {
 public:
  explicit Narrator(const Explanation& wanted)
      : wanted_(wanted),
        system_(**wanted.evidence.system),
        run_(wanted.evidence.replayed),
        steps_(tell(wanted.evidence)),
        filter_(system_, wanted.globs) {}

  [[nodiscard]] std::string tell_all() {
    const auto& loop = run_.trace.loop_start;
    text_ += "at the start\n";
    state(0);
    if (loop && *loop > 0) text_ += "\nthe way in\n";
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (loop == i) {
        skipped();
        text_ += "\nagain and again\n";
      }
      step(i);
    }
    skipped();
    end();
    return std::move(text_);
  }

 private:
  void step(std::size_t index) {
    const bool last = index + 1 == steps_.size();
    if (!filter_.shows(steps_[index]) && !(last && wanted_.broken)) {
      ++hidden_;
      return;
    }
    skipped();
    text_ += '\n' + told_step(steps_[index], index + 1);
    state(index + 1);
  }

  /// In place of the steps that the filter leaves out.
  void skipped() {
    if (hidden_ > 0) text_ += fmt::format("\n{:>3}  not shown\n", counted(hidden_, "step", "steps"));
    hidden_ = 0;
  }

  void state(std::size_t index) {
    // What changed since the last state that was shown, so that hidden steps hide no changes.
    const auto& now = run_.states[index];
    const auto* before = index == 0 ? nullptr : &run_.states[shown_];
    const Scene scene_now = before == nullptr ? scene(system_, now) : scene(system_, now, *before);
    const auto wanted = [this](std::string_view name) { return filter_.shows_variable(name); };
    const auto plain = picture(scene_now, nullptr, wanted);
    if (plain != plain_)
      text_ += indented(picture(scene_now, scene_before_ ? &*scene_before_ : nullptr, wanted), margin);
    plain_ = plain;
    scene_before_ = scene_now;
    shown_ = index;
    queries(index);
  }

  void queries(std::size_t index) {
    values_.resize(wanted_.queries.size());
    for (std::size_t i = 0; i < wanted_.queries.size(); ++i) {
      const auto value = wanted_.queries[i].value(system_, run_.states[index]);
      if (index > 0 && value == values_[i]) continue;
      const auto was = index > 0 ? fmt::format(", was {}", values_[i]) : "";
      text_ += paragraph(std::string(margin, ' '), fmt::format("[{}] = {}{}", wanted_.queries[i].text(), value, was));
      values_[i] = value;
    }
  }

  void end() {
    const auto& loop = run_.trace.loop_start;
    if (loop) {
      text_ += '\n' + paragraph("", fmt::format("After step {} everything is as it was before step {}: left alone, the "
                                                "walk does this again and again.",
                                                steps_.size(), *loop + 1));
    } else if (wanted_.broken == Property::Kind::no_deadlock) {
      text_ += "\nHere the walker waits, and nobody can wake it.\n";
    } else if (wanted_.broken) {
      text_ += steps_.empty() ? "\nThe start itself breaks the property.\n"
                              : fmt::format("\nStep {} breaks the property.\n", steps_.size());
    }
  }

  const Explanation& wanted_;
  const SystemDraft& system_;
  const Replayed& run_;
  std::vector<Step> steps_;
  Filter filter_;
  std::string text_;
  std::size_t hidden_ = 0;
  std::size_t shown_ = 0;  // the last state that was told
  std::optional<Scene> scene_before_;
  std::vector<std::string> plain_;   // the last picture, without what was before
  std::vector<std::string> values_;  // of the queries
};

}  // namespace

std::vector<std::string> calls(const Step& step) {
  std::vector<std::string> texts;
  const Told* last = nullptr;
  for (const auto& told : step.told) {
    if (last != nullptr && same_call(*last, told)) {
      texts.back() += ", " + told.text;
    } else {
      texts.push_back((step.actor == Actor::walker ? place(told) : "") + told.text);
    }
    last = &told;
  }
  if (texts.empty()) texts.push_back(step.name);
  return texts;
}

std::string told_step(const Step& step, std::size_t number) {
  std::string text;
  auto head = fmt::format("{:>3}  CPU{}  ", number, step.cpu);
  for (const auto& call : calls(step)) {
    text += paragraph(padded(head, margin), call);
    head.clear();
  }
  return text;
}

std::string explain(const Explanation& explanation) { return Narrator(explanation).tell_all(); }

}  // namespace walkcheck
