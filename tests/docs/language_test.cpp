// The examples of model/LANGUAGE.md are files that load, run and give the verdicts that they expect, and none of its
// words is without one.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/cli/decide.hpp"
#include "tests/support/judge.hpp"

#include "model/meaning/event_kinds.hpp"
#include "model/meaning/model.hpp"

using namespace walkcheck;

namespace {

namespace fs = std::filesystem;

struct Example {
  std::string name;  // the file that it is: as the fence says, or by its line
  std::string text;
};

std::string language() {
  std::ifstream in(fs::path(WALKCHECK_SOURCE_DIR) / "model" / "LANGUAGE.md");
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// What stands between "```walk" or "```walk NAME" and the next "```".
std::vector<Example> examples() {
  const std::string fence = "```walk";
  std::vector<Example> found;
  std::istringstream lines(language());
  bool inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      found.back().text += line + "\n";
    } else if (line.starts_with(fence)) {
      inside = true;
      const bool named = line.size() > fence.size() + 1;
      found.push_back({named ? line.substr(fence.size() + 1) : "line-" + std::to_string(number) + ".walk", ""});
    }
  }
  return found;
}

/// The examples in a folder of their own, where they find each other.
class Folder {
 public:
  explicit Folder(const std::vector<Example>& files)
      : path_(fs::temp_directory_path() / ("walkcheck-language-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
    for (const Example& file : files) std::ofstream(path_ / file.name) << file.text;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

void run_any_size(const CheckedModel& model, const Job& job) {
  for (const Result& result : decide(model, job, {}, nullptr)) {
    INFO(result.property << ": " << result.reason);
    REQUIRE(result.expected.has_value());
    CHECK(name(result.verdict) == (*result.expected == "holds" ? "proved" : *result.expected));
  }
}

/// Verdicts, and steps that are said to be dead.
void run(const CheckedModel& model, const Job& job) {
  INFO(job.scenario << ", " << job.tables << ", locks " << job.locks);
  if (job.any_size()) return run_any_size(model, job);
  const TransitionSystem system = lower(model, job);
  const Audited audited = search(system);
  CHECK(audited.answer().statistics.states > 0);
  const std::vector<std::string> verdicts = words(audited);
  REQUIRE(verdicts.size() == job.tasks.size());
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    INFO(job.tasks[i].property);
    REQUIRE(job.tasks[i].expected.has_value());
    CHECK(verdicts[i] == *job.tasks[i].expected);
  }
  for (std::size_t rule = 0; rule < system->rules.size(); ++rule) {
    if (!audited.answer().fired[rule]) continue;
    for (const std::uint32_t statement : system->rules[rule].statements) {
      INFO(system->statements[statement].text);
      CHECK(system->statements[statement].dead_because.empty());
    }
  }
}

/// The words of an example, without those in comments and texts.
std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> found;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) found.insert(word);
    word.clear();
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!quoted && std::string_view(line).substr(i, 2) == "//") break;
      if (line[i] == '"') quoted = !quoted;
      const bool letter = (line[i] >= 'a' && line[i] <= 'z') || (line[i] >= 'A' && line[i] <= 'Z') ||
                          (line[i] >= '0' && line[i] <= '9') || line[i] == '_';
      if (letter && !quoted) {
        word += line[i];
      } else {
        end_word();
      }
    }
    end_word();
  }
  return found;
}

/// What stands in quotation marks in the grammar and is made of letters.
std::set<std::string> keywords() {
  const std::string text = language();
  const std::size_t begin = text.find("\n## Grammar"), end = text.find("\n## Reading");
  REQUIRE(begin < end);
  REQUIRE(end != std::string::npos);
  std::set<std::string> found;
  const std::string grammar = text.substr(begin, end - begin);
  for (std::size_t open = grammar.find('"'); open != std::string::npos;) {
    const std::size_t close = grammar.find('"', open + 1);
    REQUIRE(close != std::string::npos);
    const std::string word = grammar.substr(open + 1, close - open - 1);
    if (std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) found.insert(word);
    open = grammar.find('"', close + 1);
  }
  return found;
}

}  // namespace

TEST_CASE("every example of LANGUAGE.md gives the verdicts that it expects", "[docs]") {
  const std::vector<Example> all = examples();
  REQUIRE(all.size() > 10);
  const Folder folder(all);
  for (const Example& example : all) {
    INFO(example.name << " of model/LANGUAGE.md");
    Sources sources;
    Diagnostics diagnostics;
    const auto model = load({folder.file(example.name)}, sources, diagnostics);
    std::string faults;
    for (const Diagnostic& fault : diagnostics.sorted()) faults += render(fault, sources);
    INFO(faults);
    REQUIRE(model.has_value());
    const std::vector<Job> jobs = plan(*model, {"", "", "*"});
    // The one with a name of its own is there for the others.
    CHECK((!jobs.empty() || !example.name.starts_with("line-")));
    for (const Job& job : jobs) run(*model, job);
  }
}

TEST_CASE("every word of the grammar stands in an example of LANGUAGE.md", "[docs]") {
  std::set<std::string> used;
  for (const Example& example : examples()) used.merge(words_of(example.text));
  const std::set<std::string> all = keywords();
  REQUIRE(all.size() > 50);
  for (const std::string& word : all) {
    INFO(word);
    CHECK(used.contains(word));
  }
}

TEST_CASE("LANGUAGE.md tells of every event, error, slot and way to hold mmap", "[docs]") {
  const std::string text = language();
  const auto told = [&](std::string_view name) {
    INFO(name);
    // Alone in backquotes, or among others.
    CHECK((text.find("`" + std::string(name) + "`") != std::string::npos ||
           text.find(" " + std::string(name) + " ") != std::string::npos ||
           text.find("`" + std::string(name) + " ") != std::string::npos));
  };
  for (const std::string_view name : event_names) told(name);
  for (const std::string_view name : error_names) told(name);
  for (const std::string_view name : mmap_modes) told(name);
  for (const Slot& slot : slots) told(slot.name);
}
