#include "detector/learn/straight.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

// Of every hundred accounts, so many harvest among those with the feature and among the others.
std::vector<TrainingRow> Rows(int with, int without) {
  std::vector<TrainingRow> rows;
  for (int i = 0; i < 100; ++i) {
    rows.push_back({{1, 0.5f}, i < with, 1});
    rows.push_back({{0, 0.5f}, i < without, 1});
  }
  return rows;
}

Straight Learn(const std::vector<TrainingRow>& rows, const std::vector<Expectation>& expectations,
               double firmness) {
  std::vector<const TrainingRow*> pointers;
  for (const TrainingRow& row : rows) pointers.push_back(&row);
  return LearnStraight(pointers, expectations, firmness);
}

double LogOdds(double share) { return std::log(share / (1 - share)); }

TEST(Straight, WithoutFirmnessIsLogisticRegression) {
  const Straight straight = Learn(Rows(80, 30), {{1, 1}, {}}, 0);
  EXPECT_NEAR(straight.base, LogOdds(0.3), 1e-3);
  EXPECT_NEAR(straight.slopes[0], LogOdds(0.8) - LogOdds(0.3), 1e-3);
  EXPECT_EQ(straight.slopes[1], 0);
  EXPECT_NEAR(straight.Margin(std::vector<float>{1, 0.5f}), LogOdds(0.8), 1e-3);
}

TEST(Straight, StaysNearWhatIsExpectedTheFirmerTheNearer) {
  const std::vector<TrainingRow> rows = Rows(80, 30);  // A slope of 2.2.
  double last = 10;
  for (const double firmness : {0.001, 0.01, 0.1, 1.0}) {
    const double slope = Learn(rows, {{1, 5}, {}}, firmness).slopes[0];
    const double off = std::abs(slope - 5);
    EXPECT_LT(off, last) << firmness;
    EXPECT_LT(slope, 5);
    EXPECT_GT(slope, 2.2);
    last = off;
  }
  EXPECT_LT(last, 0.3);
}

TEST(Straight, NeverTurnsASlope) {
  const std::vector<TrainingRow> rows = Rows(20, 80);
  EXPECT_EQ(Learn(rows, {{1, 1}, {}}, 0.001).slopes[0], 0);
  EXPECT_LT(Learn(rows, {{-1, -1}, {}}, 0.001).slopes[0], -1);
}

TEST(Straight, WithoutExpectationsIsTheShareOfHarvests) {
  const Straight straight = Learn(Rows(80, 40), {{}, {1}}, 0.03);
  EXPECT_NEAR(straight.base, LogOdds(0.6), 1e-12);
  EXPECT_EQ(straight.slopes, std::vector<double>({0, 0}));
}

TEST(Straight, AWeightIsAsManyRows) {
  std::vector<TrainingRow> rows = Rows(80, 30);
  for (TrainingRow& row : rows) row.weight = row.harvest ? 6 : 3;
  std::vector<TrainingRow> doubled = Rows(80, 30);
  for (const TrainingRow& row : Rows(80, 30)) {
    if (row.harvest) doubled.push_back(row);
  }
  const Straight weighted = Learn(rows, {{1, 2}, {}}, 0.03);
  const Straight repeated = Learn(doubled, {{1, 2}, {}}, 0.03);
  EXPECT_NEAR(weighted.base, repeated.base, 1e-6);
  EXPECT_NEAR(weighted.slopes[0], repeated.slopes[0], 1e-6);
}

TEST(Straight, RowsThatTellAllApartStillHaveAnEnd) {
  const Straight straight = Learn(Rows(100, 0), {{1, 3}, {}}, 0.03);
  EXPECT_TRUE(std::isfinite(straight.base));
  EXPECT_GT(straight.slopes[0], 3);
  EXPECT_LT(straight.slopes[0], 20);
}

}  // namespace
}  // namespace stillwatch::detector
