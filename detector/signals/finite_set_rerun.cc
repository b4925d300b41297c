#include "absl/strings/str_format.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: who goes through the same questions again measures a model; a harvester pays for an item
// once, or a few times in a row.
// Limits: k samples of an item an hour apart look alike at first. Logit extraction repeats its
// prompts too; its calls are left to the signal for it.
// Logic: many repeats, and nearly all requests first seen early.
// Evidence: repeated requests.

double Level(const Traits& traits) { return RerunFactor(traits); }

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat("%.0f %% of requests came before", 100 * traits.repeat_share);
  }
  return absl::StrFormat("%.0f %% of requests came before, and few new ones come later",
                         100 * traits.repeat_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"repeat_share", traits.repeat_share}, {"late_novelty", traits.late_novelty}};
}

}  // namespace

const SignalDefinition kFiniteSetRerun = {
    "finite_set_rerun", EvidenceGroup::kContent,
    /*expected=*/-3.5,  ExampleKind::kRepeat,    Level, Reason, Readings,
};

}  // namespace stillwatch::detector
