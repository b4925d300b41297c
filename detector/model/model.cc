#include "detector/model/model.h"

#include <cstddef>
#include <utility>

namespace stillwatch::detector {

Model::Model(double base, std::vector<Tree> trees)
    : base_(base), start_(base), trees_(std::move(trees)), quick_(QuickTrees::Make(trees_)) {
  for (const Tree& tree : trees_) start_ += tree.front().value;
}

double Model::Weigh(absl::Span<const float> features, absl::Span<double> parts) const {
  double sum = start_;
  for (const Tree& tree : trees_) {
    const TreeNode* node = tree.data();
    while (node->feature >= 0) {
      const auto feature = static_cast<size_t>(node->feature);
      const auto next =
          static_cast<size_t>(node->left) + (features[feature] <= node->threshold ? 0 : 1);
      const double step = double{tree[next].value} - double{node->value};
      parts[feature] += step;
      sum += step;
      node = &tree[next];
    }
  }
  return sum;
}

void Model::AddParts(absl::Span<const float> features, absl::Span<double> parts) const {
  if (quick_.has_value()) {
    quick_->AddParts(features, parts);
  } else {
    Weigh(features, parts);
  }
}

}  // namespace stillwatch::detector
