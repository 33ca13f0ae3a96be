// Short ways to parse in tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/language/parser.hpp"

namespace walkcheck::testing {

struct Parsed {
  Sources sources;
  Diagnostics diagnostics;
  tree::File file;

  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> list;
    for (const auto& fault : diagnostics.sorted()) {
      list.push_back(fault.code);
    }
    return list;
  }

  /// "LINE: MESSAGE" of each fault, or the whole as people see it.
  [[nodiscard]] std::vector<std::string> messages() const {
    std::vector<std::string> list;
    for (const auto& fault : diagnostics.sorted()) {
      list.push_back(std::to_string(sources.position(fault.place).line) + ": " + fault.message);
    }
    return list;
  }

  [[nodiscard]] std::string rendered() const {
    std::string text;
    for (const auto& fault : diagnostics.sorted()) {
      text += render(fault, sources);
    }
    return text;
  }
};

inline Parsed parse_text(std::string text, std::string path = "test.walk") {
  Parsed parsed;
  const auto id = parsed.sources.add(std::move(path), std::move(text));
  parsed.file = parse(parsed.sources, id, parsed.diagnostics);
  return parsed;
}

/// The one declaration of a text.
template <class Declaration>
const Declaration& only(const Parsed& parsed) {
  return std::get<Declaration>(parsed.file.declarations.at(0).what);
}

}  // namespace walkcheck::testing
