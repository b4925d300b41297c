#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_SEARCH_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_SEARCH_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "detector/campaigns/baseline.h"
#include "detector/campaigns/card.h"
#include "detector/campaigns/for_each.h"
#include "detector/campaigns/judge.h"

namespace stillwatch::detector {

// A group that was judged to be one harvester.
struct FoundGroup {
  Link link = Link::kFrame;
  std::vector<const Card*> members;  // By account id.
  Judgement judgement;
  // Of a rotation: of each member's latest calls those that come in turn.
  std::vector<uint32_t> streams = {};
};

// Finds groups without comparing all pairs of accounts: those that share a frame meet in its
// posting, those that share no words meet in a leaf of a tree over the means of their requests. The
// work grows as n log n. `cards` must be in order of account ids. Pure; members point into `cards`.
// An account may be in several groups.
std::vector<FoundGroup> FindGroups(absl::Span<const Card> cards, const Baseline& baseline,
                                   ForEach for_each);

// The parts, private to the library.
void FindByFrames(absl::Span<const Card> cards, const Baseline& baseline,
                  std::vector<FoundGroup>* groups);
void FindByRotation(absl::Span<const Card> cards, const Baseline& baseline, ForEach for_each,
                    std::vector<FoundGroup>* groups);
void FindBySource(absl::Span<const Card> cards, const Baseline& baseline,
                  std::vector<FoundGroup>* groups);
void FindByDistribution(absl::Span<const Card> cards, const Baseline& baseline,
                        std::vector<FoundGroup>* groups);

// Judges what can be chosen among `pool`: all of it, those with telling parameters, and the given
// sets that take turns, those at the time of `seed` if there is one. The best one if it is a
// campaign, with those of the pool who fit it.
bool JudgePool(const std::vector<const Card*>& pool,
               const std::vector<std::vector<const Card*>>& turns, Link link,
               const Card::Frame& frame, const Baseline& baseline, FoundGroup* found,
               const Card* seed = nullptr);

// Sets of accounts, each of which takes turns with another of its set. At most a few hundred; if
// given, only those are compared that `alike` lists by place. Looks at the calls that bear the
// frame, if one is given.
std::vector<std::vector<const Card*>> TurnSets(
    const std::vector<const Card*>& pool, const Card::Frame* frame,
    const std::vector<std::vector<size_t>>* alike = nullptr);

// A part of an account's latest calls (Card::streams).
struct Stream {
  const Card* card;
  uint32_t calls;
};
// Rotations among any number of accounts' streams, of which no account has two.
std::vector<std::vector<Stream>> RotationSets(const std::vector<Stream>& streams, ForEach for_each);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_SEARCH_H_
