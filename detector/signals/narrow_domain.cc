#include <algorithm>

#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

// Why: requests that all ask nearly the same thing teach one narrow task, which is what a product
// does.
// Limits: a harvest under a long template looks narrow; what the template asks for is told apart.
// Logic: high mean likeness without any demand for reasoning, tasks, judgements or scripts.
// Evidence: new requests.

constexpr int kGenerateTasks = v1::MARK_GENERATE_TASKS;

double Level(const Traits& traits) {
  const double elicits = *std::max_element(traits.lessons.begin(), traits.lessons.end());
  return Ramp(traits.requests, 8, 20) * Ramp(traits.likeness, 0.35, 0.6) * Ramp(elicits, 0.5, 0.2) *
         Ramp(traits.logprobs_share + traits.logit_bias_share, 0.5, 0.1);
}

std::string Reason(const Traits& traits) {
  if (Level(traits) <= 0) {
    return absl::StrFormat("Requests have a mean likeness of %.2f", traits.likeness);
  }
  return absl::StrFormat("Requests are much alike (mean likeness %.2f): one narrow task",
                         traits.likeness);
}

std::vector<Reading> Readings(const Traits& traits) { return {{"likeness", traits.likeness}}; }

}  // namespace

const SignalDefinition kNarrowDomain = {
    "narrow_domain",   EvidenceGroup::kContent,
    /*expected=*/-1.5, ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
