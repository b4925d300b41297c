#include "detector/model/quick_trees.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "absl/container/inlined_vector.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kUsualTrees = 160;

}  // namespace

// Takes the node, to which `above` leads, with all below it.
bool QuickTrees::AddNode(const Tree& tree, size_t node, std::vector<size_t>* above,
                         std::vector<std::vector<Split>>* splits) {
  const auto number = static_cast<uint32_t>(first_way_.size() - 1);
  const auto leaves = [&] { return ways_.size() - first_way_.back(); };
  above->push_back(node);
  if (above->size() > kMostLeaves || leaves() == kMostLeaves) return false;
  if (tree[node].feature < 0) {
    ways_.push_back(
        {static_cast<uint32_t>(values_.size()), static_cast<uint32_t>(above->size() - 1)});
    for (const size_t i : *above) {
      values_.push_back(tree[i].value);
      features_.push_back(static_cast<uint16_t>(std::max(0, tree[i].feature)));
    }
  } else {
    const auto feature = static_cast<size_t>(tree[node].feature);
    if (feature > std::numeric_limits<uint16_t>::max()) return false;
    const auto left = static_cast<size_t>(tree[node].left);
    const size_t begin = leaves();
    if (!AddNode(tree, left, above, splits)) return false;
    const size_t end = leaves();
    if (!AddNode(tree, left + 1, above, splits)) return false;
    // There are leaves on the right, hence not all bits are in question.
    const Leaves crossed = ((Leaves{1} << (end - begin)) - 1) << begin;
    splits->resize(std::max(splits->size(), feature + 1));
    (*splits)[feature].push_back({tree[node].threshold, number, ~crossed});
  }
  above->pop_back();
  return true;
}

bool QuickTrees::AddTree(const Tree& tree, std::vector<std::vector<Split>>* splits) {
  first_way_.push_back(static_cast<uint32_t>(ways_.size()));
  std::vector<size_t> above;
  return AddNode(tree, 0, &above, splits);
}

std::optional<QuickTrees> QuickTrees::Make(const std::vector<Tree>& trees) {
  QuickTrees quick;
  std::vector<std::vector<Split>> splits;
  for (const Tree& tree : trees) {
    if (!quick.AddTree(tree, &splits)) return std::nullopt;
  }
  for (std::vector<Split>& of_feature : splits) {
    std::sort(of_feature.begin(), of_feature.end(),
              [](const Split& a, const Split& b) { return a.threshold < b.threshold; });
    quick.first_split_.push_back(static_cast<uint32_t>(quick.splits_.size()));
    quick.splits_.insert(quick.splits_.end(), of_feature.begin(), of_feature.end());
    quick.splits_.push_back({std::numeric_limits<float>::infinity(), 0, ~Leaves{0}});
  }
  return quick;
}

void QuickTrees::AddParts(absl::Span<const float> features, absl::Span<double> parts) const {
  absl::InlinedVector<Leaves, kUsualTrees> left_over(first_way_.size(), ~Leaves{0});
  for (size_t i = 0; i < first_split_.size(); ++i) {
    const float value = features[i];
    for (const Split* split = &splits_[first_split_[i]]; value > split->threshold; ++split) {
      left_over[split->tree] &= split->kept;
    }
  }
  for (size_t tree = 0; tree < left_over.size(); ++tree) {
    const Way way =
        ways_[first_way_[tree] + static_cast<uint32_t>(std::countr_zero(left_over[tree]))];
    const float* value = &values_[way.first];
    const uint16_t* feature = &features_[way.first];
    for (uint32_t i = 0; i < way.steps; ++i) {
      parts[feature[i]] += double{value[i + 1]} - double{value[i]};
    }
  }
}

}  // namespace stillwatch::detector
