#include "checker/cli/engines.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "checker/explore/explore.hpp"
#include "checker/symbolic/bmc.hpp"
#include "checker/symbolic/kind.hpp"
#include "checker/symbolic/pdr.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {
namespace {

constexpr std::array table{
    Engine{"explore", explore},
    Engine{"bmc", symbolic::bmc},
    Engine{"kind", symbolic::kind},
    Engine{"pdr", symbolic::pdr},
};

}  // namespace

std::span<const Engine> engines() { return table; }

std::string unknown_engine(std::string_view name) {
  std::vector<std::string> names = {"auto"};
  for (const auto& engine : table) names.emplace_back(engine.name);
  const auto hint = suggest(name, names);
  return fmt::format("no engine is named '{}'{}{}", name, hint.empty() ? "" : "; ", hint);
}

}  // namespace walkcheck
