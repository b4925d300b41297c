#include <algorithm>
#include <array>

#include "detector/profile/profile.h"
#include "stillwatch/v1/profile.pb.h"

namespace stillwatch::detector {
namespace {

void SetTime(int64_t micros, google::protobuf::Timestamp* time) {
  time->set_seconds(micros / 1'000'000);
  time->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
}

double Share(double part, double whole) { return whole == 0 ? 0 : part / whole; }

}  // namespace

void Profile::Summarize(v1::ProfileSummary* summary) const {
  summary->set_calls(static_cast<int64_t>(volume.calls));
  summary->set_failed_calls(static_cast<int64_t>(volume.failed_calls));
  summary->set_calls_with_content(static_cast<int64_t>(volume.calls_with_content));
  summary->set_input_tokens(static_cast<int64_t>(volume.input_tokens));
  summary->set_output_tokens(static_cast<int64_t>(volume.output_tokens));
  summary->set_reasoning_tokens(static_cast<int64_t>(volume.reasoning_tokens));
  if (volume.calls > 0) {
    SetTime(volume.first_time_us, summary->mutable_first_call_time());
    SetTime(volume.last_time_us, summary->mutable_last_call_time());
  }
  summary->set_distinct_requests(
      std::min(breadth.requests.EstimateDistinct(), static_cast<double>(breadth.calls)));
  summary->set_revisit_share(breadth.requests.EstimateRepeatShare());
  summary->set_follow_up_share(Share(conversation.follow_ups, conversation.calls));
  summary->set_top_frame_share(Share(frames.prefix.TopCount(), frames.calls));
  summary->set_median_gap_seconds(window.Latest().gap_median);
  for (size_t i = 0; i < volume.days; ++i) {
    v1::DayActivity* day = summary->add_days();
    day->set_day(volume.day[i].day);
    day->set_calls(volume.day[i].calls);
    day->set_output_tokens(static_cast<int64_t>(volume.day[i].output_tokens));
  }
  // An account that never called has no hours either.
  for (const uint32_t calls : schedule.hours) {
    if (volume.calls > 0) summary->add_calls_by_hour(calls);
  }
  std::array<char, kMaxBytes> buffer;
  Writer writer(buffer.data());
  Profile copy = *this;  // Transfer is the same for reading, hence not const.
  copy.Transfer(writer);
  summary->set_state_bytes(static_cast<int64_t>(writer.bytes().size()));
}

}  // namespace stillwatch::detector
