#include "detector/profile/volume.h"

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kMicrosPerDay = int64_t{86'400} * 1'000'000;

}  // namespace

bool Succeeded(const StoredCall& call) {
  return call.status == 0 || (call.status >= 200 && call.status < 300);
}

Volume::Day* Volume::Cell(int32_t at) {
  // Nearly every call falls on the newest day.
  if (days > 0 && day[days - 1].day == at) return &day[days - 1];
  const auto end = day.begin() + days;
  const auto found = std::lower_bound(
      day.begin(), end, at, [](const Day& cell, int32_t wanted) { return cell.day < wanted; });
  if (found != end && found->day == at) return &*found;
  if (days < kMaxDays) {
    std::copy_backward(found, end, end + 1);
    ++days;
    *found = {at, 0, 0};
    return &*found;
  }
  if (found == day.begin()) return nullptr;
  // The oldest goes.
  std::copy(day.begin() + 1, found, day.begin());
  *(found - 1) = {at, 0, 0};
  return &*(found - 1);
}

void Volume::Add(const StoredCall& call) {
  const bool first = calls == 0;
  ++calls;
  failed_calls += Succeeded(call) ? 0 : 1;
  rate_limited_calls += call.status == 429 ? 1 : 0;
  calls_with_content += call.has_fingerprint ? 1 : 0;
  calls_with_usage += call.has_usage ? 1 : 0;
  input_tokens += static_cast<uint64_t>(call.input_tokens);
  output_tokens += static_cast<uint64_t>(call.output_tokens);
  reasoning_tokens += static_cast<uint64_t>(call.reasoning_tokens);
  cached_input_tokens += static_cast<uint64_t>(call.cached_input_tokens);
  if (first || call.time_us < first_time_us) first_time_us = call.time_us;
  if (first || call.time_us > last_time_us) last_time_us = call.time_us;
  Day* cell = Cell(static_cast<int32_t>(call.time_us / kMicrosPerDay));
  if (cell == nullptr) return;
  ++cell->calls;
  cell->output_tokens += static_cast<uint64_t>(call.output_tokens);
}

}  // namespace stillwatch::detector
