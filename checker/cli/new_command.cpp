#include "checker/cli/new_command.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/installation.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/template.hpp"
#include "checker/report/called.hpp"
#include "checker/report/outcome.hpp"
#include "model/meaning/checked_model.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

struct Wanted {
  std::string kind;
  std::string name;
};

/// From the first folder of imports that has it.
std::string template_text(const Wanted& wanted) {
  const auto own_name = "my_" + wanted.kind;
  for (const fs::path data : import_folders()) {
    const auto example = data / "properties/examples" / (own_name + ".prop");
    std::ifstream in(example, std::ios::binary);
    if (!in) continue;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return filled_in(text, own_name, wanted.name, example, data);
  }
  throw Refused("the kernel's model is not where this walkcheck looks; name its folder in WALKCHECK_PATH");
}

/// Never in the place of another file.
void create(const std::string& file, const std::string& text) {
  std::FILE* const out = std::fopen(file.c_str(), "wx");
  if (out == nullptr) {
    std::error_code ignored;
    throw Refused(fmt::format("{}: {}", file, fs::exists(file, ignored) ? "is there already" : "cannot be written"));
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (std::fclose(out) == 0 && written) return;
  fs::remove(file);
  throw Refused(fmt::format("{}: cannot be written", file));
}

/// A name that the model has already makes a file that nobody can check.
void must_make_sense(const std::string& file, const std::string& name) {
  Sources sources;
  Diagnostics diagnostics;
  if (load({file}, sources, diagnostics, import_folders())) return;
  fs::remove(file);
  throw Refused(fmt::format("{} cannot be the name: {}", name, diagnostics.sorted().front().message));
}

int begin(const Wanted& wanted, std::ostream& out) {
  const auto unfit = unfit_name(wanted.name);
  if (!unfit.empty()) throw Refused(unfit);
  const auto file = wanted.name + ".prop";
  create(file, template_text(wanted));
  must_make_sense(file, wanted.name);
  out << as_called(
      fmt::format("{0} is written. Check it as it stands, then put your {1} into it:\n  walkcheck check {0} --traces\n",
                  file, wanted.kind));
  return exit_as_expected;
}

}  // namespace

Action new_command(CLI::App& sub) {
  const auto wanted = std::make_shared<Wanted>();
  sub.add_option("KIND", wanted->kind, "what to begin")
      ->required()
      ->type_name("callback|property")
      ->check(CLI::IsMember({"callback", "property"}).description(""));
  sub.add_option("NAME", wanted->name, "how to call it; the file is NAME.prop")->required()->type_name("");
  return [wanted](const Console& console) { return begin(*wanted, console.out); };
}

}  // namespace walkcheck
