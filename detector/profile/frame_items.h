#ifndef STILLWATCH_DETECTOR_PROFILE_FRAME_ITEMS_H_
#define STILLWATCH_DETECTOR_PROFILE_FRAME_ITEMS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/profile/lesson.h"

namespace stillwatch::detector {

// The most frequent frames of an account's items, each with what its items ask for: a harvest under
// cover of ordinary calls is seen in the frame that it fills. SpaceSaving counters (Metwally,
// Agrawal and El Abbadi 2005); a frame's tallies start with it.
template <size_t N>
class FrameItems {
 public:
  // `lessons` has bit i set for Lesson i.
  void Add(uint64_t frame, uint32_t lessons) {
    size_t at = 0;
    while (at < size_ && frame_[at] != frame) ++at;
    if (at == size_) {
      at = Place();
      frame_[at] = frame;
      seen_[at] = 0;
      lesson_[at].fill(0);
    }
    ++count_[at];
    ++seen_[at];
    for (size_t i = 0; i < kLessons; ++i) lesson_[at][i] += lessons >> i & 1;
  }

  // The items of the largest frame, as far as they are certain.
  uint32_t Largest() const {
    uint32_t most = 0;
    for (size_t i = 0; i < size_; ++i) most = std::max(most, seen_[i]);
    return most;
  }

  // Items of frames with at least `least` items, most of which teach the lesson.
  uint32_t Teaching(Lesson lesson, uint32_t least) const {
    uint32_t items = 0;
    for (size_t i = 0; i < size_; ++i) {
      const uint32_t taught = lesson_[i][static_cast<size_t>(lesson)];
      if (seen_[i] >= least && 5 * taught >= 4 * seen_[i]) items += taught;
    }
    return items;
  }

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferSize(archive, size_, N);
    TransferHashes(archive, frame_.data(), std::min<size_t>(size_, N));
    TransferArray(archive, count_.data(), size_);
    TransferArray(archive, seen_.data(), size_);
    for (size_t i = 0; i < size_; ++i) TransferArray(archive, lesson_[i].data(), kLessons);
  }

 private:
  // A place for a frame that has none; its count is what it may have come to before.
  size_t Place() {
    if (size_ < N) {
      count_[size_] = 0;
      return size_++;
    }
    return static_cast<size_t>(std::min_element(count_.begin(), count_.end()) - count_.begin());
  }

  uint8_t size_ = 0;
  std::array<uint64_t, N> frame_;
  std::array<uint32_t, N> count_;  // At least as often as the frame came.
  std::array<uint32_t, N> seen_;   // Since the frame has its place.
  std::array<std::array<uint32_t, kLessons>, N> lesson_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_FRAME_ITEMS_H_
