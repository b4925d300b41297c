#include <algorithm>

#include "detector/profile/profile.h"
#include "detector/sketches/counted_sample.h"
#include "detector/sketches/heavy_hitters.h"
#include "stillwatch/v1/profile.pb.h"
#include "stillwatch/v1/profile_state.pb.h"

namespace stillwatch::detector {
namespace {

void SetTime(int64_t micros, google::protobuf::Timestamp* time) {
  time->set_seconds(micros / 1'000'000);
  time->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
}

double Share(double part, double whole) { return whole == 0 ? 0 : part / whole; }

}  // namespace

void Profile::Summarize(v1::ProfileSummary* summary) const {
  const v1::ProfileState& profile = state();
  const v1::VolumeState& volume = profile.volume();
  summary->set_calls(volume.calls());
  summary->set_failed_calls(volume.failed_calls());
  summary->set_calls_with_content(volume.calls_with_content());
  summary->set_input_tokens(volume.input_tokens());
  summary->set_output_tokens(volume.output_tokens());
  summary->set_reasoning_tokens(volume.reasoning_tokens());
  if (volume.calls() > 0) {
    SetTime(volume.first_time_us(), summary->mutable_first_call_time());
    SetTime(volume.last_time_us(), summary->mutable_last_call_time());
  }
  const v1::BreadthState& breadth = profile.breadth();
  summary->set_distinct_requests(
      std::min(EstimateDistinct(breadth.requests()), static_cast<double>(breadth.calls())));
  summary->set_revisit_share(EstimateRepeatShare(breadth.requests()));
  summary->set_follow_up_share(
      Share(profile.conversation().follow_ups(), profile.conversation().calls()));
  summary->set_top_frame_share(
      Share(TopCount(profile.frames().prefix()), profile.frames().calls()));
  summary->set_median_gap_seconds(window().gap_median);
  for (int i = 0; i < volume.day_size(); ++i) {
    v1::DayActivity* day = summary->add_days();
    day->set_day(volume.day(i));
    day->set_calls(volume.day_calls(i));
    day->set_output_tokens(volume.day_output_tokens(i));
  }
  for (const uint32_t calls : profile.schedule().hours()) summary->add_calls_by_hour(calls);
  v1::ProfileState saved;
  Save(&saved);
  summary->set_state_bytes(static_cast<int64_t>(saved.ByteSizeLong()));
}

}  // namespace stillwatch::detector
