#include "checker/report/dot.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "checker/report/broken.hpp"
#include "checker/report/explanation.hpp"
#include "checker/report/picture.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::size_t widest_label = 40;  // of an edge, in columns

/// In quotes; `end` stands for the end of a line, `\l` for one that begins at the left.
std::string quoted(const std::string& text, std::string_view end) {
  std::string result = "\"";
  for (const char byte : text) {
    if (byte == '\n') {
      result += end;
    } else {
      if (byte == '"' || byte == '\\') result += '\\';
      result += byte;
    }
  }
  return result + '"';
}

std::string head(const std::string& caption) {
  return fmt::format(
      "digraph walk {{\n  label={};\n  fontname=\"sans-serif\";\n"
      "  node [shape=box, fontname=\"monospace\", fontsize=10];\n"
      "  edge [fontname=\"sans-serif\", fontsize=9];\n",
      quoted(caption, "\\n"));
}

class Painter {
 public:
  explicit Painter(const std::shared_ptr<const TransitionSystem>& system) : system_(system) {}

  [[nodiscard]] std::string node(std::size_t number, std::span<const Value> state, bool start,
                                 const std::vector<std::string>& breaks) const {
    const auto now = scene(**system_, state);
    auto text = fmt::format("{}{}{}\n", number, now.place.empty() ? "" : "  ", now.place);
    if (now.place != "ended") {
      for (const auto& line : picture(now, nullptr, [](std::string_view) { return true; })) text += line + '\n';
    }
    for (const auto& name : breaks) text += fmt::format("breaks {}\n", name);
    const auto look =
        fmt::format("{}{}", start ? ", style=bold" : "", breaks.empty() ? "" : ", color=red, peripheries=2");
    return fmt::format("  {} [label={}{}];\n", number, quoted(text, "\\l"), look);
  }

  /// `number` of the step stands before what it says, 0 for none.
  [[nodiscard]] std::string edge(std::size_t from, std::size_t to, const Step& step, std::size_t number,
                                 const std::vector<std::string>& breaks) const {
    auto text = number > 0 ? fmt::format("{}. ", number) : std::string();
    for (const auto& call : calls(step)) {
      for (const auto& line : wrap(call, widest_label)) text += line + '\n';
    }
    for (const auto& name : breaks) text += fmt::format("breaks {}\n", name);
    const auto look = fmt::format("{}{}", step.actor == Actor::rival ? ", style=dashed" : "",
                                  breaks.empty() ? "" : ", color=red, penwidth=2");
    return fmt::format("  {} -> {} [label={}{}];\n", from, to, quoted(text, "\\l"), look);
  }

  [[nodiscard]] Step step(std::uint32_t rule, const std::vector<Value>& before, const std::vector<Value>& after) const {
    return tell({system_, {{before, {rule}, std::nullopt}, {before, after}}}).front();
  }

  /// Names of the safety properties that the start or the last step breaks.
  [[nodiscard]] std::vector<std::string> broken(const Replayed& run) const {
    std::vector<std::string> names;
    for (const auto& each : broken_at_end(**system_, run)) {
      const auto& property = (**system_).properties[each.property];
      if (property.kind == Property::Kind::safety) names.push_back(property.name);
    }
    return names;
  }

 private:
  const std::shared_ptr<const TransitionSystem>& system_;
};

}  // namespace

std::string dot(const std::shared_ptr<const TransitionSystem>& system, const StateGraph& graph,
                const std::string& caption) {
  const Painter painter(system);
  auto text = head(caption);
  std::vector<std::vector<std::string>> bad;  // of each state, the properties that it breaks
  for (std::size_t i = 0; i < graph.states.size(); ++i) {
    bad.push_back(painter.broken({{graph.states[i], {}, {}}, {graph.states[i]}}));
    text += painter.node(i, graph.states[i], i < graph.starts, bad.back());
  }
  std::set<std::string> drawn;  // rules that differ in what is not told make one edge
  for (const auto& [from, to, rule] : graph.edges) {
    const auto& before = graph.states[from];
    const auto& after = graph.states[to];
    auto breaks = painter.broken({{before, {rule}, {}}, {before, after}});
    std::erase_if(breaks, [&known = bad[to]](const std::string& name) {
      return std::find(known.begin(), known.end(), name) != known.end();
    });
    const auto edge = painter.edge(from, to, painter.step(rule, before, after), 0, breaks);
    if (drawn.insert(edge).second) text += edge;
  }
  return text + "}\n";
}

std::string dot(const Evidence& evidence, const std::string& caption) {
  const Painter painter(evidence.system);
  const auto& [trace, states] = evidence.replayed;
  const auto steps = tell(evidence);
  auto text = head(caption);
  const auto nodes = states.size() - (trace.loop_start ? 1 : 0);
  for (std::size_t i = 0; i < nodes; ++i) {
    const bool last = i + 1 == states.size();
    text += painter.node(i, states[i], i == 0, last ? painter.broken(evidence.replayed) : std::vector<std::string>());
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto to = i + 1 < nodes ? i + 1 : trace.loop_start.value_or(i + 1);
    text += painter.edge(i, to, steps[i], i + 1, {});
  }
  return text + "}\n";
}

}  // namespace walkcheck
