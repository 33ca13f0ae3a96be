#include "checker/report/reporters.hpp"

#include <array>

#include "checker/report/html.hpp"
#include "checker/report/json.hpp"
#include "checker/report/junit.hpp"
#include "checker/report/ktap.hpp"
#include "checker/report/sarif.hpp"

namespace walkcheck {
namespace {

std::string json(const Report& report) { return report_json(report.results, report.interrupted); }

std::string html(const Report& report) { return report_html(report.results, report.interrupted); }

constexpr auto table = std::to_array<Reporter>({
    {"--json", "JSON, by the schema walkcheck-results-1", json, false, true},
    {"--junit", "JUnit XML, which most CI systems show", report_junit},
    {"--sarif", "SARIF 2.1.0, with races as code flows", report_sarif},
    {"--ktap", "KTAP version 1, as kernel tests print it", report_ktap},
    {"--html", "a page for a browser, with each race to be stepped through", html, false},
});

}  // namespace

std::span<const Reporter> reporters() { return table; }

}  // namespace walkcheck
