#include "model/system/binary_term.hpp"

#include <stdexcept>

namespace walkcheck {

Term binary_term(Terms& terms, tree::BinaryOp op, Term left, Term right) {
  using tree::BinaryOp;
  switch (op) {
    case BinaryOp::any:
      return terms.any(left, right);
    case BinaryOp::all:
      return terms.all(left, right);
    case BinaryOp::equal:
      return terms.equal(left, right);
    case BinaryOp::unequal:
      return terms.negate(terms.equal(left, right));
    case BinaryOp::less:
      return terms.less(left, right);
    case BinaryOp::less_equal:
      return terms.negate(terms.less(right, left));
    case BinaryOp::greater:
      return terms.less(right, left);
    case BinaryOp::greater_equal:
      return terms.negate(terms.less(left, right));
    case BinaryOp::add:
      return terms.arithmetic(Op::add, left, right);
    case BinaryOp::subtract:
      return terms.arithmetic(Op::subtract, left, right);
    case BinaryOp::multiply:
      return terms.arithmetic(Op::multiply, left, right);
    case BinaryOp::divide:
      return terms.arithmetic(Op::divide, left, right);
    case BinaryOp::remainder:
      return terms.arithmetic(Op::remainder, left, right);
  }
  throw std::logic_error("an operator is not handled");
}

}  // namespace walkcheck
