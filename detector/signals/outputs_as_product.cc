#include <cmath>

#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: the harvest is the output: long answers to requests that are never asked again, up to the
// limit.
// Limits: long-form writers and content pipelines buy outputs too.
// Logic: output tokens of new requests in sum, and the length of the typical answer.
// Evidence: long answers.

double Level(const Traits& traits) {
  return Ramp(std::log10(1 + traits.new_output_tokens), 3.7, 5.0) *
         Ramp(traits.output_median, 40, 250);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("%.0f thousand output tokens for new requests, typically %.0f an answer",
                         traits.new_output_tokens / 1000, traits.output_median);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"new_output_tokens", traits.new_output_tokens},
          {"output_median", traits.output_median},
          {"near_cap_share", traits.near_cap_share}};
}

}  // namespace

const SignalDefinition kOutputsAsProduct = {
    "outputs_as_product", EvidenceGroup::kOutput,
    /*expected=*/1,       ExampleKind::kLongOutput, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
