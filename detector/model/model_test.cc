#include "detector/model/model.h"

#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "detector/model/quick_model.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

// Splits on feature 0, on its right side on feature 1.
Tree TwoSplits() {
  return {{0, 0.5, 1, 0.25}, {-1, 0, 0, -1}, {1, 2, 3, 0.5}, {-1, 0, 0, 0.125}, {-1, 0, 0, 3}};
}

TEST(Model, WithoutTreesIsItsBase) {
  std::vector<double> parts(2);
  const std::vector<float> features = {1, 2};
  EXPECT_EQ(Model().Weigh(features, absl::MakeSpan(parts)), 0);
  EXPECT_EQ(Model().start(), 0);
  EXPECT_EQ(Model(-1.5, {}, {}).Weigh(features, absl::MakeSpan(parts)), -1.5);
  EXPECT_EQ(parts, std::vector<double>({0, 0}));
}

TEST(Model, ALoneLeafIsWhatEveryAccountStartsFrom) {
  const Model model(1, {}, {{{-1, 0, 0, 0.5}}, TwoSplits()});
  EXPECT_EQ(model.start(), 1 + 0.5 + 0.25);
  EXPECT_EQ(model.base(), 1);
}

TEST(Model, StartAndPartsAddUp) {
  const Model model(-2, {}, {TwoSplits(), {{1, 1, 1, 0.5}, {-1, 0, 0, 0}, {-1, 0, 0, 2}}});
  EXPECT_EQ(model.start(), -1.25);
  for (const float first : {0.0f, 0.5f, 0.75f}) {
    for (const float second : {0.0f, 1.0f, 1.5f, 2.0f, 9.0f}) {
      const std::vector<float> features = {first, second, 7};
      std::vector<double> parts(3);
      const double log_odds = model.Weigh(features, absl::MakeSpan(parts));
      const double one = first <= 0.5f ? -1 : second <= 2 ? 0.125 : 3;
      const double other = second <= 1 ? 0 : 2;
      EXPECT_DOUBLE_EQ(log_odds, -2 + one + other) << first << " " << second;
      EXPECT_DOUBLE_EQ(model.start() + std::accumulate(parts.begin(), parts.end(), 0.0), log_odds);
      EXPECT_EQ(parts[2], 0);
    }
  }
}

TEST(Model, APartIsTheStepsAtItsFeature) {
  const Model model(0, {}, {TwoSplits()});
  std::vector<double> parts(2, 10);  // Parts are added.
  model.Weigh(std::vector<float>{1, 5}, absl::MakeSpan(parts));
  EXPECT_EQ(parts, std::vector<double>({10 + 0.25, 10 + 2.5}));
}

TEST(Model, TheStraightPartIsSlopeTimesFeature) {
  const Model model(1, {0.5, -2}, {TwoSplits()});
  EXPECT_EQ(model.start(), 1.25);
  std::vector<double> parts(2);
  EXPECT_DOUBLE_EQ(model.Weigh(std::vector<float>{0.25, 3}, absl::MakeSpan(parts)),
                   1 + 0.125 - 6 - 1);
  EXPECT_EQ(parts, std::vector<double>({0.125 - 1.25, -6}));
}

// A tree with so many leaves; leaves further down are split more often.
Tree RandomTree(size_t leaves, int features, std::mt19937* random) {
  const auto any = [random](int below) { return static_cast<int>((*random)() % below); };
  Tree tree(1);
  while (tree.size() < 2 * leaves - 1) {
    const size_t at =
        tree.size() - 1 - static_cast<size_t>(any(static_cast<int>(tree.size() + 1) / 2));
    if (tree[at].feature >= 0) continue;
    tree[at].feature = any(features);
    tree[at].threshold = static_cast<float>(any(9));
    tree[at].left = static_cast<int32_t>(tree.size());
    for (int side = 0; side < 2; ++side) {
      tree.push_back({-1, 0, 0, static_cast<float>(any(1000)) / 7});
    }
  }
  return tree;
}

TEST(QuickModel, SumsThePartsUnderTheirWeights) {
  constexpr int kFeatures = 7;
  std::mt19937 random(1);
  for (const size_t most_leaves : {size_t{1}, size_t{12}, kMostLeaves}) {
    std::vector<Tree> trees(50);
    for (Tree& tree : trees) tree = RandomTree(1 + random() % most_leaves, kFeatures, &random);
    trees[0] = RandomTree(most_leaves, kFeatures, &random);
    const Model model(0.5, {0.5, 0, -2, 0, 0, 0, 1.25}, trees);
    const std::vector<double> weights = {1, 1, 0, 2, 0.5, 1, 10};
    const QuickModel quick(model, weights);
    for (int i = 0; i < 500; ++i) {
      std::vector<float> features(kFeatures);
      // At thresholds, between them and beyond.
      for (float& feature : features) feature = static_cast<float>(random() % 22) / 2 - 1;
      features[1] = i % 9 == 0 ? std::numeric_limits<float>::infinity() : features[1];
      std::vector<double> parts(kFeatures);
      model.Weigh(features, absl::MakeSpan(parts));
      const double sum = std::inner_product(parts.begin(), parts.end(), weights.begin(), 0.0);
      EXPECT_NEAR(quick.SumOfParts(features), sum, 1e-8);
    }
  }
}

// Far more thresholds than are compared at once, in one feature, and values at each of them.
TEST(QuickModel, FindsThePlaceAmongManyThresholds) {
  std::vector<Tree> trees(37);
  for (size_t i = 0; i < trees.size(); ++i) {
    trees[i] = {{0, static_cast<float>(i), 1, 0}, {-1, 0, 0, 0}, {-1, 0, 0, 1}};
  }
  const QuickModel quick(Model(0, {}, trees), {1});
  for (size_t i = 0; i < trees.size(); ++i) {
    const auto threshold = static_cast<float>(i);
    EXPECT_EQ(quick.SumOfParts({threshold}), static_cast<double>(i));
    EXPECT_EQ(quick.SumOfParts({threshold + 0.5f}), static_cast<double>(i + 1));
  }
}

}  // namespace
}  // namespace stillwatch::detector
