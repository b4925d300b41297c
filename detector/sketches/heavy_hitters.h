#ifndef STILLWATCH_DETECTOR_SKETCHES_HEAVY_HITTERS_H_
#define STILLWATCH_DETECTOR_SKETCHES_HEAVY_HITTERS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <tuple>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

// The most frequent values of a stream (SpaceSaving, Metwally, Agrawal and El Abbadi 2005): with N
// counters, every value that makes up more than 1 / N of the stream is there, and a count is at
// most `over` above the truth. 0 is not a value.
template <size_t N>
class HeavyHitters {
 public:
  // The certain count of the value, this one included.
  uint32_t Add(uint64_t value) {
    size_t at = IndexOf(value);
    if (at == size_) {
      if (size_ < N) {
        count_[at] = over_[at] = 0;
        ++size_;
      } else {
        at = SmallestIndex();
        over_[at] = count_[at];
      }
      value_[at] = value;
    }
    ++count_[at];
    return count_[at] - over_[at];
  }

  // The bounds add up (Agarwal et al. 2012).
  void Merge(const HeavyHitters& from) {
    struct Row {
      uint32_t count;
      uint64_t value;
      uint32_t over;
    };
    std::array<Row, 2 * N> rows;
    size_t size = 0;
    const uint32_t unseen_from = from.Unseen();
    const uint32_t unseen_into = Unseen();
    for (size_t i = 0; i < size_; ++i) {
      const size_t other = from.IndexOf(value_[i]);
      const bool there = other < from.size_;
      rows[size++] = {count_[i] + (there ? from.count_[other] : unseen_from), value_[i],
                      over_[i] + (there ? from.over_[other] : unseen_from)};
    }
    for (size_t i = 0; i < from.size_; ++i) {
      if (IndexOf(from.value_[i]) < size_) continue;
      rows[size++] = {from.count_[i] + unseen_into, from.value_[i], from.over_[i] + unseen_into};
    }
    std::sort(rows.begin(), rows.begin() + size, [](const Row& a, const Row& b) {
      return std::tie(b.count, a.value) < std::tie(a.count, b.value);
    });
    size_ = static_cast<uint8_t>(std::min(size, N));
    for (size_t i = 0; i < size_; ++i) {
      value_[i] = rows[i].value;
      count_[i] = rows[i].count;
      over_[i] = rows[i].over;
    }
  }

  size_t size() const { return size_; }
  uint64_t value(size_t i) const { return value_[i]; }
  uint32_t count(size_t i) const { return count_[i]; }
  uint32_t over(size_t i) const { return over_[i]; }

  // The count of the most frequent value that is certain: count less over. 0 when there is none.
  uint32_t TopCount() const {
    uint32_t top = 0;
    for (size_t i = 0; i < size_; ++i) top = std::max(top, count_[i] - over_[i]);
    return top;
  }

  // The certain counts of the `n` most frequent values together.
  uint64_t TopCounts(size_t n) const {
    std::array<uint32_t, N> certain;
    for (size_t i = 0; i < size_; ++i) certain[i] = count_[i] - over_[i];
    std::sort(certain.begin(), certain.begin() + size_, std::greater<>());
    uint64_t sum = 0;
    for (size_t i = 0; i < n && i < size_; ++i) sum += certain[i];
    return sum;
  }

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferSize(archive, size_, N);
    TransferHashes(archive, value_.data(), std::min<size_t>(size_, N));
    TransferArray(archive, count_.data(), size_);
    TransferArray(archive, over_.data(), size_);
  }

 private:
  static_assert(N < 256);

  // size_ if the value is not there.
  size_t IndexOf(uint64_t value) const {
    size_t at = 0;
    while (at < size_ && value_[at] != value) ++at;
    return at;
  }
  size_t SmallestIndex() const {
    return static_cast<size_t>(std::min_element(count_.begin(), count_.begin() + size_) -
                               count_.begin());
  }
  // What a value that is not there may have come to.
  uint32_t Unseen() const { return size_ < N ? 0 : count_[SmallestIndex()]; }

  uint8_t size_ = 0;
  std::array<uint32_t, N> count_;
  std::array<uint32_t, N> over_;
  std::array<uint64_t, N> value_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_HEAVY_HITTERS_H_
