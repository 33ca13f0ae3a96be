#include "tests/agreement/random_model.hpp"

#include "tests/agreement/random_system_text.hpp"
#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

std::string random_model(std::uint64_t seed, const Knobs& knobs) {
  Pick pick(seed);
  Writer out;
  if (pick.chance(knobs.systems)) {
    write_system(pick, out);
    return out.text();
  }
  World world;
  write_tables(world, pick, out);
  write_rivals(world, pick, out);
  write_primitives(world, pick, out);
  write_callbacks(world, pick, out);
  write_walkers(world, pick, out);
  write_scenarios(world, pick, out, knobs.any_size);
  write_properties(world, pick, out);
  write_laws(world, pick, out);
  return out.text();
}

}  // namespace walkcheck::testing
