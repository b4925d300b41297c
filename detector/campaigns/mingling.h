#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_MINGLING_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_MINGLING_H_

#include <cstdint>

#include "absl/types/span.h"
#include "detector/campaigns/lockstep.h"

namespace stillwatch::detector {

// Whether members' calls are dealt out of one queue, however that is done. Of all members' calls in
// order of time, the next one is then of the same member only as often as its share of the calls
// around says; accounts of people and programs with times of their own call several times in a row.
struct Mingling {
  // How often the next call is of the same member, over how often that would be by chance.
  double in_a_row = 1;
  double by_chance = 0;  // So many times.
  // Share of the members that call in a row more often than chance explains.
  double own_times = 1;
  // Members with enough calls to see that, as a share of all.
  double telling = 0;
};

// Whether the account calls in a row more often than chance explains, among calls of others,
// ascending.
bool HasOwnTimes(const Sequence& account, absl::Span<const int64_t> others);

Mingling MinglingOf(absl::Span<const Sequence> members);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_MINGLING_H_
