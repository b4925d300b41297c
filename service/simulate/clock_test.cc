#include "service/simulate/clock.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "gtest/gtest.h"

namespace stillwatch::simulate {
namespace {

constexpr int64_t kHourUs = 3600 * int64_t{1000000};
constexpr int64_t kDayUs = 24 * kHourUs;
constexpr int64_t kMondayUs = 4 * kDayUs;  // The fifth of January 1970.

TEST(Clock, TrafficFollowsTheHoursAndInSomeAccountsTheWeek) {
  int with_weekends = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Clock clock(Rhythm::kTraffic, 400, kMondayUs, seed);
    std::array<int, 24> by_hour{};
    std::array<int, 7> by_day{};
    int64_t last_us = kMondayUs;
    for (int i = 0; i < 12000; ++i) {
      const int64_t now_us = clock.Next();
      ASSERT_GT(now_us, last_us);
      last_us = now_us;
      ++by_hour[static_cast<size_t>(now_us % kDayUs / kHourUs)];
      ++by_day[static_cast<size_t>(now_us / kDayUs % 7)];
    }
    const auto [quiet, busy] = std::minmax_element(by_hour.begin(), by_hour.end());
    EXPECT_LT(5 * *quiet, *busy) << seed;
    EXPECT_GT(*quiet, 0) << seed;
    const auto [least, most] = std::minmax_element(by_day.begin(), by_day.end());
    if (2 * *least < *most) ++with_weekends;
  }
  EXPECT_GT(with_weekends, 3);
  EXPECT_LT(with_weekends, 17);
}

// The pace is drawn around the typical one; weekends take up to a fifth off it.
TEST(Clock, TrafficKeepsItsPace) {
  constexpr int kClocks = 200;
  constexpr int kCalls = 6000;
  double logarithms = 0;
  for (uint64_t seed = 1; seed <= kClocks; ++seed) {
    Clock clock(Rhythm::kTraffic, 400, kMondayUs, seed);
    int64_t last_us = kMondayUs;
    for (int i = 0; i < kCalls; ++i) last_us = clock.Next();
    const double days = static_cast<double>(last_us - kMondayUs) / static_cast<double>(kDayUs);
    logarithms += std::log(kCalls / days / 400);
  }
  const double share = std::exp(logarithms / kClocks);
  EXPECT_GT(share, 0.75);
  EXPECT_LT(share, 1.05);
}

}  // namespace
}  // namespace stillwatch::simulate
