#ifndef STILLWATCH_SERVICE_SIMULATE_CLOCK_H_
#define STILLWATCH_SERVICE_SIMULATE_CLOCK_H_

#include <cstdint>

#include "service/simulate/families/catalogue.h"
#include "service/simulate/random.h"

namespace stillwatch::simulate {

// The times of an account's calls, in microseconds since 1970, ascending.
class Clock {
 public:
  Clock(Rhythm rhythm, double calls_a_day, int64_t start_us, uint64_t seed);
  int64_t Next();

 private:
  void NextOfPeople();
  void NextOfTraffic();

  Random rng_;
  const Rhythm rhythm_;
  const double calls_a_day_;
  const int64_t home_us_;  // Offset of the account's time zone.
  const double workers_;   // Of kWorkers.
  const double weekend_;   // Of kTraffic: what a day of it has of a working day's calls.
  const double goes_on_;   // Of kTraffic: how often one who called calls again at once.
  int64_t now_us_;
  int64_t left_ = 0;     // Of a session or burst.
  int64_t tick_us_ = 0;  // Of kCron.
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_CLOCK_H_
