#include "detector/assess/evidence.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "detector/profile/profile.h"
#include "stillwatch/v1/assessment.pb.h"

namespace stillwatch::detector {
namespace {

void AddMeasurement(const char* name, double value, v1::Signal* signal) {
  v1::Measurement* measurement = signal->add_measurements();
  measurement->set_name(name);
  measurement->set_value(value);
}

}  // namespace

void SetContribution(const SignalEvidence& evidence, const Traits& traits, const Profile& profile,
                     v1::Contribution* contribution) {
  const SignalDefinition& definition = *evidence.signal;
  v1::Signal* signal = contribution->mutable_signal();
  signal->set_name(definition.name);
  signal->set_group(static_cast<v1::EvidenceGroup>(definition.group));
  signal->set_strength(evidence.level);
  signal->set_reason(definition.reason(traits));
  signal->clear_measurements();
  for (const Reading& reading : definition.readings(traits)) {
    AddMeasurement(reading.name, reading.value, signal);
  }
  AddMeasurement("level", evidence.level, signal);
  signal->mutable_measurements()->rbegin()->set_usual(evidence.usual);
  signal->clear_example_request_ids();
  for (const absl::string_view id : profile.examples.Of(definition.examples)) {
    signal->add_example_request_ids(id.data(), id.size());
  }
  contribution->set_weight(evidence.weight);
  contribution->set_points(evidence.points);
}

void SetMixture(double mixed_share, double points, v1::Contribution* contribution) {
  contribution->Clear();
  v1::Signal* signal = contribution->mutable_signal();
  signal->set_name("several_setups");
  signal->set_group(v1::EVIDENCE_GROUP_CONTENT);
  signal->set_strength(mixed_share);
  signal->set_reason(absl::StrFormat(
      "%.0f %% of calls have another setup (system message, parameters) than most, as where "
      "several products share an account; each of these setups is assessed by itself too",
      100 * mixed_share));
  AddMeasurement("mixed_share", mixed_share, signal);
  contribution->set_weight(1);
  contribution->set_points(points);
}

void SetFewCalls(int64_t calls, double points, v1::Contribution* contribution) {
  contribution->Clear();
  v1::Signal* signal = contribution->mutable_signal();
  signal->set_name("few_calls");
  signal->set_strength(1);
  signal->set_reason(absl::StrFormat(
      "%d calls are few: the fewer were seen, the more it takes to flag an account", calls));
  AddMeasurement("calls", static_cast<double>(calls), signal);
  contribution->set_weight(1);
  contribution->set_points(points);
}

void SortByWeight(v1::Assessment* assessment) {
  auto* contributions = assessment->mutable_contributions();
  std::stable_sort(contributions->pointer_begin(), contributions->pointer_end(),
                   [](const v1::Contribution* a, const v1::Contribution* b) {
                     return a->points() > b->points();
                   });
}

void SetTime(int64_t time_us, google::protobuf::Timestamp* time) {
  time->set_seconds(time_us / 1000000);
  time->set_nanos(static_cast<int32_t>(time_us % 1000000 * 1000));
}

}  // namespace stillwatch::detector
