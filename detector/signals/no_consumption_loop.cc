#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: answers that are stored are not read: nobody follows up, corrects, or comes back to one.
// Limits: true of every pipeline; it never stands alone.
// Logic: single requests without history, enough of them.
// Evidence: new requests.

double Level(const Traits& traits) {
  return Ramp(traits.requests, 15, 60) * Ramp(traits.single_turn_share, 0.8, 0.98) *
         Ramp(traits.follow_up_share, 0.1, 0.01);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("%.0f %% of requests stand alone; %.1f %% follow up an earlier answer",
                         100 * traits.single_turn_share, 100 * traits.follow_up_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"single_turn_share", traits.single_turn_share},
          {"follow_up_share", traits.follow_up_share}};
}

}  // namespace

const SignalDefinition kNoConsumptionLoop = {
    "no_consumption_loop", EvidenceGroup::kUse,
    /*expected=*/1,        ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
