#include "tests/agreement/harvest.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include <fmt/format.h>

#include "tests/agreement/shrink.hpp"

namespace walkcheck::testing {

namespace {

std::string quantiles(std::vector<std::uint64_t> values) {
  if (values.empty()) return "none";
  std::sort(values.begin(), values.end());
  std::string text;
  for (const std::size_t percent : {5U, 25U, 50U, 75U, 95U, 100U}) {
    const std::size_t at = std::min(values.size() * percent / 100, values.size() - 1);
    text += fmt::format("{}{}% {}", text.empty() ? "" : ", ", percent, values[at]);
  }
  return text;
}

/// The words of a text, one space between two.
std::string words_of(const std::string& text) {
  std::istringstream in(text);
  std::string words = " ";
  for (std::string word; in >> word;) words += word + " ";
  return words;
}

/// What the property says that the fault is about, without its judgements, in words.
std::string claim_of(const std::string& text, const Disagreement& fault) {
  const std::string property = fault.where.substr(fault.where.find_last_of(' ') + 1);
  const std::string words = words_of(text);
  const std::size_t begin = words.find(" property " + property + " ");
  return begin == std::string::npos ? " " : words.substr(begin, words.find(" in small", begin) - begin);
}

/// What those who are asked about the model of this seed say of `text`.
Judged ask(const std::vector<EngineRow>& engines, const HarvestPlan& plan, std::uint64_t seed,
           const std::string& text) {
  std::vector<EngineRow> rows;
  for (std::size_t i = 0; i < engines.size(); ++i) {
    if (i == 0 || (seed + i) % plan.sample == 0) rows.push_back(engines[i]);
  }
  if (!plan.one_question || rows.size() > 1) return judge_with(rows, text, plan.limits);
  JudgeLimits limits = plan.limits;
  limits.one_question = seed / plan.sample;
  return judge_with(engines, text, limits);
}

}  // namespace

Harvest harvest(const std::vector<EngineRow>& engines, const HarvestPlan& plan) {
  const auto begin = std::chrono::steady_clock::now();
  std::atomic<std::uint64_t> next = 0;
  std::mutex guard;
  std::map<std::uint64_t, Judged> done;
  const auto work = [&] {
    for (std::uint64_t i = next++; i < plan.count; i = next++) {
      if (plan.most_time && std::chrono::steady_clock::now() - begin > *plan.most_time) return;
      const std::uint64_t seed = plan.first + i;
      Judged judged = ask(engines, plan, seed, random_model(seed, plan.knobs));
      const std::lock_guard lock(guard);
      done.emplace(seed, std::move(judged));
    }
  };
  {
    std::vector<std::jthread> pool;
    for (unsigned i = 1; i < std::max(std::thread::hardware_concurrency(), 1U); ++i) pool.emplace_back(work);
    work();
  }
  Harvest result;
  result.models = done.size();
  for (const auto& [seed, judged] : done) {
    result.judged.add(judged);
    if (!judged.disagreements.empty()) result.faulty.push_back({seed, judged.disagreements});
  }
  return result;
}

std::string shrunk(const std::vector<EngineRow>& engines, const FaultyModel& model, const HarvestPlan& plan,
                   std::uint64_t most_tries) {
  const Disagreement& fault = model.disagreements.front();
  const std::string original = random_model(model.seed, plan.knobs);
  // A law that is cut itself is none.
  const std::string law = fault.kind == Disagreement::Kind::law ? claim_of(original, fault) : "";
  const auto fails = [&](const std::string& text) {
    if (words_of(text).find(law) == std::string::npos) return false;
    const Judged judged = ask(engines, plan, model.seed, text);
    return std::any_of(judged.disagreements.begin(), judged.disagreements.end(),
                       [&](const Disagreement& each) { return each.kind == fault.kind && each.who == fault.who; });
  };
  return shrink(original, fails, most_tries);
}

std::string table_of(const Harvest& harvest) {
  std::string text = fmt::format("{:<10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "engine", "proved",
                                 "holds", "violated", "vacuous", "bounded", "unknown", "seconds", "audits");
  for (const auto& [engine, counts] : harvest.judged.verdicts) {
    text += fmt::format("{:<10}", engine);
    for (const std::uint64_t count : counts) text += fmt::format(" {:>9}", count);
    text += fmt::format(" {:>9.1f} {:>9.1f}\n", harvest.judged.seconds.at(engine), harvest.judged.audits.at(engine));
  }
  text += fmt::format("{} models, {} searched to the end, {} of them naively too, {} without reductions too\n",
                      harvest.models, harvest.judged.states.size(), harvest.judged.naive, harvest.judged.reductions);
  text += "states: " + quantiles(harvest.judged.states) + "\n";
  text += "steps of traces: " + quantiles(harvest.judged.lengths) + "\n";
  return text;
}

}  // namespace walkcheck::testing
