#ifndef STILLWATCH_DETECTOR_FEATURES_FEATURES_H_
#define STILLWATCH_DETECTOR_FEATURES_FEATURES_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "detector/learn/expectation.h"
#include "detector/traits/traits.h"

namespace stillwatch::detector {

// A number that the model of harvests looks at: a trait, or the level of a signal.
struct FeatureDefinition {
  absl::string_view name;
  // Position in SignalCatalogue() of the signal that its part in a score is ascribed to.
  size_t signal;
  // What it can say before anything is learned.
  Expectation expectation;
};

// Identity, addresses, models and sampling parameters other than samples, log-probabilities and
// biases are left out on purpose: they tell a log's making, not a harvest.
absl::Span<const FeatureDefinition> FeatureCatalogue();
// Where in the catalogue; its size if nowhere.
size_t FindFeature(absl::string_view name);

// The features of an account, parallel to the catalogue. Pure.
std::vector<float> MeasureFeatures(const Traits& traits);
// The same into memory that is there, as many as the catalogue has.
void MeasureFeatures(const Traits& traits, absl::Span<float> features);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FEATURES_FEATURES_H_
