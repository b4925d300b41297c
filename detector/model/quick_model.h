#ifndef STILLWATCH_DETECTOR_MODEL_QUICK_MODEL_H_
#define STILLWATCH_DETECTOR_MODEL_QUICK_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "detector/model/tree.h"

namespace stillwatch::detector {

class Model;

// What a model's parts come to together, each times the weight of its feature, in few steps that
// the processor can foresee (QuickScorer, Lucchese et al. 2015): instead of walking down a tree,
// each split whose right side holds crosses out the leaves on its left; the first leaf that is left
// over is the one that a walk would reach. What all splits of a feature cross out is known
// beforehand, for every tree that has any and every place of the feature among their thresholds.
class QuickModel {
 public:
  // As many weights as features. No tree has more than kMostLeaves leaves.
  QuickModel(const Model& model, absl::Span<const double> weights);

  // Up to rounding the weighted sum of what Model::Weigh adds to the parts. The features are
  // numbers.
  double SumOfParts(absl::Span<const float> features) const;

 private:
  // Leaves of a tree, a bit each, from left to right.
  using Leaves = uint16_t;
  static_assert(kMostLeaves <= 8 * sizeof(Leaves));
  // Thresholds are compared so many at once.
  static constexpr size_t kLanes = 8;

  struct Split {
    float threshold;
    uint32_t tree;
    Leaves kept;  // If the feature is above the threshold.
  };
  struct Slope {
    size_t feature;
    double slope;
  };
  // A feature that some tree splits by.
  struct Feature {
    size_t feature;
    uint32_t first_threshold;
    uint32_t sets;  // Of kLanes thresholds; the last is filled up with infinities.
    uint32_t first_tree;
    uint32_t trees;
    uint32_t first_kept;
  };

  void AddNode(const Tree& tree, size_t node, double sum, absl::Span<const double> weights,
               std::vector<std::vector<Split>>* splits);
  void AddFeature(size_t feature, const std::vector<Split>& splits);

  std::vector<Slope> slopes_;
  std::vector<Feature> features_;
  std::vector<float> thresholds_;  // Of a feature, ascending.
  std::vector<uint32_t> trees_;    // That split by a feature.
  // Of a feature, for each number of its thresholds that are below the value, by tree.
  std::vector<Leaves> kept_;
  std::vector<uint32_t> first_leaf_;  // By tree.
  std::vector<double> leaves_;        // The weighted steps down to each.
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MODEL_QUICK_MODEL_H_
