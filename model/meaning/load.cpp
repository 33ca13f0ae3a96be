#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/language/parser.hpp"
#include "model/meaning/checked_model.hpp"

namespace walkcheck {

namespace fs = std::filesystem;

namespace {

bool is_file(const fs::path& path) {
  std::error_code fault;
  return fs::exists(path, fault) && !fs::is_directory(path, fault);
}

/// `./X` and `../X` mean a file at a certain distance, and no other of that name.
bool is_pinned(const fs::path& name) {
  return name.is_absolute() || (!name.empty() && (*name.begin() == "." || *name.begin() == ".."));
}

class Loader {
 public:
  Loader(Sources& sources, Diagnostics& diagnostics, const std::vector<std::string>& folders)
      : sources_(sources), diagnostics_(diagnostics), folders_(folders) {}

  void load_path(const std::string& path) {
    std::error_code fault;
    if (!fs::is_directory(path, fault)) {
      load_file(path, nullptr);
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
    for (const std::string& file : found) load_file(file, nullptr);
  }

  [[nodiscard]] std::vector<tree::File> take() { return std::move(files_); }

 private:
  /// A place for faults that are about a path, not about a text.
  Span note_of(const std::string& path) { return {sources_.add(path, ""), 0, 0}; }

  /// Beside the file at `importer`, or else in the first folder that has it; the former where none has.
  [[nodiscard]] std::string found(const std::string& importer, const fs::path& name) const {
    const fs::path beside = (fs::path(importer).parent_path() / name).lexically_normal();
    if (is_pinned(name) || is_file(beside)) return beside.string();
    for (const fs::path folder : folders_)
      if (is_file(folder / name)) return (folder / name).lexically_normal().string();
    return beside.string();
  }

  [[nodiscard]] std::string where_looked(const fs::path& name) const {
    if (name.is_absolute()) return "";
    std::string beside = "an import is looked for beside the file that imports it";
    if (is_pinned(name) || folders_.empty()) return beside;
    return fmt::format("{}, then in {}", beside, fmt::join(folders_, ", "));
  }

  void load_file(const std::string& path, const tree::Text* import) {
    std::error_code fault;
    const fs::path canonical = fs::weakly_canonical(path, fault);
    const std::string key = fault ? path : canonical.string();
    if (!known_.emplace(key, true).second) return;
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || fs::is_directory(path, fault) ||
        !(text << in.rdbuf() || in.peek() == std::ifstream::traits_type::eof())) {
      diagnostics_.report("no-file", import != nullptr ? import->span : note_of(path), "cannot read '" + path + "'",
                          import != nullptr ? where_looked(import->text) : "");
      return;
    }
    const FileId id = sources_.add(path, std::move(text).str());
    tree::File file = parse(sources_, id, diagnostics_);
    for (const tree::Text& each : file.imports) load_file(found(path, each.text), &each);
    files_.push_back(std::move(file));
  }

  Sources& sources_;
  Diagnostics& diagnostics_;
  const std::vector<std::string>& folders_;
  std::map<std::string, bool> known_;
  std::vector<tree::File> files_;
};

}  // namespace

std::optional<CheckedModel> load(const std::vector<std::string>& paths, Sources& sources, Diagnostics& diagnostics,
                                 const std::vector<std::string>& import_folders) {
  Loader loader(sources, diagnostics, import_folders);
  for (const std::string& path : paths) loader.load_path(path);
  // What a faulty text says of names and types is guesswork; its own faults come first.
  if (!diagnostics.empty()) return std::nullopt;
  return check(loader.take(), sources, diagnostics);
}

}  // namespace walkcheck
