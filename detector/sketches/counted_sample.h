#ifndef STILLWATCH_DETECTOR_SKETCHES_COUNTED_SAMPLE_H_
#define STILLWATCH_DETECTOR_SKETCHES_COUNTED_SAMPLE_H_

#include <cstdint>

namespace stillwatch::v1 {
class CountedSampleState;
}

namespace stillwatch::detector {

// A uniform sample of the distinct values of a stream, with exact counts: the k values with the
// smallest hashes. A value that is in the sample now has been in it since it first came, so its
// count is exact, and shares over the sample estimate shares over all distinct values (bottom-k
// sketch, Cohen and Kaplan 2007). Hashes must be uniform; 0 is not a value.

// Counts one occurrence of `hash` at call number `call`. Keeps at most `k` values.
void AddToSample(uint64_t hash, uint32_t call, int k, v1::CountedSampleState* sample);

// Merges `from` into `into`. Gives what adding both streams would have given, except that `first`
// and `last` become those of whichever stream held them.
void MergeSamples(const v1::CountedSampleState& from, int k, v1::CountedSampleState* into);

// Estimated number of distinct values; exact while not more than k have come. Standard error about
// 1 / sqrt(k - 2) beyond.
double EstimateDistinct(const v1::CountedSampleState& sample);

// Estimated share of occurrences that repeat a value that came before: 0 when all are distinct.
double EstimateRepeatShare(const v1::CountedSampleState& sample);

// Share of the sampled values that came first in the second half of `calls` calls: about 0.5 while
// new values keep coming, near 0 when a finite set is gone through again.
double LateNoveltyShare(const v1::CountedSampleState& sample, uint32_t calls);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_COUNTED_SAMPLE_H_
