#ifndef STILLWATCH_DETECTOR_LEARN_BOOST_H_
#define STILLWATCH_DETECTOR_LEARN_BOOST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "detector/model/model.h"

namespace stillwatch::detector {

// What a model is learned from: accounts as they stood at some of their looks.
struct TrainingRow {
  std::vector<float> features;
  bool harvest = false;
  double weight = 1;
};

struct BoostOptions {
  int trees = 120;
  int leaves = 12;
  double learning_rate = 0.1;
  // Added to the curvature of each leaf: how far few rows are trusted.
  double shrinkage = 4;
  // A leaf stands for at least this share of the whole weight.
  double least_share = 0.001;
  // Features that each tree may use.
  double feature_share = 0.5;
  uint64_t seed = 1;
};

// Learns by gradient boosting of histogram trees, leaf by leaf, for the logistic loss (Friedman
// 2001; Ke et al. 2017). `directions`, parallel to the features, as in FeatureDefinition: whatever
// the other features, the log-odds never go against them. Deterministic.
Model LearnModel(const std::vector<const TrainingRow*>& rows, absl::Span<const int8_t> directions,
                 const BoostOptions& options);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_LEARN_BOOST_H_
