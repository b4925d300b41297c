#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_LOCKSTEP_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_LOCKSTEP_H_

#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace stillwatch::detector {

// Whether two accounts take turns. A relay that gives each call to the account that rested longest
// makes the calls of any two of its accounts alternate; independent accounts make runs as chance
// has it, and people in sessions make longer ones (runs test, Wald and Wolfowitz 1940).
struct Turns {
  double excess = 0;  // 0: as by chance, 1: strictly in turn, below 0: in sessions.
  double errors = 0;  // The same in standard errors.
};

// Nothing telling when their calls hardly overlap in time or one of them calls by the clock: two
// clocks of one period alternate on their own.
Turns TurnsOf(const Card& a, const Card& b);

// Whether it waits about the same time after every call, as far as its latest calls tell.
bool CallsByTheClock(const Card& card);

// Mean excess over pairs of members: all pairs of a small group, neighbours by id of a large one.
double MeanTurnExcess(absl::Span<const Card* const> members);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_LOCKSTEP_H_
