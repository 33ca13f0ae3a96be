#include "checker/report/html_data.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "checker/report/outcome.hpp"
#include "checker/report/scene.hpp"
#include "checker/report/section.hpp"
#include "checker/report/story.hpp"
#include "checker/report/unused.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

using nlohmann::ordered_json;
using Numbers = std::vector<std::size_t>;

std::vector<const Search*> searches_in(std::span<const Result> results) {
  std::vector<const Result*> rows;
  for (const auto& result : results) rows.push_back(&result);
  return searches_of(rows);
}

std::string dumped(const ordered_json& document) {
  const auto text = document.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  // Where a script may end is for the HTML parser to say, and it looks for "<" alone.
  std::string safe;
  for (const char c : text) c == '<' ? safe += "\\u003c" : safe += c;
  return safe;
}

/// As a part of an address: "1-2-1" for "1/2/1".
std::string address_part(std::string_view text) {
  std::string part;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
    if (plain) {
      part += c;
    } else if (!part.empty() && part.back() != '-') {
      part += '-';
    }
  }
  if (!part.empty() && part.back() == '-') part.pop_back();
  return part;
}

ordered_json shape_of(const Scene& scene, Texts& texts) {
  ordered_json tables = ordered_json::array();
  for (const auto& table : scene.tables) {
    Numbers names;
    for (const auto& entry : table.entries) names.push_back(texts.number(entry.name));
    const auto above = table.above ? ordered_json({*table.above, table.entry}) : ordered_json(nullptr);
    tables.push_back({texts.number(table.level), above, names});
  }
  ordered_json locks = ordered_json::array();
  for (const auto& lock : scene.locks) {
    locks.push_back({texts.number(lock.name), lock.table ? ordered_json(*lock.table) : ordered_json(nullptr)});
  }
  const auto names = [&](const std::vector<Scene::Value>& values) {
    Numbers all;
    for (const auto& value : values) all.push_back(texts.number(value.name));
    return all;
  };
  return {{"tables", tables}, {"locks", locks}, {"choices", names(scene.choices)}, {"locals", names(scene.locals)}};
}

Numbers state_of(const Scene& scene, Texts& texts) {
  const auto bit = [](bool is, unsigned value) { return is ? value : 0U; };
  Numbers state{texts.number(scene.place)};
  for (const auto& table : scene.tables) {
    state.push_back(bit(table.exists, 1) | bit(table.walked, 2) | bit(table.stale, 4) | bit(table.detached, 8));
    for (const auto& entry : table.entries) {
      state.push_back(texts.number(entry.state) * 4 + bit(entry.hidden, 2) + bit(entry.cursor, 1));
    }
  }
  for (const auto& lock : scene.locks) state.push_back(texts.number(lock.holder));
  for (const auto& choice : scene.choices) state.push_back(texts.number(choice.value));
  for (const auto& local : scene.locals) state.push_back(texts.number(local.value));
  return state;
}

ordered_json difference(const Numbers& before, const Numbers& after) {
  ordered_json pairs = ordered_json::array();
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before.at(i) == after[i]) continue;
    pairs.push_back(i);
    pairs.push_back(after[i]);
  }
  return pairs;
}

ordered_json step_json(const Step& step, Texts& texts) {
  ordered_json told = ordered_json::array();
  for (const auto& each : step.told) {
    told.push_back({texts.number(each.function), texts.number(each.step), texts.number(each.inside),
                    texts.number(each.text), static_cast<unsigned>(each.weight)});
  }
  return {{"cpu", step.cpu},
          {"name", texts.number(step.name)},
          {"group", texts.number(step.group)},
          {"at", {texts.number(step.origin.file), step.origin.line}},
          {"told", told}};
}

/// What traces share: texts, the shapes of their systems' tables, steps.
struct Shared {
  Texts texts, shapes, steps;  // of the last two, each as JSON
};

ordered_json parsed(const Texts& documents) {
  ordered_json all = ordered_json::array();
  for (std::size_t i = 1; i < documents.all().size(); ++i) all.push_back(ordered_json::parse(documents.all()[i]));
  return all;
}

ordered_json trace_json(const Evidence& evidence, Shared& shared) {
  auto& texts = shared.texts;
  const auto [shape, frames] = trace_data(evidence, texts);
  // 0 is the empty text, which is no document.
  Numbers steps;
  for (const auto& step : tell(evidence)) steps.push_back(shared.steps.number(step_json(step, texts).dump()) - 1);
  ordered_json trace{{"shape", shared.shapes.number(shape.dump()) - 1}, {"start", texts.number(tell_start(evidence))}};
  if (!evidence.tables.empty()) trace["tables"] = texts.number(evidence.tables);
  if (evidence.abstract) trace["abstract"] = true;
  if (const auto& loop = evidence.replayed.trace.loop_start) trace["loop"] = *loop;
  trace["frames"] = frames;
  trace["steps"] = steps;
  return trace;
}

ordered_json numbers_of(const std::vector<std::string>& all, Texts& texts) {
  ordered_json numbers = ordered_json::array();
  for (const auto& text : all) numbers.push_back(texts.number(text));
  return numbers;
}

ordered_json search_json(const Search& search, const std::string& size, Texts& texts) {
  std::vector<std::string> dead, silent;
  const std::array<const Search*, 1> one{&search};
  for (const auto& statement : dead_statements(one)) dead.push_back(show(statement));
  for (const auto& group : never_fired(one)) silent.push_back(show(group));
  ordered_json counts = ordered_json::array();
  for (const auto& count : search.counts) counts.push_back({texts.number(count.name), count.states});
  const auto& statistics = search.statistics;
  return {{"scenario", texts.number(search.scenario)},
          {"about", texts.number(search.description)},
          {"size", texts.number(size)},
          {"tables", texts.number(search.tables)},
          {"locks", texts.number(search.locks)},
          {"engine", texts.number(search.engine)},
          {"stopped", search.stopped},
          {"states", statistics.states},
          {"transitions", statistics.transitions},
          {"depth", statistics.depth},
          {"counts", counts},
          {"assumptions", numbers_of(search.assumptions, texts)},
          {"dead", numbers_of(dead, texts)},
          {"silent", numbers_of(silent, texts)}};
}

std::string opinion(const Opinion& said) {
  auto text = fmt::format("{}: {}", said.engine, name(said.verdict));
  if (said.bound) text += fmt::format(", up to {} steps", *said.bound);
  if (said.steps) text += fmt::format(" in {} steps", *said.steps);
  return text;
}

constexpr std::string_view word(Outcome outcome) {
  return outcome == Outcome::as_expected ? "as expected"
         : outcome == Outcome::undecided ? "undecided"
                                         : "not as expected";
}

constexpr std::string_view word(Property::Kind kind) {
  return kind == Property::Kind::terminates ? "terminates" : kind == Property::Kind::safety ? "safety" : "no_deadlock";
}

/// Whatever says nothing is left out.
ordered_json result_json(const Result& result, const std::string& address, std::size_t search, Texts& texts) {
  ordered_json made{{"address", texts.number(address)},
                    {"search", search},
                    {"property", texts.number(result.property)},
                    {"about", texts.number(result.description)},
                    {"file", texts.number(result.file)},
                    {"kind", texts.number(word(result.kind))},
                    {"verdict", texts.number(name(result.verdict))},
                    {"outcome", texts.number(word(outcome(result)))},
                    {"engine", texts.number(result.engine)}};
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) made[key] = texts.number(text);
  };
  add("expected", result.expected.value_or(""));
  add("because", result.because);
  add("reason", result.reason);
  add("claim", result.claim);
  add("certificate", result.certificate);
  if (result.bound) made["bound"] = *result.bound;
  if (!result.invariant.empty()) made["invariant"] = numbers_of(result.invariant, texts);
  for (const auto& retry : result.retries) made["retries"].push_back({texts.number(retry.retry), retry.at_most});
  for (const auto& said : result.opinions) made["opinions"].push_back(texts.number(opinion(said)));
  return made;
}

}  // namespace

std::size_t Texts::number(std::string_view text) {
  if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
  numbers_.emplace(text, all_.size());
  all_.emplace_back(text);
  return all_.size() - 1;
}

TraceData trace_data(const Evidence& evidence, Texts& texts) {
  const SystemDraft& system = **evidence.system;
  const auto& states = evidence.replayed.states;
  const Scene first = scene(system, states.front());
  TraceData data{shape_of(first, texts), ordered_json::array()};
  if (system.tables.any_size) data.shape["any"] = true;
  Numbers before = state_of(first, texts);
  data.frames.push_back(before);
  for (std::size_t i = 1; i < states.size(); ++i) {
    Numbers after = state_of(scene(system, states[i], states[i - 1]), texts);
    data.frames.push_back(difference(before, after));
    before = std::move(after);
  }
  return data;
}

std::vector<std::string> addresses(std::span<const Result> results) {
  const SizeLabels label(searches_in(results));
  std::map<std::string, int> times;
  std::vector<std::string> all;
  for (const auto& result : results) {
    auto address = fmt::format("{}/{}", address_part(result.search->scenario), address_part(result.property));
    if (const auto size = address_part(label(*result.search)); !size.empty()) address += '/' + size;
    const int before = times[address]++;
    all.push_back(before == 0 ? address : fmt::format("{}.again{}", address, before));
  }
  return all;
}

std::string page_data(std::span<const Result> results) {
  const auto searches = searches_in(results);
  const SizeLabels label(searches);
  const auto address = addresses(results);
  Shared shared;
  auto& texts = shared.texts;
  ordered_json told_searches = ordered_json::array();
  ordered_json told_results = ordered_json::array();
  for (const auto* search : searches) told_searches.push_back(search_json(*search, label(*search), texts));
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& result = results[i];
    const auto search = std::find(searches.begin(), searches.end(), result.search.get()) - searches.begin();
    told_results.push_back(result_json(result, address[i], static_cast<std::size_t>(search), texts));
    if (result.evidence) told_results.back()["trace"] = trace_json(*result.evidence, shared);
  }
  return dumped({{"tool", fmt::format("{} {}", tool_name, tool_version)},
                 {"searches", told_searches},
                 {"results", told_results},
                 {"shapes", parsed(shared.shapes)},
                 {"steps", parsed(shared.steps)},
                 {"texts", texts.all()}});
}

std::string page_times(std::span<const Result> results) {
  std::vector<double> of_searches, of_proofs;
  for (const auto* search : searches_in(results)) of_searches.push_back(search->statistics.seconds);
  for (const auto& result : results) of_proofs.push_back(result.seconds);
  return dumped({{"searches", of_searches}, {"proofs", of_proofs}});
}

}  // namespace walkcheck
