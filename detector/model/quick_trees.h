#ifndef STILLWATCH_DETECTOR_MODEL_QUICK_TREES_H_
#define STILLWATCH_DETECTOR_MODEL_QUICK_TREES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "detector/model/tree.h"

namespace stillwatch::detector {

// Small trees laid out to be gone through in few steps that the processor can foresee (QuickScorer,
// Lucchese et al. 2015): instead of walking down, each split whose right side holds crosses out the
// leaves on its left; the first leaf that is left over in a tree is the one that a walk would
// reach. What all splits of a feature cross out is known beforehand, for every tree that has any
// and every place of the feature among their thresholds.
class QuickTrees {
 public:
  // Nothing if a tree has too many leaves for it, or there are too many features.
  static std::optional<QuickTrees> Make(const std::vector<Tree>& trees);

  // Adds the steps to the parts of their features, tree after tree from the top, so that every part
  // comes to the same number as by walking. The features are numbers.
  void AddParts(absl::Span<const float> features, absl::Span<double> parts) const;

 private:
  // Leaves of a tree, a bit each, from left to right.
  using Leaves = uint16_t;
  static constexpr size_t kMostLeaves = 16;
  // Steps down to most leaves; of shorter ways the rest goes, 0 each, to parts that nobody reads.
  static constexpr size_t kSteps = 6;
  static constexpr size_t kMostFeatures = 250;

  struct Split {
    float threshold;
    uint16_t tree;
    Leaves kept;  // If the feature is above the threshold.
  };
  using Splits = std::vector<std::vector<Split>>;  // By feature.

  struct Feature {
    uint32_t first_threshold;
    uint32_t thresholds;
    uint32_t first_tree;
    uint32_t trees;
    uint32_t first_kept;
  };
  // The way down to a leaf.
  struct Way {
    std::array<double, kSteps> steps;
    std::array<uint8_t, kSteps> features;
    uint8_t more;  // Steps, in more_.
    uint32_t first_more;
  };
  struct Step {
    double step;
    uint8_t feature;
  };

  QuickTrees() = default;
  bool AddNode(const Tree& tree, size_t node, std::vector<size_t>* above, Splits* splits);
  void AddWay(const Tree& tree, const std::vector<size_t>& nodes);
  void AddFeature(const std::vector<Split>& splits);

  std::vector<Feature> features_;
  std::vector<float> thresholds_;  // Of a feature, ascending.
  std::vector<uint16_t> trees_;    // That split by a feature.
  // Of a feature, for each number of its thresholds that are below the value, by tree.
  std::vector<Leaves> kept_;
  std::vector<uint32_t> first_way_;  // By tree.
  std::vector<Way> ways_;
  std::vector<Step> more_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MODEL_QUICK_TREES_H_
