#ifndef STILLWATCH_DETECTOR_MODEL_QUICK_TREES_H_
#define STILLWATCH_DETECTOR_MODEL_QUICK_TREES_H_

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
// reach.
class QuickTrees {
 public:
  // Nothing if a tree has too many leaves for it.
  static std::optional<QuickTrees> Make(const std::vector<Tree>& trees);

  // Adds the steps to the parts of their features, tree after tree from the top, so that every part
  // comes to the same number as by walking. The features are numbers.
  void AddParts(absl::Span<const float> features, absl::Span<double> parts) const;

 private:
  // Leaves of a tree, a bit each, from left to right.
  using Leaves = uint32_t;
  static constexpr size_t kMostLeaves = 32;

  struct Split {
    float threshold;
    uint32_t tree;
    Leaves kept;  // If the feature is above the threshold.
  };
  // The way down to a leaf.
  struct Way {
    uint32_t first;  // In values_ and features_.
    uint32_t steps;
  };

  QuickTrees() = default;
  bool AddTree(const Tree& tree, std::vector<std::vector<Split>>* splits);
  bool AddNode(const Tree& tree, size_t node, std::vector<size_t>* above,
               std::vector<std::vector<Split>>* splits);

  // By feature, of each ascending by threshold and ended by one that no number is above.
  std::vector<Split> splits_;
  std::vector<uint32_t> first_split_;  // By feature.
  std::vector<uint32_t> first_way_;    // By tree.
  std::vector<Way> ways_;
  // The values of the nodes on each way, and the features that they split.
  std::vector<float> values_;
  std::vector<uint16_t> features_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MODEL_QUICK_TREES_H_
