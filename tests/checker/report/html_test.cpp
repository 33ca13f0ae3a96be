#include "checker/report/html.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "checker/report/html_data.hpp"
#include "checker/report/html_list.hpp"
#include "checker/report/race.hpp"
#include "checker/report/scene.hpp"
#include "tests/checker/report/samples.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;
using Catch::Contains;
using nlohmann::json;

namespace {

std::vector<Result> samples() {
  const auto made = search("v17_pmd_only", "pud[2] pmd[1] pte[1]");
  made->assumptions = {"Nobody's lock <is> \"held\" & so on."};
  std::vector<Result> all{result(made, "a", Status::violated, "violated"), result(made, "b", Status::holds),
                          result(made, "c", Status::unknown, "holds"), result(made, "d", Status::violated, "holds")};
  all[0].evidence = pmd_only_race();
  all[0].because = "a fault may be quicker";
  return all;
}

/// All results of one job, as the program reports them.
std::vector<Result> judged(const std::string& scenario, const std::string& tables) {
  const Loaded loaded = load_repository("properties/v17");
  std::vector<Result> all;
  for (const Job& job : finite_jobs(loaded.model, {"", scenario, tables})) {
    const auto system = std::make_shared<const TransitionSystem>(lower(loaded.model, job));
    const Audited audited = walkcheck::search(*system);
    for (auto& result : collect(job, system, audited.answer(), audited.verdicts())) all.push_back(std::move(result));
  }
  return all;
}

/// What stands in the element with this id, which is a script.
std::string script(const std::string& page, const std::string& id) {
  const auto begin = page.find('>', page.find("id=\"" + id + "\"")) + 1;
  return page.substr(begin, page.find("</script>", begin) - begin);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// The states of a trace as html/data.js reads them.
std::vector<std::vector<std::size_t>> unpacked(const json& frames) {
  std::vector<std::vector<std::size_t>> states{frames.at(0).get<std::vector<std::size_t>>()};
  for (std::size_t i = 1; i < frames.size(); ++i) {
    states.push_back(states.back());
    for (std::size_t k = 0; k < frames[i].size(); k += 2) {
      states.back().at(frames[i][k].get<std::size_t>()) = frames[i][k + 1].get<std::size_t>();
    }
  }
  return states;
}

}  // namespace

TEST_CASE("text in HTML is text") {
  CHECK(html_text("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
  CHECK(html_text("caf\xc3\xa9") == "caf\xc3\xa9");
  CHECK(html_text("caf\xe9") == "caf\uFFFD");
  CHECK(html_text(std::string("a\0b\x1b\n\t", 6)) == "a\uFFFDb\uFFFD\n\t");
}

TEST_CASE("no name, description or reason gets out of its place in the page") {
  auto all = samples();
  const std::string nasty = "</script><script>alert(1)</script><!-- \xff \"'";
  for (auto& result : all) result.property = result.description = result.because = result.reason = nasty;
  const auto page = report_html(all);
  CHECK(count(page, "<script>") == 1);
  CHECK(count(page, "</script>") == 3);
  CHECK(count(page, "<!--") == 0);
  CHECK(page.find('\xff') == std::string::npos);
  const auto data = json::parse(script(page, "data"));
  CHECK_THAT(data.at("texts").dump(), Contains("</script><script>alert(1)</script><!-- \uFFFD"));
}

TEST_CASE("without scripts the verdicts and the races are there") {
  const auto page = report_html(samples());
  const auto before_scripts = page.substr(0, page.find("<script"));
  CHECK_THAT(before_scripts, Contains("3 verdicts as expected") || Contains("2 verdicts as expected"));
  CHECK_THAT(before_scripts, Contains("Nobody&#39;s lock &lt;is&gt; &quot;held&quot; &amp; so on."));
  CHECK_THAT(before_scripts, Contains("as expected: a fault may be quicker"));
  CHECK_THAT(before_scripts, Contains("not as expected; expected holds"));
  CHECK_THAT(before_scripts, Contains("undecided; expected holds"));
  CHECK_THAT(before_scripts, Contains(html_text(race(pmd_only_race(), Property::Kind::safety))));
  CHECK_THAT(before_scripts, Contains("<article id=\"v17_pmd_only/a/2-1-1\">"));
  CHECK_THAT(before_scripts, Contains("<a href=\"#v17_pmd_only/a/2-1-1\">2/1/1</a>"));
}

TEST_CASE("the page asks nothing of any network") {
  const auto page = report_html(samples());
  CHECK(count(page, "://") == 0);
  CHECK(count(page, " src=") == 0);
  CHECK(count(page, "@import") == 0);
  CHECK(count(page, "url(") == 0);
  CHECK_THAT(page, Contains("default-src 'none'"));
  CHECK(count(page, "{{") == 0);
}

TEST_CASE("only one element tells times") {
  auto all = samples();
  const auto page = report_html(all);
  CHECK(report_html(all) == page);
  auto slower = std::make_shared<Search>(*all[0].search);
  slower->statistics.seconds = 9.75;
  slower->statistics.bytes *= 2;
  for (auto& result : all) result.search = slower;
  all[1].seconds = 3;
  auto later = report_html(all);
  const auto times = script(later, "times");
  CHECK(json::parse(times) == json::parse(R"({"searches": [9.75], "proofs": [0, 3, 0, 0]})"));
  later.replace(later.find(times), times.size(), script(page, "times"));
  CHECK(later == page);
}

TEST_CASE("each result has an address of its own") {
  const auto made = search("odd name/<1>", "pud[2] pmd[1] pte[1]");
  const std::vector<Result> all{result(made, "a b", Status::holds), result(made, "a b", Status::holds),
                                result(search("system", "", ""), "p", Status::holds)};
  CHECK(addresses(all) == std::vector<std::string>{"odd-name-1/a-b/2-1-1", "odd-name-1/a-b/2-1-1.again1", "system/p"});
}

TEST_CASE("the data of the scripts names everything by number") {
  const auto data = json::parse(page_data(samples()));
  const auto& texts = data.at("texts");
  CHECK(texts.at(0) == "");
  CHECK(std::set<std::string>(texts.begin(), texts.end()).size() == texts.size());
  const auto& violated = data.at("results").at(0);
  CHECK(texts.at(violated.at("verdict").get<std::size_t>()) == "violated");
  CHECK(texts.at(violated.at("outcome").get<std::size_t>()) == "as expected");
  CHECK(texts.at(data.at("results").at(2).at("outcome").get<std::size_t>()) == "undecided");
  CHECK(texts.at(data.at("results").at(3).at("outcome").get<std::size_t>()) == "not as expected");
  CHECK_FALSE(data.at("results").at(1).contains("trace"));
  const auto& trace = violated.at("trace");
  CHECK(trace.at("steps").size() == 6);
  CHECK(trace.at("frames").size() == 7);
  const auto& rival = data.at("steps").at(trace.at("steps").at(2).get<std::size_t>());
  CHECK(rival.at("cpu") == 1);
  CHECK(texts.at(rival.at("told").at(0).at(3).get<std::size_t>()) == "huge_fault: pud none -> leaf");
}

TEST_CASE("the frames of a trace are its scenes, and a page of a scenario is small") {
  const auto all = judged("v17_pmd_only", "pud[1] pmd[2] pte[1]");
  REQUIRE(all.size() == 17);
  const auto found = std::find_if(all.begin(), all.end(), [](const Result& each) { return each.evidence.has_value(); });
  REQUIRE(found != all.end());
  const Evidence& evidence = *found->evidence;
  Texts texts;
  const auto data = trace_data(evidence, texts);
  const auto states = unpacked(data.frames);
  REQUIRE(states.size() == evidence.replayed.states.size());
  for (std::size_t i = 0; i < states.size(); ++i) {
    const auto& shown = evidence.replayed.states;
    const Scene drawn = i == 0 ? scene(**evidence.system, shown[0]) : scene(**evidence.system, shown[i], shown[i - 1]);
    CHECK(texts.all().at(states[i].at(0)) == drawn.place);
    const auto& pud = drawn.tables.at(0).entries.at(0);
    CHECK(states[i].at(1) == (drawn.tables[0].exists ? 1U : 0U) + (drawn.tables[0].walked ? 2U : 0U));
    CHECK(texts.all().at(states[i].at(2) / 4) == pud.state);
    CHECK((states[i].at(2) & 1) == (pud.cursor ? 1U : 0U));
  }
  CHECK(report_html(all).size() < 100'000);
}

TEST_CASE("a page of no results is a page") { CHECK_THAT(report_html({}), Contains("0 verdicts as expected")); }
