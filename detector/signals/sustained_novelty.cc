#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: a harvest goes on: hour after hour, day after day it brings requests that are new, stand
// alone and get open answers. A benchmark is gone through in one go, and then again.
// Limits: a site that many people ask once each looks alike; a small harvest in one burst does
// not show it.
// Logic: items without a frame in many different hours, or very many of them; not much alike.
// Evidence: new requests.

double Level(const Traits& traits) {
  const double lasting = Ramp(traits.loose_hours, 4, 10) * Ramp(traits.loose_items, 25, 60);
  const double long_lasting = Ramp(traits.loose_hours, 12, 30) * Ramp(traits.loose_items, 80, 200);
  const double many = Ramp(traits.loose_items, 450, 900);
  return std::max(0.75 * lasting + 0.25 * long_lasting, many) * Ramp(traits.likeness, 0.6, 0.35) *
         Ramp(traits.alone_share, 0.75, 0.9) * Ramp(traits.single_turn_share, 0.75, 0.92) *
         Ramp(traits.repeat_share, 0.4, 0.1) * AgentFactor(traits);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat(
      "%.0f new requests that stand alone and get open answers, in %.0f different hours of %.0f "
      "days",
      traits.loose_items, traits.loose_hours, traits.loose_days);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"loose_items", traits.loose_items},
          {"loose_hours", traits.loose_hours},
          {"loose_days", traits.loose_days}};
}

}  // namespace

const SignalDefinition kSustainedNovelty = {
    "sustained_novelty", EvidenceGroup::kContent,
    /*expected=*/4.5,    ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
