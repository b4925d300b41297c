#include "detector/profile/schedule.h"

#include <algorithm>
#include <cmath>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

constexpr int kGapOffset = 10;
constexpr int64_t kMicrosPerHour = int64_t{3600} * 1'000'000;

size_t GapBucket(int64_t gap_us) {
  if (gap_us <= 0) return 0;
  const int exponent = std::ilogb(static_cast<double>(gap_us) / 1e6);
  return static_cast<size_t>(
      std::clamp(exponent + kGapOffset, 0, static_cast<int>(Schedule::kGapBuckets) - 1));
}

}  // namespace

void Schedule::Add(const StoredCall& call, int64_t previous_us) {
  ++hours[static_cast<size_t>(call.time_us / kMicrosPerHour) % kHours];
  if (previous_us == 0) return;
  if (call.time_us < previous_us) {
    ++late_calls;
    return;
  }
  ++gaps[GapBucket(call.time_us - previous_us)];
}

}  // namespace stillwatch::detector
