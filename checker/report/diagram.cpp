#include "checker/report/diagram.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::size_t tab = 8;
constexpr std::size_t gap = 2;     // between columns, at least
constexpr std::size_t least = 12;  // the width of a column, at least
/// Of two columns the first has so much, if the second needs no more than is left.
constexpr std::size_t walker_usually = 40;

std::string line_of(const DiagramRow& row) {
  if (row.remark.empty()) return row.text;
  return row.text.empty() ? "// " + row.remark : fmt::format("{} // {}", row.text, row.remark);
}

std::size_t width_of(const DiagramRow& row) { return row.depth + columns(line_of(row)); }

/// It is in the same function as what is done there, or in the one that is called there.
bool is_about(const DiagramRow& remark, const DiagramRow& row) {
  return remark.depth == row.depth || (remark.depth == row.depth + 1 && row.text.ends_with("()"));
}

/// Where the columns begin, and one more: where the last one ends.
class Columns {
 public:
  Columns(const std::vector<DiagramRow>& rows, std::size_t mark, bool tabs) : tabs_(tabs) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
      if (!row.cpu) continue;
      if (widths.size() <= *row.cpu) widths.resize(*row.cpu + 1, least);
      widths[*row.cpu] = std::max(widths[*row.cpu], width_of(row) + gap);
    }
    if (widths.empty()) widths.push_back(page_width);
    const bool marked = mark > 0 && !rows.empty() && rows.back().cpu && *rows.back().cpu + 1 == widths.size();
    widths.back() = std::max(widths.back(), marked ? width_of(rows.back()) + gap + mark : mark + 1);
    fit(widths);
    begins_.push_back(0);
    for (const std::size_t width : widths) begins_.push_back(begins_.back() + width);
    begins_.back() = page_width;
  }

  [[nodiscard]] std::size_t count() const { return begins_.size() - 1; }
  [[nodiscard]] std::size_t begin(std::size_t cpu) const { return begins_[cpu]; }
  /// Without the gap behind it.
  [[nodiscard]] std::size_t end(std::size_t cpu) const {
    return cpu + 1 == count() ? page_width : begins_[cpu + 1] - gap;
  }

 private:
  /// The widest gives way until all have room. Columns begin where tabs lead, if there is room, so that a drawing with
  /// tabs and one with spaces look alike; with tabs they begin there in any case.
  void fit(std::vector<std::size_t>& widths) const {
    if (widths.size() == 1) return;
    const auto others = std::accumulate(widths.begin() + 1, widths.end(), std::size_t{0});
    const auto rest = others < page_width ? page_width - others : 0;
    widths.front() = std::clamp(widths.front(), std::min(walker_usually, rest), std::max(walker_usually, rest));
    while (std::accumulate(widths.begin(), widths.end(), std::size_t{0}) > page_width)
      --*std::max_element(widths.begin(), widths.end());
    auto room = page_width - std::accumulate(widths.begin(), widths.end(), std::size_t{0});
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
      const auto up = (tab - widths[i] % tab) % tab;
      if (up <= room) {
        widths[i] += up;
        room -= up;
      } else if (tabs_) {
        widths[i] = std::max(widths[i] / tab, std::size_t{1}) * tab;
      }
    }
  }

  bool tabs_;
  std::vector<std::size_t> begins_;
};

/// Spaces up to `column`, behind a line that has reached `from`.
std::string space(std::size_t from, std::size_t column, bool tabs) {
  std::string text;
  if (tabs) {
    for (std::size_t next = (from / tab + 1) * tab; next <= column; next += tab) {
      text += '\t';
      from = next;
    }
  }
  return text.append(column - from, ' ');
}

class Drawing {
 public:
  Drawing(std::vector<DiagramRow> rows, std::string mark, const DiagramStyle& style)
      : rows_(std::move(rows)), mark_(std::move(mark)), tabs_(style.tabs), columns_(rows_, columns(mark_), tabs_) {
    join();
  }

  [[nodiscard]] std::string draw() const {
    std::string text = heading();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const bool last = i + 1 == rows_.size();
      text += rows_[i].cpu ? event(rows_[i], last ? mark_ : "") : rows_[i].text + '\n';
    }
    return text;
  }

 private:
  /// Remarks move up beside what they are about.
  void join() {
    std::vector<DiagramRow> joined;
    for (auto& row : rows_) {
      if (!joined.empty() && row.cpu && row.text.empty() && joined.back().cpu == row.cpu &&
          joined.back().remark.empty() && is_about(row, joined.back())) {
        DiagramRow both = joined.back();
        both.remark = row.remark;
        if (columns_.begin(*row.cpu) + width_of(both) <= columns_.end(*row.cpu)) {
          joined.back() = std::move(both);
          continue;
        }
      }
      joined.push_back(std::move(row));
    }
    rows_ = std::move(joined);
  }

  [[nodiscard]] std::string heading() const {
    std::string text;
    std::size_t at = 0;
    for (std::size_t cpu = 0; cpu < columns_.count(); ++cpu) {
      const auto name = fmt::format("CPU{}", cpu);
      text += space(at, columns_.begin(cpu), tabs_) + name;
      at = columns_.begin(cpu) + name.size();
    }
    return text + '\n';
  }

  /// Further lines of one event stand two columns to the right; those of a remark begin with slashes again.
  [[nodiscard]] std::string event(const DiagramRow& row, const std::string& mark) const {
    const auto begin = columns_.begin(*row.cpu) + row.depth;
    const auto end = columns_.end(*row.cpu);
    const auto whole = line_of(row);
    const bool remark = row.text.empty();
    const auto room = end > begin + least ? end - begin : least;
    const auto lines = columns(whole) <= room ? std::vector<std::string>{whole}
                                              : wrap(remark ? row.remark : whole, room - (remark ? 3 : 2));
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool split = lines.size() > 1;
      const auto shown = remark && split ? "// " + lines[i] : lines[i];
      const auto at = begin + (i > 0 && !remark ? 2 : 0);
      text += space(0, at, tabs_) + shown;
      if (i + 1 == lines.size() && !mark.empty()) text += marked(at + columns(shown), mark);
      text += '\n';
    }
    return text;
  }

  /// Where the next CPU's column begins, or behind the line.
  [[nodiscard]] std::string marked(std::size_t from, const std::string& mark) const {
    std::size_t column = from + gap;
    for (std::size_t cpu = columns_.count(); cpu-- > 1;) {
      if (columns_.begin(cpu) >= column) column = columns_.begin(cpu);
    }
    if (column + columns(mark) <= page_width) return space(from, column, tabs_) + mark;
    return '\n' + space(0, page_width - columns(mark), tabs_) + mark;
  }

  std::vector<DiagramRow> rows_;
  std::string mark_;
  bool tabs_;
  Columns columns_;
};

}  // namespace

std::string draw(std::vector<DiagramRow> rows, const std::string& mark, const DiagramStyle& style) {
  return Drawing(std::move(rows), mark, style).draw();
}

}  // namespace walkcheck
