// What of a run is shown: globs on the names of variables, and on those of actors and functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/report/story.hpp"

namespace walkcheck {

struct Globs {
  std::vector<std::string> only, hide;
};

/// A glob that matches a variable speaks of variables, one that matches an actor (`walker`, `rival`, a rival's row, a
/// callback) or a kernel function speaks of steps; it may do both. Without any `only` of its kind everything of the
/// kind is shown that no `hide` matches.
class Filter {
 public:
  Filter(const SystemDraft& system, const Globs& globs);

  [[nodiscard]] bool shows_variable(std::string_view name) const;
  [[nodiscard]] bool shows(const Step& step) const;

 private:
  std::vector<std::string> only_variables_, only_steps_, hide_;
};

/// For each glob that matches nothing what is wrong with it, in words.
[[nodiscard]] std::vector<std::string> idle_globs(const SystemDraft& system, const Globs& globs);

}  // namespace walkcheck
