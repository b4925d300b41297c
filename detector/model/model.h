#ifndef STILLWATCH_DETECTOR_MODEL_MODEL_H_
#define STILLWATCH_DETECTOR_MODEL_MODEL_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "detector/model/tree.h"

namespace stillwatch::detector {

// The logarithm of the odds that an account harvests: a straight part, so much for a unit of a
// feature, and boosted regression trees (Friedman 2001) for what that leaves open.
class Model {
 public:
  Model() = default;
  // As many slopes as features, or none.
  Model(double base, std::vector<double> slopes, std::vector<Tree> trees);

  double base() const { return base_; }
  const std::vector<double>& slopes() const { return slopes_; }
  const std::vector<Tree>& trees() const { return trees_; }

  // The log-odds: base and the trees' means plus the sum of `parts`, to which every feature's part
  // is added. As many parts as features, which are numbers. QuickModel is for those who do not ask
  // for the parts.
  double Weigh(absl::Span<const float> features, absl::Span<double> parts) const;
  // What an account starts from before its features are looked at.
  double start() const { return start_; }

 private:
  double base_ = 0;
  double start_ = 0;
  std::vector<double> slopes_;
  std::vector<Tree> trees_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MODEL_MODEL_H_
