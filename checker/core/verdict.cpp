#include "checker/core/verdict.hpp"

#include <stdexcept>

#include <fmt/format.h>

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

std::string time_is_up(const Limits& limits) {
  const auto time = limits.whole_time ? limits.whole_time : limits.max_time;
  return fmt::format("the limit of {:g} seconds is reached", time.value().count());
}

}  // namespace walkcheck
