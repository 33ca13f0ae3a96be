#include "checker/core/verdict.hpp"

#include <stdexcept>

namespace walkcheck {

std::string_view name(Status status) {
  switch (status) {
    case Status::proved:
      return "proved";
    case Status::holds:
      return "holds";
    case Status::violated:
      return "violated";
    case Status::vacuous:
      return "vacuous";
    case Status::bounded:
      return "bounded";
    case Status::unknown:
      return "unknown";
  }
  throw std::logic_error("a verdict without a name");
}

}  // namespace walkcheck
