#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "model/language/parser.hpp"
#include "model/meaning/checked_model.hpp"

namespace walkcheck {

namespace fs = std::filesystem;

namespace {

class Loader {
 public:
  Loader(Sources& sources, Diagnostics& diagnostics) : sources_(sources), diagnostics_(diagnostics) {}

  void load_path(const std::string& path) {
    std::error_code fault;
    if (!fs::is_directory(path, fault)) {
      load_file(path, std::nullopt);
      return;
    }
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(path, fault)) {
      const auto extension = entry.path().extension();
      if (extension == ".prop" || extension == ".walk") found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    if (found.empty())
      diagnostics_.report("no-file", note_of(path), "neither the folder nor one in it has a .prop or .walk file",
                          "name a folder with property files");
    for (const std::string& file : found) load_file(file, std::nullopt);
  }

  [[nodiscard]] std::vector<tree::File> take() { return std::move(files_); }

 private:
  /// A place for faults that are about a path, not about a text.
  Span note_of(const std::string& path) { return {sources_.add(path, ""), 0, 0}; }

  void load_file(const std::string& path, std::optional<Span> import) {
    std::error_code fault;
    const fs::path canonical = fs::weakly_canonical(path, fault);
    const std::string key = fault ? path : canonical.string();
    if (!known_.emplace(key, true).second) return;
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || fs::is_directory(path, fault) ||
        !(text << in.rdbuf() || in.peek() == std::ifstream::traits_type::eof())) {
      diagnostics_.report("no-file", import ? *import : note_of(path), "cannot read '" + path + "'",
                          import ? "an import is looked for beside the file that imports it" : "");
      return;
    }
    const FileId id = sources_.add(path, std::move(text).str());
    tree::File file = parse(sources_, id, diagnostics_);
    for (const tree::Text& each : file.imports) {
      load_file((fs::path(path).parent_path() / each.text).lexically_normal().string(), each.span);
    }
    files_.push_back(std::move(file));
  }

  Sources& sources_;
  Diagnostics& diagnostics_;
  std::map<std::string, bool> known_;
  std::vector<tree::File> files_;
};

}  // namespace

std::optional<CheckedModel> load(const std::vector<std::string>& paths, Sources& sources, Diagnostics& diagnostics) {
  Loader loader(sources, diagnostics);
  for (const std::string& path : paths) loader.load_path(path);
  // What a faulty text says of names and types is guesswork; its own faults come first.
  if (!diagnostics.empty()) return std::nullopt;
  return check(loader.take(), sources, diagnostics);
}

}  // namespace walkcheck
