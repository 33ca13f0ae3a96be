#include "checker/report/sarif_flow.hpp"

#include <cctype>
#include <map>

#include <fmt/format.h>

#include "checker/report/finding.hpp"
#include "checker/report/story.hpp"
#include "checker/report/utf8.hpp"

namespace walkcheck {
namespace {

using nlohmann::ordered_json;

/// As RFC 3986 writes a path.
std::string percent_encoded(const std::string& path) {
  constexpr std::string_view plain = "-._~/";
  std::string text;
  for (const char each : path) {
    const auto byte = static_cast<unsigned char>(each);
    const bool kept = byte < 0x80 && (std::isalnum(byte) != 0 || plain.find(each) != plain.npos);
    text += kept ? std::string(1, each) : fmt::format("%{:02X}", byte);
  }
  return text;
}

std::string action_of(const Step& step) {
  std::string text;
  for (const auto& told : step.told) text += (text.empty() ? "" : "; ") + whole(told);
  return text.empty() ? step.name : text;
}

bool in_primitive(const Step& step) { return !step.told.empty() && !step.told.front().inside.empty(); }

std::string sentence(const std::string& text) { return one_line(text) + (text.ends_with('.') ? "" : "."); }

ordered_json place_of(const Step& step, const std::string& message) {
  auto location = sarif_location(step.origin.file, step.origin.line);
  // A rival's row is a function of the kernel's to the reader as the walker's is.
  const auto& named = step.origin.function.empty() ? step.group : step.origin.function;
  location["logicalLocations"] = {{{"name", clean(named)}, {"fullyQualifiedName", clean(named)}, {"kind", "function"}}};
  location["message"] = {{"text", message}};
  return location;
}

ordered_json state_of(const Step& step) {
  ordered_json state = ordered_json::object();
  for (const auto& change : step.changes) state[clean(change.variable)] = {{"text", clean(change.after)}};
  return state;
}

std::string message_of(const Step& step, std::size_t index, std::size_t steps, std::optional<std::size_t> loop) {
  std::string text = sentence(action_of(step));
  if (loop == index) text = "From here on again and again: " + text;
  if (loop && index + 1 == steps) text += fmt::format(" Then as at {} again.", *loop + 1);
  return text;
}

ordered_json thread(const std::string& id, const char* who, ordered_json locations) {
  return {{"id", id}, {"message", {{"text", who}}}, {"locations", std::move(locations)}};
}

}  // namespace

ordered_json sarif_artifact(const std::string& path) {
  const auto here = path_from_here(path);
  if (here.starts_with('/')) return {{"uri", "file://" + percent_encoded(here)}};
  return {{"uri", percent_encoded(here)}, {"uriBaseId", "SRCROOT"}};
}

ordered_json sarif_location(const std::string& path, std::uint32_t line) {
  ordered_json location = ordered_json::object();
  if (path.empty()) return location;
  ordered_json physical = {{"artifactLocation", sarif_artifact(path)}};
  if (line > 0) physical["region"] = {{"startLine", line}};
  location["physicalLocation"] = physical;
  return location;
}

ordered_json sarif_code_flow(const Evidence& evidence, const std::string& path, std::uint32_t line) {
  const auto steps = tell(evidence);
  const auto& loop = evidence.replayed.trace.loop_start;
  std::map<std::size_t, ordered_json> cpus;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto place = place_of(steps[i], message_of(steps[i], i, steps.size(), loop));
    // `here` is where the property breaks; of a lasso nothing is more important than its loop.
    const bool essential = loop ? i >= *loop : i + 1 == steps.size();
    cpus[steps[i].cpu].push_back({{"location", place},
                                  {"state", state_of(steps[i])},
                                  {"nestingLevel", in_primitive(steps[i]) ? 1 : 0},
                                  {"executionOrder", i + 1},
                                  {"importance", essential ? "essential" : "important"}});
  }
  if (steps.empty()) {
    auto location = sarif_location(path, line);
    location["message"] = {{"text", "Already at the start."}};
    cpus[0].push_back({{"location", location}, {"executionOrder", 1}, {"importance", "essential"}});
  }
  ordered_json threads = ordered_json::array();
  for (auto& [cpu, locations] : cpus)
    threads.push_back(thread(fmt::format("CPU{}", cpu), cpu == 0 ? "The walk." : "The others.", std::move(locations)));
  const auto start = tell_start(evidence);
  const auto message = start.empty() ? std::string("The run that breaks it.") : sentence("At the start: " + start);
  return {{"message", {{"text", message}}}, {"threadFlows", threads}};
}

}  // namespace walkcheck
