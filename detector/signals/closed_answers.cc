#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: a label or a number teaches a student little; a harvest wants open answers.
// Limits: judgements can be harvested as numbers, and logits with one token.
// Logic: few answers are open, that is, more than a label, a number or an extract.
// Evidence: new requests.

double Level(const Traits& traits) {
  return Ramp(traits.answers, 5, 20) * Ramp(traits.open_share, 0.5, 0.2) *
         Ramp(traits.logprobs_share + traits.logit_bias_share, 0.5, 0.1);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("The typical answer has %.0f tokens", traits.output_median);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"output_median", traits.output_median}, {"tiny_share", traits.tiny_share}};
}

}  // namespace

const SignalDefinition kClosedAnswers = {
    "closed_answers", EvidenceGroup::kOutput,
    /*expected=*/-3,  ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
