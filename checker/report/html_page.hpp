// The sources of the HTML page, as the build put them into the program (checker/report/html/embed.cmake).
#pragma once

#include <string_view>

namespace walkcheck {

extern const std::string_view html_page;    // the frame, with {{names}} of what goes where
extern const std::string_view html_style;   // all *.css, by name
extern const std::string_view html_script;  // all *.js, by name

}  // namespace walkcheck
