// Any bytes: the parser ends, its diagnostics can be shown, and what it understands without a fault survives printing.
// Every find becomes a numbered file in tests/fixtures/fuzz.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "model/language/parser.hpp"

namespace {

using walkcheck::Diagnostics;
using walkcheck::Sources;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void show(const Diagnostics& diagnostics, const Sources& sources) {
  for (const auto& fault : diagnostics.sorted()) {
    require(!render(fault, sources).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Sources sources;
  const auto file = sources.add("input.walk", std::string{bytes, bytes + size});
  Diagnostics diagnostics;
  const auto tree = walkcheck::parse(sources, file, diagnostics);
  show(diagnostics, sources);
  const auto text = walkcheck::print(tree);
  if (!diagnostics.empty()) {
    return 0;
  }
  const auto again = sources.add("printed.walk", text);
  Diagnostics none;
  const auto twin = walkcheck::parse(sources, again, none);
  require(none.empty());
  require(walkcheck::same_tree(tree, twin));
  require(walkcheck::print(twin) == text);
  return 0;
}
