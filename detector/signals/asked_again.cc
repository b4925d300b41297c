#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: where many people ask, or the same cases are checked again, some requests come back while
// new ones keep coming. A harvester has paid for an answer and keeps it.
// Limits: repeats can be bought, a few in a hundred are enough; so it weighs little. Samples of an
// item that do not follow each other look alike.
// Logic: single requests, some of which came before, but hardly any twice in a row.
// Evidence: repeated requests.

double Level(const Traits& traits) {
  if (traits.repeat_share <= 0) return 0;
  const double in_a_row = traits.immediate_repeat_share / traits.repeat_share;
  return Ramp(traits.requests, 60, 150) * Ramp(traits.repeat_share, 0.015, 0.08) *
         Ramp(in_a_row, 0.4, 0.1) * Ramp(traits.single_turn_share, 0.75, 0.95) *
         Ramp(traits.logprobs_share + traits.logit_bias_share, 0.5, 0.1);
}

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat("%.0f %% of requests came before", 100 * traits.repeat_share);
  }
  return absl::StrFormat("%.0f %% of requests came before, not in a row: asked again by others",
                         100 * traits.repeat_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"repeat_share", traits.repeat_share},
          {"immediate_repeat_share", traits.immediate_repeat_share}};
}

}  // namespace

const SignalDefinition kAskedAgain = {
    "asked_again",   EvidenceGroup::kContent,
    /*expected=*/-2, ExampleKind::kRepeat,    Level, Reason, Readings,
};

}  // namespace stillwatch::detector
