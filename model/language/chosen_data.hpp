// Data that a text makes up (`choose`), and that nothing but one condition asks for.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/language/tree.hpp"

namespace walkcheck {

/// By text: the names that it, or a text of its family (its bases, and all that have the same), chooses once and asks
/// for once.
class ChosenData {
 public:
  explicit ChosenData(const std::vector<tree::File>& files);
  /// The condition asks for nothing else: if it were always true, or never, some runs would be missing, and no other
  /// would come.
  [[nodiscard]] bool is_all_of(const std::string& owner, const tree::Expression& condition) const;

 private:
  std::map<std::string, std::string> family_;          // of each text, the name of its first base
  std::map<std::string, std::set<std::string>> free_;  // by family
};

}  // namespace walkcheck
