#ifndef STILLWATCH_DETECTOR_SKETCHES_HEAVY_HITTERS_H_
#define STILLWATCH_DETECTOR_SKETCHES_HEAVY_HITTERS_H_

#include <cstdint>

namespace stillwatch::v1 {
class HeavyHittersState;
}

namespace stillwatch::detector {

// The most frequent values of a stream (SpaceSaving, Metwally, Agrawal and El Abbadi 2005): with
// `capacity` counters, every value that makes up more than 1 / capacity of the stream is there, and
// a count is at most `over` above the truth. 0 is not a value.

// Returns the value's count after adding, which is too high by at most its `over`.
uint32_t AddToHitters(uint64_t value, int capacity, v1::HeavyHittersState* hitters);

// Merges `from` into `into` (Agarwal et al. 2012); the bounds add up.
void MergeHitters(const v1::HeavyHittersState& from, int capacity, v1::HeavyHittersState* into);

// The count of the most frequent value that is certain: count less over. 0 when there is none.
uint32_t TopCount(const v1::HeavyHittersState& hitters);

// The certain counts of the `n` most frequent values together.
uint64_t TopCounts(const v1::HeavyHittersState& hitters, int n);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_HEAVY_HITTERS_H_
