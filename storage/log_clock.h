#ifndef STILLWATCH_STORAGE_LOG_CLOCK_H_
#define STILLWATCH_STORAGE_LOG_CLOCK_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace stillwatch::storage {

// Tells from the event times of calls how late it is in a log: what "older than 90 days" is
// measured from. It only goes forward. Calls from the future must not move it, for it decides what
// is thrown away; so it shows the median of the newest blocks, and never more than the machine's
// clock.
class LogClock {
 public:
  static constexpr int64_t kUnset = std::numeric_limits<int64_t>::min();
  // It moves when more than half of so many blocks in a row are later than it.
  static constexpr size_t kWindow = 31;

  explicit LogClock(int64_t shown_us = kUnset) : shown_us_(shown_us) { recent_.reserve(kWindow); }

  // The event time of a call of the next block, whichever; and the machine's clock.
  void Add(int64_t time_us, int64_t machine_us);

  // Microseconds since 1970, or kUnset while there were too few blocks.
  int64_t shown_us() const { return shown_us_; }

 private:
  int64_t shown_us_;
  std::vector<int64_t> recent_;  // A ring.
  size_t next_ = 0;
};

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_LOG_CLOCK_H_
