#include <algorithm>

#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: log-probabilities and the effect of biases give a model's inner numbers away with very few
// tokens, but only over many calls with ever different biases.
// Limits: constrained decoding sends one constant bias map; classifications, rerankers and
// benchmarks take log-probabilities of short answers, the last ones of the same requests again.
// Logic: calls with log-probabilities or biases and tiny answers; a bias map that keeps changing,
// by its share or, whatever else the account does, by number.
// Evidence: such calls.

// What log-probabilities are worth without biases: who classifies takes them, too.
constexpr double kProbabilities = 0.3;

double Level(const Traits& traits) {
  const double sweep = traits.logit_bias_share * Ramp(traits.constant_bias_share, 0.8, 0.3);
  const double logprobs =
      traits.logprobs_share * Ramp(traits.tiny_share, 0.4, 0.8) * (1 - RerunFactor(traits));
  const double by_share = Ramp(traits.answers, 20, 80) *
                          std::max(Ramp(sweep, 0.2, 0.6), kProbabilities * Ramp(logprobs, 0.3, 1));
  return std::max(by_share, Ramp(sweep * traits.answers, 30, 80));
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat(
      "%.0f %% of calls take log-probabilities and %.0f %% bend the logits, %.0f %% with tiny "
      "answers",
      100 * traits.logprobs_share, 100 * traits.logit_bias_share, 100 * traits.tiny_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"logprobs_share", traits.logprobs_share},
          {"logit_bias_share", traits.logit_bias_share},
          {"constant_bias_share", traits.constant_bias_share},
          {"tiny_share", traits.tiny_share}};
}

}  // namespace

const SignalDefinition kLogitExtraction = {
    "logit_extraction", EvidenceGroup::kOutput,
    /*expected=*/6,     ExampleKind::kLogits,   Level, Reason, Readings,
};

}  // namespace stillwatch::detector
