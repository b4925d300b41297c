#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: a job of a product runs at its hour, day after day: a nightly report, a test suite.
// Limits: a harvester can keep to one hour of the day, at the price of most of its rate.
// Logic: calls of several days, nearly all in a few hours of the day.
// Evidence: new requests.

double Level(const Traits& traits) {
  return Ramp(traits.active_days, 3, 6) * Ramp(traits.hours_entropy, 0.6, 0.35) *
         Ramp(traits.calls, 20, 40);
}

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat("Calls of %.0f days have an evenness of %.2f over the hours",
                           traits.active_days, traits.hours_entropy);
  }
  return absl::StrFormat("Calls of %.0f days come in the same few hours (evenness %.2f)",
                         traits.active_days, traits.hours_entropy);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"active_days", traits.active_days}, {"hours_entropy", traits.hours_entropy}};
}

}  // namespace

const SignalDefinition kScheduledJob = {
    "scheduled_job", EvidenceGroup::kSchedule,
    /*expected=*/-3, ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
