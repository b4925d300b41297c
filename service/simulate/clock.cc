#include "service/simulate/clock.h"

#include <algorithm>
#include <iterator>

namespace stillwatch::simulate {
namespace {

constexpr int64_t kSecond = 1000000;
constexpr int64_t kHour = 3600 * kSecond;
constexpr int64_t kDay = 24 * kHour;

int64_t Seconds(double seconds) { return static_cast<int64_t>(seconds * 1e6); }

// How much of the busiest hour's traffic the hours of a day have, in percent.
constexpr int kTrafficOfHour[] = {14, 8,  6,  5,  6,  10, 20, 40, 70, 92, 100, 98,
                                  85, 90, 98, 97, 90, 80, 68, 60, 55, 48, 36,  24};

// Shares of calls that follow another of the same person at once; each account has one.
constexpr double kGoesOn[] = {0, 0, 0.3, 0.6};

}  // namespace

Clock::Clock(Rhythm rhythm, double calls_a_day, int64_t start_us, uint64_t seed)
    : rng_(seed),
      rhythm_(rhythm),
      calls_a_day_(std::max(calls_a_day * rng_.LogNormal(1, 0.4), 0.5)),
      home_us_(rng_.Between(-8, 9) * kHour),
      workers_(static_cast<double>(2 + seed % 14)),
      weekend_(static_cast<double>(1 + Scramble(seed) % 4) / 4),
      goes_on_(kGoesOn[Scramble(seed) / 4 % std::size(kGoesOn)]),
      now_us_(start_us) {
  now_us_ += rng_.Between(0, kDay);
}

int64_t Clock::Next() {
  const double gap = 86400 / calls_a_day_;
  switch (rhythm_) {
    case Rhythm::kPeople:
      NextOfPeople();
      break;
    case Rhythm::kLoop:
      now_us_ += Seconds(rng_.LogNormal(gap * 0.9, 0.4));
      break;
    case Rhythm::kWorkers:
      if (left_-- <= 0) {
        left_ = static_cast<int64_t>(rng_.Exponential(workers_));
        now_us_ += Seconds(rng_.LogNormal(gap * (workers_ + 1), 0.5));
      }
      now_us_ += rng_.Between(0, kSecond);
      break;
    case Rhythm::kTraffic:
      NextOfTraffic();
      break;
    case Rhythm::kAny:
    case Rhythm::kCrowd:
    case Rhythm::kPaced:
      now_us_ += Seconds(rng_.Exponential(gap));
      break;
    case Rhythm::kBatch:
      if (left_-- <= 0) {
        left_ = rng_.Between(1, static_cast<int64_t>(2 * calls_a_day_) + 1);
        now_us_ = (now_us_ / kDay + 1) * kDay + 2 * kHour - home_us_ % kHour +
                  Seconds(rng_.Exponential(900));
      }
      now_us_ += rng_.Between(1, 4) * kSecond + rng_.Between(0, kSecond);
      break;
    case Rhythm::kCron:
      if (tick_us_ == 0) tick_us_ = now_us_ / kHour * kHour;
      tick_us_ +=
          Seconds(std::max(300.0, static_cast<double>(static_cast<int64_t>(gap / 300)) * 300));
      now_us_ = tick_us_ + rng_.Between(0, 2 * kSecond);
      break;
  }
  return now_us_;
}

// People come as a Poisson process whose rate follows the hours: that of the busiest, thinned.
void Clock::NextOfTraffic() {
  if (rng_.Chance(goes_on_)) {
    now_us_ += Seconds(rng_.LogNormal(55, 0.8));
    return;
  }
  constexpr double kMeanOfPeak = 0.54;  // Of kTrafficOfHour.
  const double gap = 86400 / calls_a_day_ / (1 - goes_on_) * kMeanOfPeak;
  double share = 0;
  do {
    now_us_ += Seconds(rng_.Exponential(gap)) + 1;
    const int64_t local_us = now_us_ + home_us_;
    const int64_t hour = local_us % kDay / kHour;
    share = static_cast<double>(kTrafficOfHour[hour]) / 100;
    // The first of January 1970 was a Thursday.
    const int64_t weekday = (local_us / kDay + 3) % 7;
    if (weekday >= 5) share *= weekend_;
  } while (!rng_.Chance(share));
}

void Clock::NextOfPeople() {
  if (left_-- > 0) {
    now_us_ += Seconds(rng_.LogNormal(55, 0.8));
    return;
  }
  left_ = static_cast<int64_t>(rng_.Exponential(5));
  now_us_ += Seconds(rng_.Exponential(86400 * 6 / calls_a_day_)) + kSecond;
  // Nobody asks at night: what falls there happens in the morning.
  const int64_t hour = (now_us_ + home_us_) % kDay / kHour;
  if (hour < 7) now_us_ += (7 - hour) * kHour + rng_.Between(0, 2 * kHour);
}

}  // namespace stillwatch::simulate
