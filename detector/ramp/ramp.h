#ifndef STILLWATCH_DETECTOR_RAMP_RAMP_H_
#define STILLWATCH_DETECTOR_RAMP_RAMP_H_

#include <algorithm>

namespace stillwatch::detector {

// 0 up to `low`, 1 from `high` on, straight between them; falls if `low` is above `high`.
inline double Ramp(double value, double low, double high) {
  return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_RAMP_RAMP_H_
