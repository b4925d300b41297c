#include "detector/model/model.h"

#include <numeric>

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
  EXPECT_EQ(Model(-1.5, {}).Weigh(features, absl::MakeSpan(parts)), -1.5);
  EXPECT_EQ(parts, std::vector<double>({0, 0}));
}

TEST(Model, ALoneLeafIsWhatEveryAccountStartsFrom) {
  const Model model(1, {{{-1, 0, 0, 0.5}}, TwoSplits()});
  EXPECT_EQ(model.start(), 1 + 0.5 + 0.25);
  EXPECT_EQ(model.base(), 1);
}

TEST(Model, StartAndPartsAddUp) {
  const Model model(-2, {TwoSplits(), {{1, 1, 1, 0.5}, {-1, 0, 0, 0}, {-1, 0, 0, 2}}});
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
  const Model model(0, {TwoSplits()});
  std::vector<double> parts(2, 10);  // Parts are added.
  model.Weigh(std::vector<float>{1, 5}, absl::MakeSpan(parts));
  EXPECT_EQ(parts, std::vector<double>({10 + 0.25, 10 + 2.5}));
}

}  // namespace
}  // namespace stillwatch::detector
