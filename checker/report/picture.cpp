#include "checker/report/picture.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::string_view free_lock = "free";

class Drawing {
 public:
  Drawing(const Scene& now, const Scene* before, const Wanted& wanted) : now_(now), before_(before), wanted_(wanted) {}

  [[nodiscard]] std::vector<std::string> draw() {
    if (now_.place == "ended") return {"the walk has ended, and nothing is followed any more"};
    if (before_ == nullptr) values(now_.choices, {});
    if (now_.tables.empty()) {
      values(now_.locals, before_ == nullptr ? std::vector<Scene::Value>() : before_->locals);
    } else {
      table(0, 0);
    }
    for (std::size_t i = 0; i < now_.locks.size(); ++i) lock(i);
    return std::move(lines_);
  }

 private:
  /// `before` is empty at the start.
  void values(const std::vector<Scene::Value>& all, const std::vector<Scene::Value>& before) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& [name, value, changed] = all[i];
      const auto was = changed && !before.empty() ? fmt::format(", was {}", before[i].value) : "";
      if (wanted_(name) && (before.empty() || changed)) lines_.push_back(fmt::format("{} is {}{}", name, value, was));
    }
  }

  void table(std::size_t index, std::size_t depth) {
    const auto& drawn = now_.tables[index];
    const std::string margin(2 * depth, ' ');
    for (std::size_t i = 0; drawn.exists && i < drawn.entries.size(); ++i) {
      const auto& entry = drawn.entries[i];
      if (wanted_(entry.name)) lines_.push_back(margin + line(entry, before(index, i)));
      if (entry.below) table(*entry.below, depth + 1);
    }
    if (drawn.stale) lines_.push_back(fmt::format("{}> a {} table that is gone", margin, drawn.level));
    if (drawn.detached) {
      lines_.push_back(fmt::format("{}> a {} table that was taken away and is not yet freed", margin, drawn.level));
    }
  }

  [[nodiscard]] const Scene::Entry* before(std::size_t table, std::size_t entry) const {
    return before_ == nullptr ? nullptr : &before_->tables[table].entries[entry];
  }

  static std::string line(const Scene::Entry& entry, const Scene::Entry* before) {
    const bool told = before != nullptr && entry.changed && !entry.hidden && !before->hidden;
    const std::string was = told ? fmt::format(", was {}", before->state) : "";
    return fmt::format("{}{} {}{}", entry.cursor ? "> " : "  ", entry.name, entry.state, was);
  }

  void lock(std::size_t index) {
    const auto& [name, holder, changed, table] = now_.locks[index];
    const bool exists = !table || now_.tables[*table].exists;
    if (!wanted_(name) || !exists || (holder == free_lock && (!changed || before_ == nullptr))) return;
    lines_.push_back(holder == free_lock ? fmt::format("  {} free, was {}", name, before_->locks[index].holder)
                                         : fmt::format("  {} held by {}", name, holder));
  }

  const Scene& now_;
  const Scene* before_;
  const Wanted& wanted_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> picture(const Scene& now, const Scene* before, const Wanted& wanted) {
  return Drawing(now, before, wanted).draw();
}

std::string indented(const std::vector<std::string>& lines, std::size_t margin) {
  std::string text;
  for (const auto& line : lines) {
    const auto indent = std::min(margin + line.find_first_not_of(' '), page_width / 2);
    text += paragraph(std::string(indent, ' '), line);
  }
  return text;
}

}  // namespace walkcheck
