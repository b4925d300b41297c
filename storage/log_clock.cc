#include "storage/log_clock.h"

#include <algorithm>

namespace stillwatch::storage {

void LogClock::Add(int64_t time_us, int64_t machine_us) {
  if (recent_.size() < kWindow) {
    recent_.push_back(time_us);
    if (recent_.size() < kWindow) return;
  } else {
    recent_[next_] = time_us;
    next_ = (next_ + 1) % kWindow;
    if (time_us <= shown_us_) return;  // The median cannot have passed what is shown.
  }
  std::vector<int64_t> sorted = recent_;
  const auto median = sorted.begin() + kWindow / 2;
  std::nth_element(sorted.begin(), median, sorted.end());
  shown_us_ = std::max(shown_us_, std::min(*median, machine_us));
}

}  // namespace stillwatch::storage
