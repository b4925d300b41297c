#include "service/calibrate/nulls.h"

#include <algorithm>
#include <random>

#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

std::vector<double> Ordinary(size_t count) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal(20, 8);
  std::vector<double> values;
  for (size_t i = 0; i < count; ++i) values.push_back(normal(random));
  return values;
}

double ShareAbove(const std::vector<double>& values, double threshold) {
  const auto above = std::count_if(values.begin(), values.end(),
                                   [threshold](double value) { return value > threshold; });
  return static_cast<double>(above) / static_cast<double>(values.size());
}

TEST(FitNull, TheBudgetIsKept) {
  const std::vector<double> values = Ordinary(50000);
  for (const double budget : {0.02, 0.003}) {
    const auto null = FitNull(values, budget);
    ASSERT_TRUE(null.has_value());
    EXPECT_NEAR(null->median, 20, 0.2);
    EXPECT_NEAR(null->spread, 8, 0.2);
    EXPECT_NEAR(ShareAbove(values, null->threshold), budget, budget / 4);
  }
}

TEST(FitNull, SomeHarvestersHardlyMoveIt) {
  std::vector<double> values = Ordinary(20000);
  const double before = FitNull(values, 0.003)->threshold;
  for (int i = 0; i < 400; ++i) values.push_back(100);
  const double after = FitNull(values, 0.003)->threshold;
  EXPECT_GE(after, before);
  EXPECT_LT(after, before + 2);
}

TEST(FitNull, OfFewNothingIsSaid) {
  EXPECT_FALSE(FitNull(Ordinary(kLeastForNull - 1), 0.003).has_value());
  EXPECT_TRUE(FitNull(Ordinary(kLeastForNull), 0.003).has_value());
}

}  // namespace
}  // namespace stillwatch::service
