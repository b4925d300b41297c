#include "detector/model/model.h"

#include <cstddef>
#include <utility>

namespace stillwatch::detector {

Model::Model(double base, std::vector<double> slopes, std::vector<Tree> trees)
    : base_(base), start_(base), slopes_(std::move(slopes)), trees_(std::move(trees)) {
  for (const Tree& tree : trees_) start_ += tree.front().value;
}

double Model::Weigh(absl::Span<const float> features, absl::Span<double> parts) const {
  double sum = start_;
  for (size_t f = 0; f < slopes_.size(); ++f) {
    if (slopes_[f] == 0) continue;
    const double part = slopes_[f] * double{features[f]};
    parts[f] += part;
    sum += part;
  }
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

}  // namespace stillwatch::detector
