#include "detector/model/quick_trees.h"

#include <algorithm>
#include <bit>

#include "absl/container/inlined_vector.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kUsualTrees = 160;

}  // namespace

void QuickTrees::AddWay(const Tree& tree, const std::vector<size_t>& nodes) {
  const size_t steps = nodes.size() - 1;
  const auto step = [&](size_t i) {
    return Step{double{tree[nodes[i + 1]].value} - double{tree[nodes[i]].value},
                static_cast<uint8_t>(tree[nodes[i]].feature)};
  };
  Way way = {};
  for (size_t i = 0; i < kSteps; ++i) {
    const Step next = i < steps ? step(i) : Step{0, static_cast<uint8_t>(kMostFeatures + i)};
    way.steps[i] = next.step;
    way.features[i] = next.feature;
  }
  way.first_more = static_cast<uint32_t>(more_.size());
  for (size_t i = kSteps; i < steps; ++i) more_.push_back(step(i));
  way.more = static_cast<uint8_t>(more_.size() - way.first_more);
  ways_.push_back(way);
}

// Takes the node, to which `above` leads, with all below it.
bool QuickTrees::AddNode(const Tree& tree, size_t node, std::vector<size_t>* above,
                         Splits* splits) {
  const auto leaves = [&] { return ways_.size() - first_way_.back(); };
  above->push_back(node);
  if (above->size() > kMostLeaves || leaves() == kMostLeaves) return false;
  if (tree[node].feature < 0) {
    AddWay(tree, *above);
  } else {
    const auto feature = static_cast<size_t>(tree[node].feature);
    if (feature >= kMostFeatures) return false;
    const auto left = static_cast<size_t>(tree[node].left);
    const size_t begin = leaves();
    if (!AddNode(tree, left, above, splits)) return false;
    const size_t end = leaves();
    if (!AddNode(tree, left + 1, above, splits)) return false;
    const unsigned crossed = ((1u << (end - begin)) - 1) << begin;
    splits->resize(std::max(splits->size(), feature + 1));
    (*splits)[feature].push_back({tree[node].threshold,
                                  static_cast<uint16_t>(first_way_.size() - 1),
                                  static_cast<Leaves>(~crossed)});
  }
  above->pop_back();
  return true;
}

void QuickTrees::AddFeature(const std::vector<Split>& splits) {
  std::vector<float> thresholds;
  std::vector<uint16_t> trees;
  for (const Split& split : splits) {
    thresholds.push_back(split.threshold);
    trees.push_back(split.tree);
  }
  std::sort(thresholds.begin(), thresholds.end());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  std::sort(trees.begin(), trees.end());
  trees.erase(std::unique(trees.begin(), trees.end()), trees.end());
  features_.push_back({static_cast<uint32_t>(thresholds_.size()),
                       static_cast<uint32_t>(thresholds.size()),
                       static_cast<uint32_t>(trees_.size()), static_cast<uint32_t>(trees.size()),
                       static_cast<uint32_t>(kept_.size())});
  for (size_t below = 0; below <= thresholds.size(); ++below) {
    for (const uint16_t tree : trees) {
      Leaves& kept = kept_.emplace_back(~Leaves{0});
      for (const Split& split : splits) {
        if (split.tree != tree) continue;
        if (below > 0 && split.threshold <= thresholds[below - 1]) kept &= split.kept;
      }
    }
  }
  thresholds_.insert(thresholds_.end(), thresholds.begin(), thresholds.end());
  trees_.insert(trees_.end(), trees.begin(), trees.end());
}

std::optional<QuickTrees> QuickTrees::Make(const std::vector<Tree>& trees) {
  QuickTrees quick;
  Splits splits;
  for (const Tree& tree : trees) {
    quick.first_way_.push_back(static_cast<uint32_t>(quick.ways_.size()));
    std::vector<size_t> above;
    if (!quick.AddNode(tree, 0, &above, &splits)) return std::nullopt;
  }
  for (const std::vector<Split>& of_feature : splits) quick.AddFeature(of_feature);
  return quick;
}

void QuickTrees::AddParts(absl::Span<const float> features, absl::Span<double> parts) const {
  absl::InlinedVector<Leaves, kUsualTrees> all_leaves(first_way_.size(), ~Leaves{0});
  Leaves* const left_over = all_leaves.data();
  for (size_t i = 0; i < features_.size(); ++i) {
    const Feature& feature = features_[i];
    const float value = features[i];
    const float* thresholds = thresholds_.data() + feature.first_threshold;
    size_t below = 0;
    for (size_t t = 0; t < feature.thresholds; ++t) below += value > thresholds[t] ? 1 : 0;
    if (below == 0) continue;
    const uint16_t* trees = trees_.data() + feature.first_tree;
    const Leaves* kept = kept_.data() + feature.first_kept + below * feature.trees;
    for (size_t t = 0; t < feature.trees; ++t) left_over[trees[t]] &= kept[t];
  }
  std::array<double, kMostFeatures + kSteps> sums;
  std::copy(parts.begin(), parts.begin() + features_.size(), sums.begin());
  std::fill_n(sums.begin() + kMostFeatures, kSteps, 0.0);
  for (size_t tree = 0; tree < first_way_.size(); ++tree) {
    const Way& way =
        ways_[first_way_[tree] + static_cast<uint32_t>(std::countr_zero(left_over[tree]))];
    for (size_t i = 0; i < kSteps; ++i) sums[way.features[i]] += way.steps[i];
    for (uint32_t i = 0; i < way.more; ++i) {
      const Step& step = more_[way.first_more + i];
      sums[step.feature] += step.step;
    }
  }
  std::copy_n(sums.begin(), features_.size(), parts.begin());
}

}  // namespace stillwatch::detector
