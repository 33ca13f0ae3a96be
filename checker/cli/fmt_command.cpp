#include "checker/cli/fmt_command.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/run.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/whole_file.hpp"
#include "model/language/format.hpp"
#include "model/language/parser.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

struct Asked {
  std::vector<std::string> paths;
  bool check = false;
};

constexpr const char* footer =
    "It sets indents (two columns a level), takes away space at the ends of lines and blank lines that are too\n"
    "many. What stands in a line stays as it is: comments, and columns that were aligned by hand.";

/// Files as they are named, folders as the .prop and .walk files in them.
std::vector<std::string> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code fault;
    if (!fs::is_directory(path, fault)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(path, fault)) {
      const auto extension = entry.path().extension();
      if (extension == ".prop" || extension == ".walk") found.push_back(entry.path().string());
    }
    if (fault || found.empty()) throw Refused(fmt::format("{}: there is no .prop or .walk file in it", path));
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) throw Refused(fmt::format("{}: cannot be read", file));
  return text;
}

/// Faults go to `err`; then there is no text.
std::optional<std::string> formatted_text(const std::string& file, const std::string& text, std::ostream& err) {
  Sources sources;
  Diagnostics faults;
  const auto tree = parse(sources, sources.add(file, text), faults);
  for (const auto& fault : faults.sorted()) err << render(fault, sources) << '\n';
  if (!faults.empty()) return std::nullopt;
  auto made = formatted(sources, tree);
  // A file is somebody's work: it is written again only if it still says the same.
  Diagnostics none;
  if (!same_tree(tree, parse(sources, sources.add(file, made), none)) || !none.empty())
    throw std::logic_error(file + ": the layout would change what it says");
  return made;
}

int format_all(const Asked& asked, const Console& console) {
  int code = exit_as_expected;
  for (const auto& file : files_of(asked.paths)) {
    const auto text = read(file);
    const auto made = formatted_text(file, text, console.err);
    if (!made) code = exit_bad_input;
    if (!made || *made == text) continue;
    if (asked.check) {
      console.out << file << '\n';
      if (code == exit_as_expected) code = exit_unexpected;
      continue;
    }
    try {
      write_whole(file, *made);
    } catch (const std::runtime_error& fault) {
      throw Refused(fault.what());
    }
  }
  return code;
}

}  // namespace

Action fmt_command(CLI::App& sub) {
  const auto asked = std::make_shared<Asked>();
  sub.add_option("PATH", asked->paths, "files (.prop, .walk) or folders of them")->required()->type_name("");
  sub.add_flag("--check", asked->check, "write nothing, name the files that would change, and end with 1 if any would");
  sub.footer(footer);
  return [asked](const Console& console) { return format_all(*asked, console); };
}

}  // namespace walkcheck
