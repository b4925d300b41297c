#include <algorithm>
#include <cmath>

#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kHours = 24;
constexpr int kGapBuckets = 32;
constexpr int kGapOffset = 10;
constexpr int64_t kMicrosPerHour = int64_t{3600} * 1'000'000;

}  // namespace

void AddToSchedule(const v1::StoredCall& call, int64_t previous_us, v1::ScheduleState* schedule) {
  while (schedule->hours_size() < kHours) schedule->add_hours(0);
  const int hour = static_cast<int>(call.time_us() / kMicrosPerHour % kHours);
  schedule->set_hours(hour, schedule->hours(hour) + 1);
  if (previous_us == 0) return;
  if (call.time_us() < previous_us) {
    schedule->set_late_calls(schedule->late_calls() + 1);
    return;
  }
  const double seconds = static_cast<double>(call.time_us() - previous_us) / 1e6;
  const int exponent = seconds <= 0 ? 0 : static_cast<int>(std::floor(std::log2(seconds)));
  const int bucket = seconds <= 0 ? 0 : std::clamp(exponent + kGapOffset, 0, kGapBuckets - 1);
  while (schedule->gaps_size() <= bucket) schedule->add_gaps(0);
  schedule->set_gaps(bucket, schedule->gaps(bucket) + 1);
}

}  // namespace stillwatch::detector
