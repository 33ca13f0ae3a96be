#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "model/text/diagnostic.hpp"

namespace walkcheck {
namespace {

constexpr std::size_t longest_list = 8;

/// Letters put in, left out, changed, or swapped with their neighbour (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string suggest(std::string_view word, std::span<const std::string> candidates) {
  const auto limit = word.size() / 3;
  const std::string* nearest = nullptr;
  auto least = limit + 1;
  for (const auto& candidate : candidates) {
    const auto gap = std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    if (gap >= least || candidate == word) {
      continue;
    }
    if (const auto distance = edit_distance(word, candidate); distance < least) {
      nearest = &candidate;
      least = distance;
    }
  }
  // Who knows only how it begins.
  const auto begins = std::find_if(candidates.begin(), candidates.end(), [&](const std::string& candidate) {
    return word.size() >= 3 && candidate.size() > word.size() && candidate.starts_with(word);
  });
  if (nearest == nullptr && begins != candidates.end()) nearest = &*begins;
  if (nearest != nullptr) {
    return fmt::format("did you mean '{}'?", *nearest);
  }
  if (candidates.empty() || candidates.size() > longest_list) {
    return {};
  }
  return fmt::format("expected one of: {}", fmt::join(candidates, ", "));
}

}  // namespace walkcheck
