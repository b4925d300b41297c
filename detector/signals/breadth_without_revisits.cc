#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: a student model needs many different items, so new requests keep coming at a constant rate
// and hardly any comes twice.
// Limits: every stream of own inputs does the same, so it weighs only beside other signals; k
// samples of an item count as repeats.
// Logic: enough different requests, few repeats, and as many first seen in the later half as in
// the earlier.
// Evidence: new requests.

double Level(const Traits& traits) {
  return Ramp(traits.distinct_requests, 15, 120) * Ramp(traits.repeat_share, 0.35, 0.05) *
         Ramp(traits.late_novelty, 0.2, 0.4);
}

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat(
        "About %.0f different requests in %.0f calls; %.0f %% repeat an earlier one",
        traits.distinct_requests, traits.calls, 100 * traits.repeat_share);
  }
  return absl::StrFormat(
      "About %.0f different requests in %.0f calls; %.0f %% repeat an earlier one and new ones "
      "keep coming",
      traits.distinct_requests, traits.calls, 100 * traits.repeat_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"distinct_requests", traits.distinct_requests},
          {"repeat_share", traits.repeat_share},
          {"late_novelty", traits.late_novelty}};
}

}  // namespace

const SignalDefinition kBreadthWithoutRevisits = {
    "breadth_without_revisits",
    EvidenceGroup::kContent,
    /*expected=*/1,
    ExampleKind::kNewRequest,
    Level,
    Reason,
    Readings,
};

}  // namespace stillwatch::detector
