#ifndef STILLWATCH_DETECTOR_PROFILE_LOGARITHM_H_
#define STILLWATCH_DETECTOR_PROFILE_LOGARITHM_H_

#include <cstdint>

namespace stillwatch::detector {

// ln(1 + x). Most numbers of words and tokens are small.
double Log1p(uint64_t x);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_LOGARITHM_H_
