#ifndef STILLWATCH_DETECTOR_MODEL_MODEL_H_
#define STILLWATCH_DETECTOR_MODEL_MODEL_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace stillwatch::detector {

// A node of a regression tree. `value` is the tree's mean over the training rows that came there,
// so that the step from a node to its child is the part of the node's feature (Saabas 2014).
struct TreeNode {
  int32_t feature = -1;  // -1: a leaf.
  float threshold = 0;   // Left if the feature is at most this.
  int32_t left = 0;      // The right child is the next one.
  float value = 0;
};

using Tree = std::vector<TreeNode>;

// Boosted regression trees (Friedman 2001): the logarithm of the odds that an account harvests.
class Model {
 public:
  Model() = default;
  Model(double base, std::vector<Tree> trees);

  double base() const { return base_; }
  const std::vector<Tree>& trees() const { return trees_; }

  // The log-odds: base and the trees' means plus the sum of `parts`, to which every feature's part
  // is added. As many parts as features.
  double Weigh(absl::Span<const float> features, absl::Span<double> parts) const;
  // What every account starts from.
  double start() const { return start_; }

 private:
  double base_ = 0;
  double start_ = 0;
  std::vector<Tree> trees_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MODEL_MODEL_H_
