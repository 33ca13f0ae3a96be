#include "model/text/source.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace walkcheck {

FileId Sources::add(std::string path, std::string text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      starts.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
  files_.push_back({std::move(path), std::move(text), std::move(starts)});
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view Sources::text(Span span) const {
  const auto whole = text(span.file);
  const auto begin = std::min<std::size_t>(span.begin, whole.size());
  const auto end = std::clamp<std::size_t>(span.end, begin, whole.size());
  return whole.substr(begin, end - begin);
}

Position Sources::position(Span span) const {
  const auto& starts = files_.at(span.file).line_starts;
  const auto next = std::upper_bound(starts.begin(), starts.end(), span.begin);
  return {static_cast<std::uint32_t>(std::distance(starts.begin(), next)), span.begin - *std::prev(next) + 1};
}

std::string_view Sources::line(Span span) const {
  const auto begin = files_.at(span.file).line_starts.at(position(span).line - 1);
  auto rest = text(span.file).substr(begin);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) {
    rest.remove_suffix(1);
  }
  return rest;
}

}  // namespace walkcheck
