#include "detector/learn/boost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "detector/fingerprint/mix.h"
#include "detector/learn/straight.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kBins = 64;

// The rows with every feature in one of kBins bins, a column a feature.
struct Binned {
  size_t rows = 0;
  std::vector<std::vector<float>> edges;   // By feature: upper bounds of all bins but the last.
  std::vector<std::vector<uint8_t>> bins;  // By feature, by row.
};

Binned Bin(const std::vector<const TrainingRow*>& rows, size_t features) {
  Binned binned;
  binned.rows = rows.size();
  binned.edges.resize(features);
  binned.bins.resize(features);
  std::vector<float> values(rows.size());
  for (size_t f = 0; f < features; ++f) {
    for (size_t i = 0; i < rows.size(); ++i) values[i] = rows[i]->features[f];
    std::vector<float> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<float>& edges = binned.edges[f];
    for (size_t b = 1; b < kBins; ++b) {
      const float edge = sorted[b * (sorted.size() - 1) / kBins];
      if (edge < sorted.back() && (edges.empty() || edge > edges.back())) edges.push_back(edge);
    }
    binned.bins[f].resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      binned.bins[f][i] = static_cast<uint8_t>(
          std::lower_bound(edges.begin(), edges.end(), values[i]) - edges.begin());
    }
  }
  return binned;
}

struct Sums {
  double gradient = 0;
  double curvature = 0;
  double weight = 0;

  void Add(const Sums& other) {
    gradient += other.gradient;
    curvature += other.curvature;
    weight += other.weight;
  }
  Sums Less(const Sums& other) const {
    return {gradient - other.gradient, curvature - other.curvature, weight - other.weight};
  }
};

struct Split {
  double gain = 0;
  size_t feature = 0;
  size_t bin = 0;  // The last one that goes left.
};

// Between what a leaf's value must stay, so that no split below one with a direction undoes it.
struct Bounds {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

// A leaf of a tree that grows.
struct Leaf {
  size_t node = 0;
  Bounds bounds;
  std::vector<uint32_t> rows;
  Sums sums;
  Split best;
};

class TreeGrower {
 public:
  TreeGrower(const Binned& binned, absl::Span<const Expectation> expectations,
             const BoostOptions& options, const std::vector<Sums>& gradients)
      : binned_(binned), expectations_(expectations), options_(options), gradients_(gradients) {}

  // Grows a tree over the features and adds what it says to each row's margin.
  Tree Grow(const std::vector<size_t>& features, std::vector<double>* margins) {
    features_ = &features;
    Tree tree(1);
    std::vector<Leaf> leaves(1);
    leaves[0].rows.resize(binned_.rows);
    for (size_t i = 0; i < binned_.rows; ++i) {
      leaves[0].rows[i] = static_cast<uint32_t>(i);
      leaves[0].sums.Add(gradients_[i]);
    }
    least_weight_ = options_.least_share * leaves[0].sums.weight;
    Settle(&leaves[0], &tree);
    while (leaves.size() < static_cast<size_t>(options_.leaves)) {
      const auto next =
          std::max_element(leaves.begin(), leaves.end(),
                           [](const Leaf& a, const Leaf& b) { return a.best.gain < b.best.gain; });
      if (next->best.gain <= 0) break;
      Leaf right = Cut(&*next, &tree);
      leaves.push_back(std::move(right));
    }
    for (const Leaf& leaf : leaves) {
      for (const uint32_t row : leaf.rows) (*margins)[row] += tree[leaf.node].value;
    }
    return tree;
  }

 private:
  // The best value, before the learning rate.
  double Value(const Sums& sums, const Bounds& bounds) const {
    const double best = -sums.gradient / (sums.curvature + options_.shrinkage);
    return std::clamp(best, bounds.low, bounds.high);
  }
  // What a leaf of this value takes off the loss, twice.
  double Gain(const Sums& sums, double value) const {
    return -value * (2 * sums.gradient + (sums.curvature + options_.shrinkage) * value);
  }

  // Gives the leaf's node its value and finds the leaf's best split.
  void Settle(Leaf* leaf, Tree* tree) {
    (*tree)[leaf->node].value =
        static_cast<float>(options_.learning_rate * Value(leaf->sums, leaf->bounds));
    leaf->best = Split();
    for (const size_t feature : *features_) FindSplit(*leaf, feature, &leaf->best);
  }

  void FindSplit(const Leaf& leaf, size_t feature, Split* best) const {
    const size_t edges = binned_.edges[feature].size();
    if (edges == 0) return;
    std::array<Sums, kBins> histogram;
    const std::vector<uint8_t>& bins = binned_.bins[feature];
    for (const uint32_t row : leaf.rows) histogram[bins[row]].Add(gradients_[row]);
    Sums left;
    const double whole = Gain(leaf.sums, Value(leaf.sums, leaf.bounds));
    for (size_t bin = 0; bin < edges; ++bin) {
      left.Add(histogram[bin]);
      const Sums right = leaf.sums.Less(left);
      if (left.weight < least_weight_ || right.weight < least_weight_) continue;
      const double low = Value(left, leaf.bounds);
      const double high = Value(right, leaf.bounds);
      if (expectations_[feature].direction * (high - low) < 0) continue;
      const double gain = Gain(left, low) + Gain(right, high) - whole;
      if (gain > best->gain * (1 + 1e-9) + 1e-9) *best = {gain, feature, bin};
    }
  }

  // Cuts a leaf at its best split: it becomes the left part, the right one is returned.
  Leaf Cut(Leaf* leaf, Tree* tree) {
    const Split split = leaf->best;
    TreeNode& node = (*tree)[leaf->node];
    node.feature = static_cast<int32_t>(split.feature);
    node.threshold = binned_.edges[split.feature][split.bin];
    node.left = static_cast<int32_t>(tree->size());
    Leaf right;
    right.node = tree->size() + 1;
    leaf->node = tree->size();
    tree->resize(tree->size() + 2);
    std::vector<uint32_t> kept;
    const std::vector<uint8_t>& bins = binned_.bins[split.feature];
    for (const uint32_t row : leaf->rows) {
      if (bins[row] <= split.bin) {
        kept.push_back(row);
      } else {
        right.rows.push_back(row);
        right.sums.Add(gradients_[row]);
      }
    }
    leaf->rows = std::move(kept);
    leaf->sums = leaf->sums.Less(right.sums);
    right.bounds = leaf->bounds;
    Part(expectations_[split.feature].direction, leaf, &right);
    Settle(leaf, tree);
    Settle(&right, tree);
    return right;
  }

  // Each side of a split with a direction keeps to its side of the middle.
  void Part(int8_t direction, Leaf* left, Leaf* right) const {
    if (direction == 0) return;
    const double middle = (Value(left->sums, left->bounds) + Value(right->sums, right->bounds)) / 2;
    (direction > 0 ? left : right)->bounds.high = middle;
    (direction > 0 ? right : left)->bounds.low = middle;
  }

  const Binned& binned_;
  const absl::Span<const Expectation> expectations_;
  const BoostOptions& options_;
  const std::vector<Sums>& gradients_;
  const std::vector<size_t>* features_ = nullptr;
  double least_weight_ = 0;
};

std::vector<size_t> ChooseFeatures(absl::Span<const Expectation> expectations,
                                   const BoostOptions& options, int tree) {
  std::vector<size_t> chosen;
  for (size_t f = 0; f < expectations.size(); ++f) {
    if (tree < options.directed_trees && expectations[f].direction == 0) continue;
    const uint64_t draw =
        Avalanche(options.seed * 1000003 + static_cast<uint64_t>(tree) * 1009 + f + 1);
    if (std::ldexp(static_cast<double>(draw), -64) < options.feature_share) chosen.push_back(f);
  }
  return chosen;
}

void Scale(double factor, Tree* tree) {
  for (TreeNode& node : *tree) node.value = static_cast<float>(factor * node.value);
}

}  // namespace

Model LearnModel(const std::vector<const TrainingRow*>& rows,
                 absl::Span<const Expectation> expectations, const BoostOptions& options) {
  double harvests = 0;
  double all = 0;
  for (const TrainingRow* row : rows) {
    all += row->weight;
    if (row->harvest) harvests += row->weight;
  }
  if (harvests <= 0 || harvests >= all) return Model();
  Straight straight = LearnStraight(rows, expectations, options.firmness);
  const Binned binned = Bin(rows, expectations.size());
  std::vector<double> margins;
  margins.reserve(rows.size());
  for (const TrainingRow* row : rows) margins.push_back(straight.Margin(row->features));
  std::vector<Sums> gradients(rows.size());
  std::vector<Tree> trees;
  // Weights are brought to a mean of 1, which the shrinkage counts in.
  const double scale = static_cast<double>(rows.size()) / all;
  for (int number = 0; number < options.directed_trees + options.trees; ++number) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const double chance = 1 / (1 + std::exp(-margins[i]));
      const double weight = rows[i]->weight * scale;
      gradients[i] = {weight * (chance - (rows[i]->harvest ? 1.0 : 0.0)),
                      weight * chance * (1 - chance), weight};
    }
    TreeGrower grower(binned, expectations, options, gradients);
    // Each tree learns what those before it leave open in full; what is believed of them is less.
    trees.push_back(grower.Grow(ChooseFeatures(expectations, options, number), &margins));
    if (number >= options.directed_trees) Scale(options.trust, &trees.back());
  }
  return Model(straight.base, std::move(straight.slopes), std::move(trees));
}

}  // namespace stillwatch::detector
