#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: a harvest program fills one frame with item after item and wants an open answer to each.
// Limits: content pipelines do the same for a narrow purpose; alone it never decides.
// Logic: a frame covers most requests, the requests differ, the answers are long.
// Evidence: new requests.

double Level(const Traits& traits) {
  const double frame = std::max(traits.prefix_share, traits.suffix_share);
  return Ramp(traits.requests, 10, 40) * Ramp(frame, 0.4, 0.8) *
         Ramp(traits.repeat_share, 0.7, 0.3) * Ramp(traits.output_median, 50, 180);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat(
      "%.0f %% of requests have one frame around a slot that changes, with answers of %.0f tokens",
      100 * std::max(traits.prefix_share, traits.suffix_share), traits.output_median);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"prefix_share", traits.prefix_share},
          {"suffix_share", traits.suffix_share},
          {"output_median", traits.output_median}};
}

}  // namespace

const SignalDefinition kTemplateSkeleton = {
    "template_skeleton", EvidenceGroup::kForm,
    /*expected=*/1,      ExampleKind::kNewRequest, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
