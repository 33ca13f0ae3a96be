// Columns, one for each CPU, time going down.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace walkcheck {

/// One event of a diagram.
struct DiagramRow {
  std::optional<std::size_t> cpu;  // absent: a line of its own at the left margin
  std::size_t depth = 0;           // of nested calls: one column each
  std::string text;                // what is done; may be empty
  std::string remark = {};         // what is seen, without its "//"; may be empty
};

struct DiagramStyle {
  bool tabs = false;  // what stands before the text of a line is tabs as far as can be, eight columns each
};

/// At most `page_width` columns; CPUs that do nothing have no column. A row without a text has its remark beside the
/// row before it, if that is the same CPU's, has none, and leaves the room. `mark` stands at the end of the last row.
[[nodiscard]] std::string draw(std::vector<DiagramRow> rows, const std::string& mark, const DiagramStyle& style);

}  // namespace walkcheck
