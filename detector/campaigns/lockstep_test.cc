#include "detector/campaigns/lockstep.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
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

// Two that take turns, more or less, with pauses.
std::vector<Sequence> InTurn(std::mt19937* random) {
  std::exponential_distribution<double> wait(1);
  std::uniform_int_distribution<int> among(0, 9);
  std::vector<Sequence> members(2);
  double at = 0;
  for (size_t call = 0; call < 2 * kCalls; ++call) {
    at += among(*random) == 0 ? 40 : 1 + wait(*random);
    Sequence& member = members[among(*random) == 0 ? 0 : call % 2];
    if (member.size() < 32) member.Add(static_cast<int64_t>(at * kSecond));
  }
  return members;
}

double Correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  if (n < 4) return 0;
  double sum_x = 0, sum_y = 0, xx = 0, yy = 0, xy = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    sum_x += x[i];
    sum_y += y[i];
    xx += x[i] * x[i];
    yy += y[i] * y[i];
    xy += x[i] * y[i];
  }
  const double varies = (xx - sum_x * sum_x / n) * (yy - sum_y * sum_y / n);
  return varies <= 1e-12 ? 0 : (xy - sum_x * sum_y / n) / std::sqrt(varies);
}

// As it is defined: gaps of b that begin in one of a, or are the one before.
double GapCorrelation(const Sequence& a, const Sequence& b, size_t back) {
  const auto gap = [](const Sequence& of, size_t i) { return of.times()[i + 1] - of.times()[i]; };
  const auto log = [&](const Sequence& of, size_t i) -> double {
    return std::log(1 + static_cast<float>(gap(of, i)) / 1e6f);
  };
  const auto pause = [&](const Sequence& of, size_t i) {
    return static_cast<double>(gap(of, i)) > 4 * of.median_gap();
  };
  std::vector<double> x, y;
  bool follows = false;
  double last_a = 0, last_b = 0;
  for (size_t i = 0; i + 1 < a.size(); ++i) {
    size_t j = 0;
    while (j < b.size() && b.times()[j] < a.times()[i]) ++j;
    const bool begins = j < b.size() && b.times()[j] < a.times()[i + 1];
    const bool matched = begins && j >= back && j - back + 1 < b.size();
    if (matched && follows && !pause(a, i) && !pause(b, j - back)) {
      x.push_back(log(a, i) - last_a);
      y.push_back(log(b, j - back) - last_b);
    }
    follows = matched && !pause(a, i) && !pause(b, j - back);
    if (!matched) continue;
    last_a = log(a, i);
    last_b = log(b, j - back);
  }
  return Correlation(x, y);
}

TEST(Lockstep, GapsCorrelateAsDefined) {
  std::mt19937 random(7);
  int telling = 0;
  for (int round = 0; round < 200; ++round) {
    const std::vector<Sequence> members = InTurn(&random);
    const Turns turns = TurnsOf(members[0], members[1]);
    if (!turns.AreTelling()) continue;
    ++telling;
    const double expected = std::max(GapCorrelation(members[0], members[1], 0),
                                     GapCorrelation(members[0], members[1], 1));
    EXPECT_DOUBLE_EQ(turns.gap_correlation, expected) << round;
  }
  EXPECT_GT(telling, 100);
}

TEST(Lockstep, SpreadOfGapsIsThatOfTheCallsAskedFor) {
  std::mt19937 random(8);
  const Sequence sequence = InTurn(&random)[0];
  const size_t size = sequence.size();
  // In turn, so that what was kept for others is there.
  for (int round = 0; round < 2; ++round) {
    for (size_t first = 0; first < 6; ++first) {
      for (size_t last = size - 6; last <= size; ++last) {
        Sequence part;
        for (size_t i = first; i < last; ++i) part.Add(sequence.times()[i]);
        EXPECT_EQ(sequence.GapVariance(first, last), part.GapVariance(0, part.size()));
      }
    }
  }
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

TEST(Lockstep, DriftIsAtMostWhatItIs) {
  for (const int64_t period : {97, 99, 100, 101, 103, 110}) {
    const Sequence a = Every(100, 0, 3), b = Every(period, 30, 2);
    const double drift = DriftOf(a, b);
    EXPECT_TRUE(DriftAtMost(a, b, drift)) << period;
    EXPECT_FALSE(DriftAtMost(a, b, drift - 1e-9)) << period;
  }
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
