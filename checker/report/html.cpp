#include "checker/report/html.hpp"

#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "checker/report/html_data.hpp"
#include "checker/report/html_list.hpp"
#include "checker/report/html_page.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

/// `frame` with each {{name}} replaced. What is put in is not looked at again.
std::string filled_in(std::string_view frame, const Parts& parts) {
  std::string page;
  for (auto open = frame.find("{{"); open != std::string_view::npos; open = frame.find("{{")) {
    const auto close = frame.find("}}", open);
    const auto part = parts.find(frame.substr(open + 2, close - open - 2));
    if (part == parts.end()) throw std::logic_error("the HTML page asks for a part that there is not");
    page += frame.substr(0, open);
    page += part->second;
    frame.remove_prefix(close + 2);
  }
  return page += frame;
}

}  // namespace

std::string report_html(std::span<const Result> results, bool interrupted) {
  const auto address = addresses(results);
  const auto summary = html_text(html_summary(results) + (interrupted ? "; the run was interrupted" : ""));
  return filled_in(html_page, {{"tool", fmt::format("{} {}", tool_name, tool_version)},
                               {"summary", summary},
                               {"style", std::string(html_style)},
                               {"script", std::string(html_script)},
                               {"verdicts", html_verdicts(results, address)},
                               {"races", html_races(results, address)},
                               {"data", page_data(results)},
                               {"times", page_times(results)}});
}

}  // namespace walkcheck
