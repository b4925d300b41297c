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

int Volume::DayCell(int32_t at) {
  // Nearly every call falls on the newest day.
  if (days > 0 && day[days - 1] == at) return days - 1;
  const auto found =
      static_cast<size_t>(std::lower_bound(day.begin(), day.begin() + days, at) - day.begin());
  if (found < days && day[found] == at) return static_cast<int>(found);
  if (days == kMaxDays && found == 0) return -1;
  const auto place = [&](auto& array, auto value) {
    if (days < kMaxDays) {
      std::copy_backward(array.begin() + found, array.begin() + days, array.begin() + days + 1);
      array[found] = value;
    } else {  // The oldest goes.
      std::copy(array.begin() + 1, array.begin() + found, array.begin());
      array[found - 1] = value;
    }
  };
  place(day, at);
  place(day_calls, 0u);
  place(day_output_tokens, uint64_t{0});
  if (days == kMaxDays) return static_cast<int>(found) - 1;
  ++days;
  return static_cast<int>(found);
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
  const int cell = DayCell(static_cast<int32_t>(call.time_us / kMicrosPerDay));
  if (cell < 0) return;
  day_calls[static_cast<size_t>(cell)] += 1;
  day_output_tokens[static_cast<size_t>(cell)] += static_cast<uint64_t>(call.output_tokens);
}

}  // namespace stillwatch::detector
