#ifndef STILLWATCH_DETECTOR_BASELINES_BASELINES_H_
#define STILLWATCH_DETECTOR_BASELINES_BASELINES_H_

#include "absl/strings/string_view.h"
#include "detector/cohort/cohort.h"

namespace stillwatch::detector {

// The level of a signal, 0 to 1, that ordinary members of the cohort reach; 0 when they show
// nothing of it. Only what goes beyond it counts.
double UsualLevel(Cohort cohort, absl::string_view signal);

// What is left of a level when the usual one is taken off: 0 at the usual level, 1 at the full one.
inline double BeyondUsual(double level, double usual) {
  return level <= usual || usual >= 1 ? 0 : (level - usual) / (1 - usual);
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_BASELINES_BASELINES_H_
