#include "checker/cli/graph_command.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/find_violation.hpp"
#include "checker/cli/graphviz.hpp"
#include "checker/cli/one_job.hpp"
#include "checker/cli/run.hpp"
#include "checker/report/dot.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/whole_file.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

struct Asked {
  Subject subject;
  std::string trace_of;  // a glob on properties, empty for the whole graph
  std::size_t max_states = 2000;
  std::string dot, svg;  // files, empty for none; "-" for standard output
};

constexpr const char* footer =
    "Nodes are states: their number, the walk's place, the tables (> is where the walk stands). Bold ones are\n"
    "starts, those with a double line break a property, as red edges do; dashed edges are rivals'.\n"
    "Of several sizes it takes the smallest. Properties bring states of their own: the graph is small without them.";

void write(const std::string& file, const std::string& text, std::ostream& out) {
  if (file == "-") {
    out << text << std::flush;
    return;
  }
  try {
    write_whole(file, text);
  } catch (const std::runtime_error& fault) {
    throw Refused(fault.what());
  }
}

int write_all(const std::string& text, const Asked& asked, const Console& console) {
  if (!asked.dot.empty()) write(asked.dot, text, console.out);
  if (asked.svg.empty()) return exit_as_expected;
  try {
    write(asked.svg, svg_of(text), console.out);
  } catch (const std::runtime_error& fault) {
    throw Refused(fmt::format("--svg {}: {}", asked.svg, fault.what()));
  }
  return exit_as_expected;
}

int draw_run(const CheckedModel& model, const Asked& asked, const Console& console) {
  Selection selection = asked.subject.selection;
  selection.property = asked.trace_of;
  const Result result = find_violation(model, selection, {}, {});
  const auto& tables = result.evidence->tables.empty() ? result.search->tables : result.evidence->tables;
  const auto size = tables.empty() ? "" : fmt::format("\ntables {}, locks {}", tables, result.search->locks);
  const auto caption = fmt::format("{} is violated in {}{}", result.property, result.search->scenario, size);
  return write_all(dot(*result.evidence, caption), asked, console);
}

int draw_graph(const CheckedModel& model, const Asked& asked, const Console& console) {
  Job job = one_job(model, asked.subject.selection);
  if (asked.subject.selection.property.empty() && !job.tables.empty()) job.tasks.clear();
  const auto system = std::make_shared<const TransitionSystem>(lower(model, job));
  const auto graph = state_graph(**system, asked.max_states);
  if (!graph.complete) {
    console.err << fmt::format(
        "walkcheck: {} has more than {}, too many to be looked at; draw one run (--trace-of PROPERTY), take fewer "
        "entries (--tables) or properties (--property), or raise --max-states\n",
        named(job), counted(asked.max_states, "state", "states"));
    return exit_undecided;
  }
  const auto caption = fmt::format("{}\n{}, {}", named(job), counted(graph.states.size(), "state", "states"),
                                   counted(graph.edges.size(), "transition", "transitions"));
  return write_all(dot(system, graph, caption), asked, console);
}

}  // namespace

Action graph_command(CLI::App& sub) {
  const auto asked = std::make_shared<Asked>();
  subject_options(sub, asked->subject);
  scenario_option(sub, asked->subject, true);
  auto* const property = sub.add_option("--property", asked->subject.selection.property,
                                        "watch these properties, and mark what breaks them (a system: all)");
  property->type_name("GLOB");
  sub.add_option("--trace-of", asked->trace_of, "draw only the run that breaks this property")
      ->type_name("PROPERTY")
      ->excludes(property);
  sub.add_option("--max-states", asked->max_states, "draw no graph of more states (default: 2000)")
      ->type_name("N")
      ->check(CLI::PositiveNumber.description(""));
  sub.add_option("--dot", asked->dot, "write the graph for graphviz to FILE; - is standard output")->type_name("FILE");
  sub.add_option("--svg", asked->svg, "have graphviz's `dot` draw it to FILE; - is standard output")->type_name("FILE");
  sub.footer(footer);
  sub.final_callback([asked] {
    if (asked->dot.empty() && asked->svg.empty()) throw CLI::RequiredError("--dot or --svg");
  });
  return [asked](const Console& console) {
    return with_model(asked->subject, console, [&](const CheckedModel& model) {
      return asked->trace_of.empty() ? draw_graph(model, *asked, console) : draw_run(model, *asked, console);
    });
  };
}

}  // namespace walkcheck
