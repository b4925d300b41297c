#ifndef STILLWATCH_DETECTOR_LEARN_EXPECTATION_H_
#define STILLWATCH_DETECTOR_LEARN_EXPECTATION_H_

#include <cstdint>

namespace stillwatch::detector {

// What a feature is known to say before anything is learned.
struct Expectation {
  // +1: can only speak for a harvest as it grows; -1: only against one; 0: either.
  int8_t direction = 0;
  // Log-odds that its unit adds, whatever the other features, of the direction's sign; 0: the
  // feature says nothing by itself.
  double slope = 0;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_LEARN_EXPECTATION_H_
