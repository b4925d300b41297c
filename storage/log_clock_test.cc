#include "storage/log_clock.h"

#include <random>

#include "gtest/gtest.h"

namespace stillwatch::storage {
namespace {

constexpr int64_t kFarAhead = int64_t{1} << 60;

TEST(LogClock, FollowsTheCallsAndNeverGoesBack) {
  LogClock clock;
  std::mt19937_64 random(1);
  int64_t shown = clock.shown_us();
  for (int64_t now = 1000; now < 100000; now += 10) {
    // Calls are late by up to 100.
    clock.Add(now - static_cast<int64_t>(random() % 100), kFarAhead);
    EXPECT_GE(clock.shown_us(), shown);
    shown = clock.shown_us();
    EXPECT_LE(shown, now);
    if (now > 2000) {
      EXPECT_GT(shown, now - 500);
    }
  }
  for (int i = 0; i < 100; ++i) clock.Add(5, kFarAhead);
  EXPECT_EQ(clock.shown_us(), shown);
}

TEST(LogClock, TooFewBlocksSayNothing) {
  LogClock clock;
  for (size_t i = 1; i < LogClock::kWindow; ++i) {
    clock.Add(7, kFarAhead);
    EXPECT_EQ(clock.shown_us(), LogClock::kUnset);
  }
  clock.Add(7, kFarAhead);
  EXPECT_EQ(clock.shown_us(), 7);
}

TEST(LogClock, AMinorityFromTheFutureDoesNotMoveIt) {
  LogClock clock;
  for (int64_t i = 0; i < 1000; ++i) {
    clock.Add(i % 31 < 15 ? kFarAhead - 1 : i, kFarAhead);
    EXPECT_LE(clock.shown_us(), i);
  }
}

TEST(LogClock, AMajorityFromTheFutureMovesItToTheMachinesClockAtMost) {
  LogClock clock(500);
  for (int i = 0; i < 100; ++i) clock.Add(kFarAhead, 2000);
  EXPECT_EQ(clock.shown_us(), 2000);
  for (int i = 0; i < 100; ++i) clock.Add(kFarAhead, 1000);
  EXPECT_EQ(clock.shown_us(), 2000);
}

}  // namespace
}  // namespace stillwatch::storage
