// A growing array that never moves: no moment holds two copies of it. Chunks are 2 MiB or a multiple, so that the
// kernel can back each with huge pages.
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace walkcheck::exploration {

inline constexpr std::size_t kHugePage = std::size_t{1} << 21;

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

/// `bytes` is a multiple of kHugePage. Not initialised. std::bad_alloc.
template <class T>
[[nodiscard]] std::unique_ptr<T[], Free> huge_block(std::size_t bytes, bool huge_pages) {
  static_assert(std::is_trivially_destructible_v<T>);
  void* const memory = std::aligned_alloc(kHugePage, bytes);
  if (memory == nullptr) throw std::bad_alloc();
  if (huge_pages) madvise(memory, bytes, MADV_HUGEPAGE);
  return std::unique_ptr<T[], Free>(static_cast<T*>(memory));
}

template <class T>
class Chunks {
 public:
  [[nodiscard]] const T& operator[](std::size_t index) const { return chunks_[index / kPerChunk][index % kPerChunk]; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// What it holds, without the room ahead that nobody touched yet.
  [[nodiscard]] std::uint64_t bytes() const { return std::uint64_t{size_} * sizeof(T); }

  void push_back(const T& value) {
    // A small search shall not fill huge pages for nothing.
    if (size_ % kPerChunk == 0) chunks_.push_back(huge_block<T>(kPerChunk * sizeof(T), size_ != 0));
    chunks_.back()[size_++ % kPerChunk] = value;
  }

 private:
  static constexpr std::size_t kPerChunk = std::size_t{1} << 18;
  static_assert(kPerChunk * sizeof(T) % kHugePage == 0);

  std::vector<std::unique_ptr<T[], Free>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace walkcheck::exploration
