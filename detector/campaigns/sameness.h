#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_SAMENESS_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_SAMENESS_H_

#include "absl/types/span.h"
#include "detector/campaigns/judge.h"
#include "detector/campaigns/likeness.h"
#include "detector/campaigns/lockstep.h"

namespace stillwatch::detector {

// What a harvest cannot hide however its items are dealt out: members have nothing of their own.

// Whether the account is there at the time from `first_us` to `last_us`, mostly, and little else.
bool ThereAtTheTime(const Card& card, int64_t first_us, int64_t last_us);
// Share of the members that are there at the same time.
double AtOneTime(absl::Span<const Card* const> members);

// When members came and went, for the most part.
struct Times {
  int64_t first_us;
  int64_t last_us;
};
Times UsualTimes(absl::Span<const Card* const> members);

// How often members call: the median, and how many times as often or as seldom others may.
struct Pace {
  double usual;
  double apart;
  bool Fits(const Card& card, double slack = 1) const {
    return card.calls <= slack * apart * usual && slack * apart * card.calls >= usual;
  }
};
Pace PaceOf(absl::Span<const Card* const> members);

// They have no times of their own, and hardly subjects: `content` is what BetweenMembers says.
// Against a campaign where they have times and, half of them scoring `own` by themselves, either
// score low or have subjects as well. `turns` are the means of the members. What speaks for a
// campaign counts `weight` times.
GroupReason MingledCalls(absl::Span<const Sequence> members, const Turns& turns, double content,
                         double own, double weight);
// Its points are not more; quick.
double MostOfMingledCalls(size_t members, double content, double weight);

// They have no subjects of their own, and half of them score `own` or more by themselves: one
// harvest's source. Ordinary accounts may ask the same kind of things as well.
GroupReason OneSource(const Between& between, size_t members, double own);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_SAMENESS_H_
