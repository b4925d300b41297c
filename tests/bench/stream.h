#ifndef STILLWATCH_TESTS_BENCH_STREAM_H_
#define STILLWATCH_TESTS_BENCH_STREAM_H_

#include <cstdint>
#include <functional>
#include <string>

#include "tests/bench/traffic.h"

namespace stillwatch::bench {

// Whichever comes first; 0: no such limit. Calls are rounded up to whole batches.
struct StreamLimit {
  double seconds = 0;
  int64_t calls = 0;
};

struct Streamed {
  int64_t calls = 0;  // Acknowledged as new.
  double seconds = 0;
  double rate() const { return seconds > 0 ? static_cast<double>(calls) / seconds : 0; }
};

// Sends the traffic over as many streams as it has until the limit, waits for every
// acknowledgement, and ends the program when something goes wrong. `progress` is called about twice
// a second with the calls acknowledged so far. On `run` see TrafficStream.
Streamed Stream(const std::string& address, const Traffic& traffic, const StreamLimit& limit,
                uint64_t run, const std::function<void(int64_t)>& progress = nullptr);

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_STREAM_H_
