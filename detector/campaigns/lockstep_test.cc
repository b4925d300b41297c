#include "detector/campaigns/lockstep.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int kCalls = 24;

// A call every `period` seconds, with one pause of as many periods in the middle.
Sequence Every(int64_t period, int64_t begin, int64_t pause = 0) {
  Sequence sequence;
  for (int i = 0; i < kCalls; ++i) {
    sequence.Add((begin + period * (i + (i >= kCalls / 2 ? pause : 0))) * kSecond);
  }
  return sequence;
}

TEST(Lockstep, ThoseInTurnDoNotDrift) {
  const Sequence a = Every(100, 0), b = Every(100, 40);
  EXPECT_GT(TurnsOf(a, b).excess, 0.99);
  EXPECT_LT(DriftOf(a, b), 0.01);
}

TEST(Lockstep, TwoOfDifferentPaceDrift) {
  // Both within turns for a while: how long one waits for the other grows call by call.
  const Sequence a = Every(100, 0), b = Every(103, 10);
  EXPECT_TRUE(TurnsOf(a, b).AreTelling());
  EXPECT_GT(DriftOf(a, b), 2);
}

TEST(Lockstep, APauseIsNoPartOfThePaceThatDriftIsMeasuredBy) {
  EXPECT_GT(DriftOf(Every(100, 0, 50), Every(103, 10, 50)), 2);
}

TEST(Lockstep, DriftBetweenGroupsIsTheMeanOfTheirPairs) {
  const std::vector<Sequence> a = {Every(100, 0), Every(100, 20)};
  const std::vector<Sequence> b = {Every(100, 40), Every(103, 10)};
  const double expected = (DriftOf(a[0], b[0]) + DriftOf(a[1], b[1])) / 2;
  EXPECT_DOUBLE_EQ(MeanDriftBetween(a, b), expected);
}

TEST(Lockstep, TooFewCallsTogetherSayNothing) {
  const Sequence a = Every(100, 0), later = Every(100, 1'000'000);
  EXPECT_FALSE(TurnsOf(a, later).compared);
  EXPECT_EQ(DriftOf(a, later), 0);
}

}  // namespace
}  // namespace stillwatch::detector
