#include "detector/sketches/counted_sample.h"

#include <algorithm>
#include <cmath>

#include "stillwatch/v1/profile_state.pb.h"

namespace stillwatch::detector {
namespace {

int LowerBound(const v1::CountedSampleState& sample, uint64_t hash) {
  return static_cast<int>(std::lower_bound(sample.hash().begin(), sample.hash().end(), hash) -
                          sample.hash().begin());
}

template <typename Field, typename Value>
void InsertAt(Field* field, int at, Value value) {
  field->Add(value);
  std::rotate(field->begin() + at, field->end() - 1, field->end());
}

void InsertValue(int at, uint64_t hash, uint32_t count, uint32_t first, uint32_t last,
                 v1::CountedSampleState* sample) {
  InsertAt(sample->mutable_hash(), at, hash);
  InsertAt(sample->mutable_count(), at, count);
  InsertAt(sample->mutable_first(), at, first);
  InsertAt(sample->mutable_last(), at, last);
}

void DropAbove(int k, v1::CountedSampleState* sample) {
  if (sample->hash_size() <= k) return;
  sample->mutable_hash()->Truncate(k);
  sample->mutable_count()->Truncate(k);
  sample->mutable_first()->Truncate(k);
  sample->mutable_last()->Truncate(k);
  sample->set_full(true);
}

}  // namespace

void AddToSample(uint64_t hash, uint32_t call, int k, v1::CountedSampleState* sample) {
  const int size = sample->hash_size();
  if (sample->full() && hash > sample->hash(size - 1)) return;
  const int at = LowerBound(*sample, hash);
  if (at < size && sample->hash(at) == hash) {
    sample->set_count(at, sample->count(at) + 1);
    sample->set_last(at, call);
    return;
  }
  if (at == k) {
    sample->set_full(true);
    return;
  }
  InsertValue(at, hash, 1, call, call, sample);
  DropAbove(k, sample);
}

void MergeSamples(const v1::CountedSampleState& from, int k, v1::CountedSampleState* into) {
  // Beyond either side's largest kept hash, that side's counts are unknown.
  uint64_t known = UINT64_MAX;
  for (const v1::CountedSampleState* side :
       {&from, static_cast<const v1::CountedSampleState*>(into)}) {
    if (side->full()) known = std::min(known, side->hash(side->hash_size() - 1));
  }
  for (int i = 0; i < from.hash_size(); ++i) {
    const int at = LowerBound(*into, from.hash(i));
    if (at < into->hash_size() && into->hash(at) == from.hash(i)) {
      into->set_count(at, into->count(at) + from.count(i));
      into->set_first(at, std::min(into->first(at), from.first(i)));
      into->set_last(at, std::max(into->last(at), from.last(i)));
    } else {
      InsertValue(at, from.hash(i), from.count(i), from.first(i), from.last(i), into);
    }
  }
  const int keep = static_cast<int>(
      std::upper_bound(into->hash().begin(), into->hash().end(), known) - into->hash().begin());
  DropAbove(std::min(k, keep), into);
  if (from.full()) into->set_full(true);
}

double EstimateDistinct(const v1::CountedSampleState& sample) {
  const int size = sample.hash_size();
  if (!sample.full()) return size;
  const double largest = std::ldexp(static_cast<double>(sample.hash(size - 1)), -64);
  return (size - 1) / largest;
}

double EstimateRepeatShare(const v1::CountedSampleState& sample) {
  uint64_t occurrences = 0;
  for (const uint32_t count : sample.count()) occurrences += count;
  if (occurrences == 0) return 0;
  return 1 - static_cast<double>(sample.count_size()) / static_cast<double>(occurrences);
}

double LateNoveltyShare(const v1::CountedSampleState& sample, uint32_t calls) {
  if (sample.first_size() == 0) return 0;
  const auto late = std::count_if(sample.first().begin(), sample.first().end(),
                                  [calls](uint32_t first) { return first >= calls / 2; });
  return static_cast<double>(late) / sample.first_size();
}

}  // namespace stillwatch::detector
