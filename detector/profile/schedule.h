#ifndef STILLWATCH_DETECTOR_PROFILE_SCHEDULE_H_
#define STILLWATCH_DETECTOR_PROFILE_SCHEDULE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

struct StoredCall;

// When calls come, over all calls.
struct Schedule {
  static constexpr size_t kHours = 24;
  static constexpr size_t kGapBuckets = 32;

  std::array<uint32_t, kHours> hours{};  // By hour of the day, UTC.
  // Gaps between calls in order of arrival: bucket b holds [2^(b-10), 2^(b-9)) seconds.
  std::array<uint32_t, kGapBuckets> gaps{};
  uint32_t late_calls = 0;

  // `previous_us` is the newest event time before the call, 0 for the first.
  void Add(const StoredCall& call, int64_t previous_us);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferSparse(archive, hours);
    TransferSparse(archive, gaps);
    TransferNumber(archive, late_calls);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_SCHEDULE_H_
