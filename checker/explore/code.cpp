#include "checker/explore/code.hpp"

#include "model/system/arithmetic.hpp"

namespace walkcheck::exploration {

std::int32_t Code::run(const Program& program, const std::uint64_t* state, std::int32_t* scratch) const {
  const Instruction* const begin = instructions.data() + program.instructions.begin;
  const std::uint32_t count = program.instructions.end - program.instructions.begin;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Instruction& step = begin[i];
    switch (step.kind) {
      case Instruction::Kind::constant:
        scratch[i] = step.constant;
        break;
      case Instruction::Kind::field:
        scratch[i] = static_cast<std::int32_t>(step.field.get(state));
        break;
      case Instruction::Kind::member:
        scratch[i] = static_cast<std::int32_t>(step.set >> step.field.get(state) & 1U);
        break;
      case Instruction::Kind::lookup:
        scratch[i] = tables[step.a + step.field.get(state)];
        break;
      case Instruction::Kind::negate:
        scratch[i] = scratch[step.a] == 0 ? 1 : 0;
        break;
      case Instruction::Kind::choose:
        scratch[i] = scratch[step.a] != 0 ? scratch[step.b] : scratch[step.c];
        break;
      case Instruction::Kind::binary:
        scratch[i] = apply(step.op, scratch[step.a], scratch[step.b]);
        break;
    }
  }
  return scratch[count - 1];
}

bool Code::run_tests(Range range, const std::uint64_t* state, std::int32_t* scratch) const {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if ((run(programs[i], state, scratch) != 0) != programs[i].wanted) return false;
  }
  return true;
}

}  // namespace walkcheck::exploration
