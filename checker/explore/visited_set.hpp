// Which states are known, and under which index. One table with open addressing and linear probing; a slot holds half
// of the hash and the index into the array of states, which holds the state itself. A larger table is built from that
// array, after the smaller one is given back, so that growing needs no more memory than the result.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include "checker/explore/chunks.hpp"

namespace walkcheck::exploration {

template <std::size_t Words>
using Packed = std::array<std::uint64_t, Words>;

template <std::size_t Words>
[[nodiscard]] inline std::uint64_t hash_of(const Packed<Words>& state) {
  std::uint64_t hash = 0;
  for (const std::uint64_t word : state) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32;
  }
  hash *= 0xD6E8FEB86659FD93U;
  return hash ^ hash >> 32;
}

/// Without a call of memcmp, which costs more than the comparison.
template <std::size_t Words>
[[nodiscard]] inline bool same(const Packed<Words>& left, const Packed<Words>& right) {
  std::uint64_t difference = 0;
  for (std::size_t i = 0; i < Words; ++i) difference |= left[i] ^ right[i];
  return difference == 0;
}

template <std::size_t Words>
class VisitedSet {
 public:
  using States = Chunks<Packed<Words>>;

  VisitedSet() { allocate(kSmallest); }

  [[nodiscard]] std::uint64_t bytes() const { return slots_ * sizeof(Slot); }
  /// Whether one more state calls for a larger table; if that cannot be had, whether it fits at all.
  [[nodiscard]] bool crowded(std::size_t states) const { return states >= slots_ / 8 * 5; }
  [[nodiscard]] bool full(std::size_t states) const { return states >= slots_ / 16 * 15; }

  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&table_[hash & (slots_ - 1)]); }

  /// The slot where a search for this hash has to begin: all before it are known not to match. Fetches the state that
  /// it names. Good until the table grows, whatever is entered in between.
  [[nodiscard]] std::uint64_t approach(std::uint64_t hash, const States& states) const {
    for (std::uint64_t at = hash & (slots_ - 1);; at = (at + 1) & (slots_ - 1)) {
      const Slot slot = table_[at];
      if (slot == 0) return at;
      if (slot >> 32 != hash >> 32) continue;
      __builtin_prefetch(&states[index_in(slot)]);
      return at;
    }
  }
  [[nodiscard]] std::uint64_t home(std::uint64_t hash) const { return hash & (slots_ - 1); }
  [[nodiscard]] std::uint64_t slots() const { return slots_; }

  struct Place {
    std::uint32_t index = 0;
    bool fresh = false;
  };

  /// The index of `state`; if it is not known yet, it is entered with the index states.size(), at which the caller must
  /// put it. `at` is its home, or what `approach` gave. The table must not be full.
  Place enter(const Packed<Words>& state, std::uint64_t hash, std::uint64_t at, const States& states) {
    for (;; at = (at + 1) & (slots_ - 1)) {
      const Slot slot = table_[at];
      if (slot == 0) {
        const auto index = static_cast<std::uint32_t>(states.size());
        table_[at] = make_slot(hash, index);
        return {index, true};
      }
      if (slot >> 32 == hash >> 32 && same(states[index_in(slot)], state)) return {index_in(slot), false};
    }
  }

  /// The index of `state`, if it is known.
  [[nodiscard]] std::optional<std::uint32_t> find(const Packed<Words>& state, std::uint64_t hash,
                                                  const States& states) const {
    for (std::uint64_t at = home(hash);; at = (at + 1) & (slots_ - 1)) {
      const Slot slot = table_[at];
      if (slot == 0) return std::nullopt;
      if (slot >> 32 == hash >> 32 && same(states[index_in(slot)], state)) return index_in(slot);
    }
  }

  /// Doubles the table.
  void grow(const States& states) {
    const std::uint64_t slots = slots_ * 2;
    table_.reset();
    allocate(slots);
    std::array<std::uint64_t, kAhead> hashes{};
    for (std::size_t i = 0; i < states.size() + kAhead; ++i) {
      std::uint64_t& hash = hashes[i % kAhead];
      if (i >= kAhead) put(hash, static_cast<std::uint32_t>(i - kAhead));
      if (i >= states.size()) continue;
      hash = hash_of(states[i]);
      prefetch(hash);
    }
  }

 private:
  /// The upper half of the hash, then the index plus 1; 0 is empty.
  using Slot = std::uint64_t;
  static constexpr std::uint64_t kSmallest = 1024;
  static constexpr std::size_t kAhead = 16;

  static Slot make_slot(std::uint64_t hash, std::uint32_t index) {
    return (hash >> 32 << 32) | (std::uint64_t{index} + 1);
  }
  static std::uint32_t index_in(Slot slot) { return static_cast<std::uint32_t>(slot) - 1; }

  void allocate(std::uint64_t slots) {
    const std::size_t bytes = slots * sizeof(Slot);
    table_ = huge_block<Slot>((bytes + kHugePage - 1) / kHugePage * kHugePage, bytes >= kHugePage);
    std::memset(table_.get(), 0, bytes);
    slots_ = slots;
  }

  void put(std::uint64_t hash, std::uint32_t index) {
    std::uint64_t at = hash & (slots_ - 1);
    while (table_[at] != 0) at = (at + 1) & (slots_ - 1);
    table_[at] = make_slot(hash, index);
  }

  std::unique_ptr<Slot[], Free> table_;
  std::uint64_t slots_ = 0;
};

}  // namespace walkcheck::exploration
