#include "detector/model/quick_model.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "absl/container/inlined_vector.h"
#include "detector/model/model.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kUsualTrees = 256;

}  // namespace

QuickModel::QuickModel(const Model& model, absl::Span<const double> weights) {
  for (size_t f = 0; f < model.slopes().size(); ++f) {
    const double slope = model.slopes()[f] * weights[f];
    if (slope != 0) slopes_.push_back({f, slope});
  }
  std::vector<std::vector<Split>> splits(weights.size());
  for (const Tree& tree : model.trees()) {
    first_leaf_.push_back(static_cast<uint32_t>(leaves_.size()));
    AddNode(tree, 0, 0, weights, &splits);
  }
  for (size_t f = 0; f < splits.size(); ++f) {
    if (!splits[f].empty()) AddFeature(f, splits[f]);
  }
}

// Takes the node, to which steps of `sum` lead, with all below it.
void QuickModel::AddNode(const Tree& tree, size_t node, double sum,
                         absl::Span<const double> weights,
                         std::vector<std::vector<Split>>* splits) {
  const TreeNode& split = tree[node];
  if (split.feature < 0) {
    leaves_.push_back(sum);
    return;
  }
  const auto feature = static_cast<size_t>(split.feature);
  const auto left = static_cast<size_t>(split.left);
  const auto below = [&](size_t child) {
    return sum + weights[feature] * (double{tree[child].value} - double{split.value});
  };
  const size_t begin = leaves_.size() - first_leaf_.back();
  AddNode(tree, left, below(left), weights, splits);
  const size_t end = leaves_.size() - first_leaf_.back();
  AddNode(tree, left + 1, below(left + 1), weights, splits);
  const unsigned crossed = ((1u << (end - begin)) - 1) << begin;
  (*splits)[feature].push_back({split.threshold, static_cast<uint32_t>(first_leaf_.size() - 1),
                                static_cast<Leaves>(~crossed)});
}

void QuickModel::AddFeature(size_t feature, const std::vector<Split>& splits) {
  std::vector<float> thresholds;
  std::vector<uint32_t> trees;
  for (const Split& split : splits) {
    thresholds.push_back(split.threshold);
    trees.push_back(split.tree);
  }
  std::sort(thresholds.begin(), thresholds.end());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  std::sort(trees.begin(), trees.end());
  trees.erase(std::unique(trees.begin(), trees.end()), trees.end());
  const size_t sets = (thresholds.size() + kLanes - 1) / kLanes;
  features_.push_back({feature, static_cast<uint32_t>(thresholds_.size()),
                       static_cast<uint32_t>(sets), static_cast<uint32_t>(trees_.size()),
                       static_cast<uint32_t>(trees.size()), static_cast<uint32_t>(kept_.size())});
  for (size_t below = 0; below <= thresholds.size(); ++below) {
    const size_t first = kept_.size();
    kept_.resize(first + trees.size(), static_cast<Leaves>(~Leaves{0}));
    for (const Split& split : splits) {
      if (below == 0 || split.threshold > thresholds[below - 1]) continue;
      const auto at = std::lower_bound(trees.begin(), trees.end(), split.tree) - trees.begin();
      kept_[first + static_cast<size_t>(at)] &= split.kept;
    }
  }
  thresholds.resize(sets * kLanes, std::numeric_limits<float>::infinity());
  thresholds_.insert(thresholds_.end(), thresholds.begin(), thresholds.end());
  trees_.insert(trees_.end(), trees.begin(), trees.end());
}

double QuickModel::SumOfParts(absl::Span<const float> features) const {
  absl::InlinedVector<Leaves, kUsualTrees> all_leaves(first_leaf_.size(),
                                                      static_cast<Leaves>(~Leaves{0}));
  Leaves* const left_over = all_leaves.data();
  for (const Feature& feature : features_) {
    const float value = features[feature.feature];
    const float* thresholds = thresholds_.data() + feature.first_threshold;
    size_t below = 0;
    for (size_t set = 0; set < feature.sets; ++set, thresholds += kLanes) {
      uint32_t below_here = 0;
      for (size_t lane = 0; lane < kLanes; ++lane) below_here += value > thresholds[lane] ? 1 : 0;
      below += below_here;
    }
    if (below == 0) continue;
    const uint32_t* trees = trees_.data() + feature.first_tree;
    const Leaves* kept = kept_.data() + feature.first_kept + below * feature.trees;
    for (size_t t = 0; t < feature.trees; ++t) left_over[trees[t]] &= kept[t];
  }
  double sum = 0;
  for (const Slope& slope : slopes_) sum += slope.slope * double{features[slope.feature]};
  const auto reached = [&](size_t tree) {
    return leaves_[first_leaf_[tree] + static_cast<uint32_t>(std::countr_zero(left_over[tree]))];
  };
  // Two sums, as each step waits for the one before.
  double other = 0;
  size_t tree = 0;
  for (; tree + 1 < first_leaf_.size(); tree += 2) {
    sum += reached(tree);
    other += reached(tree + 1);
  }
  if (tree < first_leaf_.size()) sum += reached(tree);
  return sum + other;
}

}  // namespace stillwatch::detector
