#include "checker/explore/state_graph.hpp"

#include <map>

#include "checker/explore/enabled.hpp"
#include "checker/explore/start_states.hpp"

namespace walkcheck {
namespace {

class Builder {
 public:
  Builder(const SystemDraft& system, std::size_t most) : system_(system), most_(most), enabled_(system) {}

  StateGraph build() {
    const exploration::CompiledSystem compiled(system_);
    exploration::for_each_start(
        compiled,
        [&](const std::uint64_t* packed) {
          number(compiled.layout.unpack(packed));
          return graph_.complete;
        },
        [] { return true; });
    graph_.starts = graph_.states.size();
    for (std::size_t from = 0; from < graph_.states.size() && graph_.complete; ++from) leave(from);
    return std::move(graph_);
  }

 private:
  void leave(std::size_t from) {
    for (const auto rule : enabled_.in(graph_.states[from])) {
      const auto to = number(fire(system_, rule, graph_.states[from]).value());
      if (!graph_.complete) return;
      graph_.edges.push_back({from, to, rule});
    }
  }

  std::size_t number(std::vector<Value> state) {
    const auto [known, fresh] = numbers_.try_emplace(state, graph_.states.size());
    if (!fresh) return known->second;
    graph_.complete = graph_.states.size() < most_;
    if (graph_.complete) graph_.states.push_back(std::move(state));
    return known->second;
  }

  const SystemDraft& system_;
  std::size_t most_;
  EnabledRules enabled_;
  StateGraph graph_;
  std::map<std::vector<Value>, std::size_t> numbers_;
};

}  // namespace

StateGraph state_graph(const SystemDraft& system, std::size_t most) { return Builder(system, most).build(); }

}  // namespace walkcheck
