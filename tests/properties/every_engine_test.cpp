// Every model of the house, asked of every engine: none contradicts another. Those that prove and unroll get a moment
// each; what they cannot say in it is `unknown`.
#include <algorithm>
#include <filesystem>
#include <map>

#include <catch2/catch.hpp>

#include "checker/cli/agree.hpp"
#include "checker/cli/decide.hpp"
#include "checker/cli/engines.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

/// How often each engine had something to say.
using Said = std::map<std::string, std::size_t>;

void ask_every_engine(const CheckedModel& model, const Job& job, double seconds, Said& said) {
  INFO(job.scenario << ", " << job.tables << ", locks " << job.locks);
  const TransitionSystem system = lower(model, job);
  std::vector<Answer> answers;
  for (const Engine& engine : engines()) {
    Limits limits;
    limits.max_states = 3'000'000;
    if (engine.name != "explore") limits.max_time = std::chrono::duration<double>(seconds);
    const Audited audited = audit_all(system, engine.check(system, limits, nullptr));
    answers.push_back(audited.answer());
    for (const AuditedVerdict& verdict : audited.verdicts()) {
      if (verdict.status != Status::unknown) ++said[std::string(engine.name)];
    }
  }
  CHECK_NOTHROW(must_agree(job, system, answers));
}

/// What engines say in a moment depends on the machine, and with sanitizers it may be nothing; the search says its part
/// on any.
void must_have_spoken(Said& said, std::size_t count) {
  for (const Engine& engine : engines()) {
    INFO(engine.name);
    const bool searches = engine.name == "explore";
    CHECK((said[std::string(engine.name)] > (searches ? count : 0) || (!searches && !full_effort)));
  }
}

}  // namespace

TEST_CASE("engines agree about every model under tests/models", "[engines]") {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const auto& file : fs::directory_iterator(WALKCHECK_SOURCE_DIR "/tests/models"))
    files.push_back("tests/models/" + file.path().filename().string());
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() > 8);
  Said said;
  for (const std::string& file : files) {
    const auto loaded = load_repository(file);
    for (const Job& job : finite_jobs(loaded.model, {})) ask_every_engine(loaded.model, job, 1, said);
  }
  must_have_spoken(said, 4);
}

TEST_CASE("engines agree about every property under properties", "[engines]") {
  const auto loaded = load_repository("properties");
  Said said;
  for (const Job& job : finite_jobs(loaded.model, {"", full_effort ? "" : "v17_pmd_only", "pud[2]*"}))
    ask_every_engine(loaded.model, job, 0.5, said);
  must_have_spoken(said, 10);
}
