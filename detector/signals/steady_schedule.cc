#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: a loop calls day and night; people sleep.
// Limits: so does every machine; it only corroborates.
// Logic: calls spread over all hours of the day, on enough of them.
// Evidence: none better than any other.

double Level(const Traits& traits) {
  return Ramp(traits.calls, 30, 120) * Ramp(traits.hours_entropy, 0.8, 0.95);
}

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat("Calls have an evenness of %.2f over the hours, %.0f a day",
                           traits.hours_entropy, traits.calls_per_active_day);
  }
  return absl::StrFormat("Calls come at all hours of the day alike (evenness %.2f), %.0f a day",
                         traits.hours_entropy, traits.calls_per_active_day);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"hours_entropy", traits.hours_entropy},
          {"calls_per_active_day", traits.calls_per_active_day},
          {"gap_variation", traits.gap_variation}};
}

}  // namespace

const SignalDefinition kSteadySchedule = {
    "steady_schedule", EvidenceGroup::kSchedule,
    /*expected=*/0.5,  ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
