// Text of a model, one construct a line: whoever drops lines (tests/agreement/shrink.hpp) mostly drops constructs.
#pragma once

#include <string>
#include <string_view>

namespace walkcheck::testing {

class Writer {
 public:
  void line(std::string_view text) { text_.append(depth_ * 2, ' ').append(text).append("\n"); }
  /// `head {`, and what follows stands inside.
  void open(std::string_view head) {
    line(std::string(head) + " {");
    ++depth_;
  }
  void otherwise() {
    --depth_;
    open("} else");
  }
  void close() {
    --depth_;
    line("}");
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace walkcheck::testing
