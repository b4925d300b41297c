#ifndef STILLWATCH_DETECTOR_SKETCHES_COUNTED_SAMPLE_H_
#define STILLWATCH_DETECTOR_SKETCHES_COUNTED_SAMPLE_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

// A uniform sample of the distinct values of a stream, with exact counts: the K values with the
// smallest hashes. A value that is in the sample now has been in it since it first came, so its
// count is exact, and shares over the sample estimate shares over all distinct values (bottom-k
// sketch, Cohen and Kaplan 2007). Hashes must be uniform; 0 is not a value.
template <size_t K>
class CountedSample {
 public:
  // Counts one occurrence of `hash` at call number `call`.
  void Add(uint64_t hash, uint32_t call) {
    if (full_ && hash > hash_[size_ - 1]) return;
    const size_t at = LowerBound(hash);
    if (at < size_ && hash_[at] == hash) {
      Seen& seen = At(at);
      ++seen.count;
      seen.last = call;
      return;
    }
    if (at == K) {
      full_ = true;
      return;
    }
    Insert(at, hash, {1, call, call});
  }

  // Gets the memory that adding touches on its way.
  void Prefetch() const {
    constexpr size_t kLine = 64;
    const char* const end = reinterpret_cast<const char*>(slot_.data() + slot_.size());
    for (const char* line = reinterpret_cast<const char*>(this); line < end; line += kLine) {
      __builtin_prefetch(line, /*rw=*/1);
    }
  }

  // Gives what adding both streams would have given, except that `first` and `last` become those of
  // whichever stream held them.
  void Merge(const CountedSample& from) {
    // Beyond either side's largest kept hash, that side's counts are unknown.
    uint64_t known = UINT64_MAX;
    for (const CountedSample* side : {&from, static_cast<const CountedSample*>(this)}) {
      if (side->full_) known = std::min(known, side->hash_[side->size_ - 1]);
    }
    for (size_t i = 0; i < from.size_; ++i) {
      const size_t at = LowerBound(from.hash_[i]);
      if (at < size_ && hash_[at] == from.hash_[i]) {
        Seen& seen = At(at);
        seen.count += from.At(i).count;
        seen.first = std::min(seen.first, from.At(i).first);
        seen.last = std::max(seen.last, from.At(i).last);
      } else if (at < K) {
        Insert(at, from.hash_[i], from.At(i));
      } else {
        full_ = true;
      }
    }
    const auto keep = static_cast<size_t>(
        std::upper_bound(hash_.begin(), hash_.begin() + size_, known) - hash_.begin());
    full_ = full_ || from.full_ || keep < size_;
    size_ = static_cast<uint8_t>(std::min<size_t>(size_, keep));
  }

  size_t size() const { return size_; }
  // Whether a value has been left out; then every hash above the largest kept is unknown.
  bool full() const { return full_; }
  // Ascending by hash.
  uint64_t hash(size_t i) const { return hash_[i]; }
  uint32_t count(size_t i) const { return At(i).count; }

  // Estimated number of distinct values; exact while not more than K have come. Standard error
  // about 1 / sqrt(K - 2) beyond.
  double EstimateDistinct() const {
    if (!full_) return static_cast<double>(size_);
    return (size_ - 1) / std::ldexp(static_cast<double>(hash_[size_ - 1]), -64);
  }

  // Estimated share of occurrences that repeat a value that came before: 0 when all are distinct.
  double EstimateRepeatShare() const {
    uint64_t occurrences = 0;
    for (size_t i = 0; i < size_; ++i) occurrences += At(i).count;
    if (occurrences == 0) return 0;
    return 1 - static_cast<double>(size_) / static_cast<double>(occurrences);
  }

  // Share of the sampled values that came first in the second half of `calls` calls: about 0.5
  // while new values keep coming, near 0 when a finite set is gone through again.
  double LateNoveltyShare(uint32_t calls) const {
    if (size_ == 0) return 0;
    size_t late = 0;
    for (size_t i = 0; i < size_; ++i) late += At(i).first >= calls / 2 ? 1 : 0;
    return static_cast<double>(late) / static_cast<double>(size_);
  }

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferSize(archive, size_, K);
    TransferNumber(archive, full_);
    TransferHashes(archive, hash_.data(), std::min<size_t>(size_, K));
    if constexpr (Archive::kReads) slot_ = InOrder();
    for (size_t i = 0; i < size_; ++i) TransferNumber(archive, At(i).count);
    for (size_t i = 0; i < size_; ++i) TransferNumber(archive, At(i).first);
    // Most values come once: their last call is their first.
    for (size_t i = 0; i < size_; ++i) {
      uint32_t later = At(i).last - At(i).first;
      TransferNumber(archive, later);
      if constexpr (Archive::kReads) At(i).last = At(i).first + later;
    }
    if constexpr (Archive::kReads) {
      if (full_ && size_ == 0) archive.Fail();
    }
  }

 private:
  static_assert(K < 256);

  // As std::lower_bound, but without branches, which nobody can foresee among random hashes.
  size_t LowerBound(uint64_t hash) const {
    const uint64_t* at = hash_.data();
    for (size_t left = size_; left > 0;) {
      const size_t half = (left + 1) / 2;
      at += at[half - 1] < hash ? half : 0;
      left -= half;
    }
    return static_cast<size_t>(at - hash_.data());
  }

  struct Seen {
    uint32_t count;
    // Which call, counted from 0, brought the value first and last.
    uint32_t first;
    uint32_t last;
  };

  static constexpr std::array<uint8_t, K> InOrder() {
    std::array<uint8_t, K> slots{};
    std::iota(slots.begin(), slots.end(), uint8_t{0});
    return slots;
  }

  Seen& At(size_t i) { return seen_[slot_[i]]; }
  const Seen& At(size_t i) const { return seen_[slot_[i]]; }

  // A place for a value, the last one going if there is no room.
  void Insert(size_t at, uint64_t hash, const Seen& seen) {
    const size_t end = std::min<size_t>(size_, K - 1);
    const uint8_t slot = slot_[end];
    std::copy_backward(hash_.begin() + at, hash_.begin() + end, hash_.begin() + end + 1);
    std::copy_backward(slot_.begin() + at, slot_.begin() + end, slot_.begin() + end + 1);
    hash_[at] = hash;
    slot_[at] = slot;
    seen_[slot] = seen;
    full_ = full_ || size_ == K;
    size_ = static_cast<uint8_t>(end + 1);
  }

  uint8_t size_ = 0;
  bool full_ = false;
  std::array<uint64_t, K> hash_;
  // Where in `seen_` a value's numbers are: they stay there while smaller values come, so that
  // little memory is touched. Behind the first `size_` the places that are free.
  std::array<uint8_t, K> slot_ = InOrder();
  std::array<Seen, K> seen_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_COUNTED_SAMPLE_H_
