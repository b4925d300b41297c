#ifndef STILLWATCH_DETECTOR_LEARN_STRAIGHT_H_
#define STILLWATCH_DETECTOR_LEARN_STRAIGHT_H_

#include <vector>

#include "absl/types/span.h"
#include "detector/learn/expectation.h"
#include "detector/learn/training_row.h"

namespace stillwatch::detector {

// The straight part of a model: log-odds that grow evenly with each feature.
struct Straight {
  double base = 0;
  std::vector<double> slopes;  // Parallel to the features.

  double Margin(absl::Span<const float> features) const;
};

// Logistic regression with a normal prior around the expected slopes (Bayesian shrinkage towards
// what is known, as in Genkin, Lewis and Madigan 2007), by projected Newton steps. A slope never
// leaves its expectation's side of 0; features without an expected slope have none. `firmness`: how
// much a deviation costs beside the mean loss of a row. Deterministic.
Straight LearnStraight(const std::vector<const TrainingRow*>& rows,
                       absl::Span<const Expectation> expectations, double firmness);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_LEARN_STRAIGHT_H_
