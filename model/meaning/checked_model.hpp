// Files that were parsed and found to make sense. Only `check` makes a CheckedModel; nothing unchecked is lowered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/language/tree.hpp"
#include "model/text/diagnostic.hpp"
#include "model/text/source.hpp"

namespace walkcheck {

struct Model;  // the resolved declarations (model/meaning/model.hpp)

class CheckedModel {
 public:
  [[nodiscard]] const Model& operator*() const { return *model_; }
  [[nodiscard]] const Model* operator->() const { return model_.get(); }
  friend std::optional<CheckedModel> check(std::vector<tree::File> files, const Sources& sources,
                                           Diagnostics& diagnostics);

 private:
  explicit CheckedModel(std::shared_ptr<const Model> model) : model_(std::move(model)) {}
  std::shared_ptr<const Model> model_;
};

/// Resolves names and variants and runs every static check. std::nullopt exactly if a fault was reported.
[[nodiscard]] std::optional<CheckedModel> check(std::vector<tree::File> files, const Sources& sources,
                                                Diagnostics& diagnostics);

/// Reads the files (a folder means all *.prop and *.walk files in it and below it, sorted by path) and, once each, what
/// they import, parses and checks them. An import that is not beside its file is looked for in `import_folders`, in
/// their order, unless it begins with `./` or `../`.
[[nodiscard]] std::optional<CheckedModel> load(const std::vector<std::string>& paths, Sources& sources,
                                               Diagnostics& diagnostics,
                                               const std::vector<std::string>& import_folders = {});

}  // namespace walkcheck
