#include <algorithm>

#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kMaxDays = 62;
constexpr int64_t kMicrosPerDay = int64_t{86'400} * 1'000'000;

template <typename Field>
void InsertZeroAt(int at, Field* field) {
  field->Add(0);
  std::rotate(field->begin() + at, field->end() - 1, field->end());
}

// Index of the day's cell, made if need be; -1 for a day before the kept ones.
int DayCell(int32_t day, v1::VolumeState* volume) {
  auto* days = volume->mutable_day();
  const auto found = std::lower_bound(days->begin(), days->end(), day);
  const int at = static_cast<int>(found - days->begin());
  if (found != days->end() && *found == day) return at;
  if (at == 0 && days->size() == kMaxDays) return -1;
  InsertZeroAt(at, days);
  days->Set(at, day);
  InsertZeroAt(at, volume->mutable_day_calls());
  InsertZeroAt(at, volume->mutable_day_output_tokens());
  if (days->size() <= kMaxDays) return at;
  days->erase(days->begin());
  volume->mutable_day_calls()->erase(volume->mutable_day_calls()->begin());
  volume->mutable_day_output_tokens()->erase(volume->mutable_day_output_tokens()->begin());
  return at - 1;
}

}  // namespace

bool Succeeded(const v1::StoredCall& call) {
  return call.status() == 0 || (call.status() >= 200 && call.status() < 300);
}

void AddToVolume(const v1::StoredCall& call, v1::VolumeState* volume) {
  volume->set_calls(volume->calls() + 1);
  if (!Succeeded(call)) volume->set_failed_calls(volume->failed_calls() + 1);
  if (call.status() == 429) volume->set_rate_limited_calls(volume->rate_limited_calls() + 1);
  if (call.has_fingerprint()) volume->set_calls_with_content(volume->calls_with_content() + 1);
  if (call.has_usage()) volume->set_calls_with_usage(volume->calls_with_usage() + 1);
  volume->set_input_tokens(volume->input_tokens() + call.input_tokens());
  volume->set_output_tokens(volume->output_tokens() + call.output_tokens());
  volume->set_reasoning_tokens(volume->reasoning_tokens() + call.reasoning_tokens());
  volume->set_cached_input_tokens(volume->cached_input_tokens() + call.cached_input_tokens());
  const bool first = volume->calls() == 1;
  if (first || call.time_us() < volume->first_time_us()) volume->set_first_time_us(call.time_us());
  if (first || call.time_us() > volume->last_time_us()) volume->set_last_time_us(call.time_us());
  const int at = DayCell(static_cast<int32_t>(call.time_us() / kMicrosPerDay), volume);
  if (at < 0) return;
  volume->set_day_calls(at, volume->day_calls(at) + 1);
  volume->set_day_output_tokens(at, volume->day_output_tokens(at) + call.output_tokens());
}

}  // namespace stillwatch::detector
