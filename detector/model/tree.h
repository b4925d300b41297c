#ifndef STILLWATCH_DETECTOR_MODEL_TREE_H_
#define STILLWATCH_DETECTOR_MODEL_TREE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

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

// What a model's trees are held to, so that they can be gone through quickly.
inline constexpr size_t kMostLeaves = 16;

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MODEL_TREE_H_
