#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: several samples of one problem are kept or voted on; the next problem is new again.
// Limits: retries of failed work look alike when they are many.
// Logic: open answers to recent requests that stand alone, from the same role and not at
// temperature 0, while new requests keep coming.
// Evidence: repeated requests.

double Level(const Traits& traits) {
  return Ramp(traits.sample_share, 0.2, 0.4) * Ramp(traits.late_novelty, 0.25, 0.4) *
         Ramp(traits.items, 8, 20) * Ramp(traits.open_share, 0.4, 0.75);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("%.0f %% of open answers are further samples of a recent request",
                         100 * traits.sample_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"sample_share", traits.sample_share}, {"late_novelty", traits.late_novelty}};
}

}  // namespace

const SignalDefinition kManySamples = {
    "many_samples",   EvidenceGroup::kOutput,
    /*expected=*/1.5, ExampleKind::kRepeat,   Level, Reason, Readings,
};

}  // namespace stillwatch::detector
