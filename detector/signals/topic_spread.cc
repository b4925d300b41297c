#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: a walk through a corpus of instructions draws each item independently of the last, over all
// topics. People stay with a topic for a while.
// Limits: says nothing of a harvest in one narrow domain or under one long template.
// Logic: requests have little in common on average, and neighbours no more than any two.
// Evidence: new requests.

double Level(const Traits& traits) {
  const double persistence = traits.lag_likeness - traits.likeness;
  return Ramp(traits.requests, 15, 60) * Ramp(traits.likeness, 0.32, 0.16) *
         Ramp(persistence, 0.06, 0.02) * Ramp(traits.single_turn_share, 0.7, 0.9) *
         Ramp(traits.repeat_share, 0.4, 0.1) * AgentFactor(traits);
}

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat("Two requests have a mean likeness of %.2f, neighbours of %.2f",
                           traits.likeness, traits.lag_likeness);
  }
  return absl::StrFormat(
      "Two requests share little (mean likeness %.2f) and neighbours no more (%.2f): topics are "
      "drawn one by one from everywhere",
      traits.likeness, traits.lag_likeness);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"likeness", traits.likeness},
          {"lag_likeness", traits.lag_likeness},
          {"single_turn_share", traits.single_turn_share}};
}

}  // namespace

const SignalDefinition kTopicSpread = {
    "topic_spread", EvidenceGroup::kContent,
    /*expected=*/2, ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
