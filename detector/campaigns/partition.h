#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_PARTITION_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_PARTITION_H_

#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace stillwatch::detector {

// How members' requests overlap, over the hashes that all their samples would hold (a coordinated
// bottom-k sample, Cohen and Kaplan 2007).
struct Overlap {
  double items = 0;  // Distinct ones that were looked at.
  // Members that an asked item is asked by, itself included: 1 when nothing is shared. What all
  // share, such as a fixed second turn, is left out.
  double sharers = 1;
  // The same as a share of the members.
  double share = 0;
  // Variance of an item's number of members over its mean: about 1 when everybody picks from the
  // same questions, far below when a plan sends each item to so many.
  double dispersion = 1;
};

Overlap OverlapOf(absl::Span<const Card* const> members);
// The same over each member's latest calls of a stream, by their sketches.
Overlap OverlapOfStreams(absl::Span<const Card* const> members, absl::Span<const uint32_t> streams);

// Every item goes to one member, or each to the same small number: work that was divided.
bool IsPartition(const Overlap& overlap);
// Members ask the same questions: a class, a benchmark, a prompt that goes round.
bool IsCommonSet(const Overlap& overlap);
// Of a common set: a large share of all members ask each question, or there are hardly any.
bool IsAskedByMost(const Overlap& overlap);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_PARTITION_H_
