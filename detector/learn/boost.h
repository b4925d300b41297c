#ifndef STILLWATCH_DETECTOR_LEARN_BOOST_H_
#define STILLWATCH_DETECTOR_LEARN_BOOST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "detector/learn/expectation.h"
#include "detector/learn/training_row.h"
#include "detector/model/model.h"

namespace stillwatch::detector {

struct BoostOptions {
  // How firmly the expected slopes are kept to; see LearnStraight.
  double firmness = 0.03;
  // Trees that look only at features with a direction, and behind them trees that look at all.
  int directed_trees = 100;
  int trees = 100;
  // How much of what the latter say is believed: mostly they remember whom they learned from.
  double trust = 0.8;
  int leaves = 12;  // At most kMostLeaves.
  double learning_rate = 0.1;
  // Added to the curvature of each leaf: how far few rows are trusted.
  double shrinkage = 8;
  // A leaf stands for at least this share of the whole weight.
  double least_share = 0.001;
  // Features that each tree may use.
  double feature_share = 0.5;
  uint64_t seed = 1;
};

// Learns first how much the features with an expected slope add, straight, then by gradient
// boosting of histogram trees, leaf by leaf, for the logistic loss (Friedman 2001; Ke et al. 2017)
// what that leaves open: from the features with a direction as far as they tell, then from all.
// Expectations are parallel to the features; whatever the other features, the log-odds never go
// against a direction. Deterministic.
Model LearnModel(const std::vector<const TrainingRow*>& rows,
                 absl::Span<const Expectation> expectations, const BoostOptions& options);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_LEARN_BOOST_H_
