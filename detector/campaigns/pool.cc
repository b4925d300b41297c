#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

#include "detector/campaigns/likeness.h"
#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/sameness.h"
#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

using Cards = std::vector<const Card*>;

constexpr double kTelling = 4;  // Nats.
constexpr size_t kMostSignatures = 3;
constexpr double kTurnErrors = 3;
constexpr double kTurnExcess = 0.5;
constexpr double kTurnCorrelation = 0.3;
// A member is held against so many others.
constexpr size_t kCompared = 6;
constexpr double kLeastCompared = 3;
constexpr double kLeastInTurn = 0.25;
// By itself; more than nine in ten ordinary accounts score less.
constexpr double kLeastToJoin = 35;
constexpr double kSlack = 1.2;
constexpr double kAtOneTime = 0.75;
// By itself.
constexpr double kLikeHarvester = 45;

// Members chosen by their parameters, the most telling first.
std::vector<Cards> BySignature(const Cards& pool, const Baseline& baseline) {
  std::map<uint64_t, Cards> by;
  for (const Card* card : pool) {
    for (const uint64_t signature : card->signatures) by[signature].push_back(card);
  }
  std::vector<std::pair<double, Cards>> telling;
  for (auto& [signature, cards] : by) {
    if (cards.size() < kLeastMembers || cards.size() == pool.size()) continue;
    const double nats = baseline.SignatureEvidence(signature, cards.size(), pool.size());
    if (nats >= kTelling) telling.emplace_back(nats, std::move(cards));
  }
  std::stable_sort(telling.begin(), telling.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Cards> result;
  for (auto& [nats, cards] : telling) {
    if (result.size() < kMostSignatures) result.push_back(std::move(cards));
  }
  return result;
}

// What an account has to score by itself: of few requests nearly all may come from the group's
// source, and young accounts with its parameters come in by luck.
double LeastToJoin(const Cards& members) {
  std::vector<float> scores;
  for (const Card* card : members) scores.push_back(card->own_score);
  const auto middle = scores.begin() + static_cast<ptrdiff_t>(scores.size() / 2);
  std::nth_element(scores.begin(), middle, scores.end());
  return std::min<double>(kLeastToJoin, *middle / 2);
}

// Most of the pool is in the group, so that the frame is the group's own: whoever uses it as much
// belongs to it, unless it looks ordinary by itself.
bool AttachByFrame(const Cards& pool, FoundGroup* group) {
  if (group->link != Link::kFrame || 10 * group->members.size() < 9 * pool.size()) return false;
  const double least = LeastToJoin(group->members);
  Cards joined = group->members;
  for (const Card* card : pool) {
    if (card->own_score < least) continue;
    if (!std::binary_search(group->members.begin(), group->members.end(), card)) {
      joined.push_back(card);
    }
  }
  std::sort(joined.begin(), joined.end());
  group->members = std::move(joined);
  return true;
}

void DropOrdinary(FoundGroup* group) {
  const double least = LeastToJoin(group->members);
  Cards kept;
  for (const Card* card : group->members) {
    if (card->own_score >= least) kept.push_back(card);
  }
  group->members = std::move(kept);
}

// Who calls far more or less than the others do is there by chance.
void DropUnequal(FoundGroup* group) {
  const Pace pace = PaceOf(group->members);
  Cards kept;
  for (const Card* card : group->members) {
    if (pace.Fits(*card, kSlack)) kept.push_back(card);
  }
  if (kept.size() >= kLeastMembers) group->members = std::move(kept);
}

// Adds those of the pool that may be of the group's source, call as much and at the same time.
void Attach(const Cards& pool, FoundGroup* group) {
  const Distribution all = DistributionOf(group->members);
  std::vector<int64_t> first, last;
  for (const Card* card : group->members) {
    first.push_back(card->first_us);
    last.push_back(card->last_us);
  }
  const Pace pace = PaceOf(group->members);
  const double least = LeastToJoin(group->members);
  const int64_t begin = *std::min_element(first.begin(), first.end());
  const int64_t end = *std::max_element(last.begin(), last.end());
  const int64_t slack = (end - begin) / 10;
  const bool at_one_time = AtOneTime(group->members) >= kAtOneTime;
  const Times usual = UsualTimes(group->members);
  Cards joined = group->members;
  for (const Card* card : pool) {
    if (std::binary_search(group->members.begin(), group->members.end(), card,
                           [](const Card* a, const Card* b) { return a < b; })) {
      continue;
    }
    if (card->own_score < least) continue;
    if (!pace.Fits(*card)) continue;
    if (card->first_us < begin - slack || card->last_us > end + slack) continue;
    if (at_one_time && !ThereAtTheTime(*card, usual.first_us, usual.last_us)) continue;
    if (MayBeOneSource(all, DistributionOf(*card))) joined.push_back(card);
  }
  std::sort(joined.begin(), joined.end());
  group->members = std::move(joined);
}

// Where calls are dealt out, who calls at the same time but not in turn does not belong.
void DropOutOfTurn(const Card::Frame* frame, FoundGroup* group) {
  std::vector<Sequence> sequences;
  for (const Card* card : group->members) sequences.push_back(SequenceOf(*card, frame));
  Cards kept;
  const size_t size = sequences.size();
  for (size_t i = 0; i < size; ++i) {
    double sum = 0;
    double compared = 0;
    const size_t step = std::max<size_t>(1, size / kCompared);
    for (size_t other = (i + step) % size, k = 0; k < kCompared && other != i;
         other = (other + step) % size, ++k) {
      const Turns turns = TurnsOf(sequences[i], sequences[other]);
      if (!turns.compared) continue;
      if (turns.gap_correlation >= kTurnCorrelation) sum += turns.excess;
      ++compared;
    }
    if (compared >= kLeastCompared && sum >= kLeastInTurn * compared) {
      kept.push_back(group->members[i]);
    }
  }
  if (kept.size() >= kLeastMembers) group->members = std::move(kept);
}

}  // namespace

std::vector<Cards> TurnSets(const Cards& pool, const Card::Frame* frame,
                            const std::vector<std::vector<size_t>>* alike) {
  std::vector<Sequence> sequences;
  sequences.reserve(pool.size());
  for (const Card* card : pool) sequences.push_back(SequenceOf(*card, frame));
  std::vector<size_t> root(pool.size());
  std::iota(root.begin(), root.end(), size_t{0});
  const auto find = [&root](size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  const auto compare = [&](size_t i, size_t j) {
    const size_t a = find(i), b = find(j);
    if (a == b) return;
    const Turns turns = TurnsBeyond(sequences[i], sequences[j], kTurnErrors, kTurnExcess);
    if (turns.excess < kTurnExcess || turns.gap_correlation < kTurnCorrelation) return;
    root[std::max(a, b)] = std::min(a, b);
  };
  for (size_t i = 0; i < pool.size(); ++i) {
    if (alike != nullptr) {
      for (const size_t j : (*alike)[i]) compare(i, j);
    } else {
      for (size_t j = i + 1; j < pool.size(); ++j) compare(i, j);
    }
  }
  std::map<size_t, Cards> sets;
  for (size_t i = 0; i < pool.size(); ++i) sets[find(i)].push_back(pool[i]);
  std::vector<Cards> result;
  for (auto& [first, cards] : sets) {
    if (cards.size() >= kLeastMembers) result.push_back(std::move(cards));
  }
  return result;
}

Cards LikeHarvesters(const Cards& pool) {
  Cards chosen;
  for (const Card* card : pool) {
    if (card->own_score >= kLikeHarvester) chosen.push_back(card);
  }
  return chosen;
}

Cards AtTheTimeOf(const Card& seed, const Cards& pool) {
  Cards chosen;
  for (const Card* card : pool) {
    if (ThereAtTheTime(*card, seed.first_us, seed.last_us)) chosen.push_back(card);
  }
  return chosen;
}

bool JudgePool(const Cards& pool, const std::vector<Cards>& turns, Link link,
               const Card::Frame& frame, const Baseline& baseline, FoundGroup* found,
               const Card* seed) {
  if (pool.size() < kLeastMembers) return false;
  std::vector<Candidate> candidates = {{link, pool, pool.size(), false, frame}};
  for (Cards& chosen : BySignature(pool, baseline)) {
    candidates.push_back({link, std::move(chosen), pool.size(), false, frame});
  }
  const auto choose = [&](Cards chosen) {
    if (chosen.size() >= kLeastMembers && chosen.size() < candidates.back().members.size()) {
      candidates.push_back({link, std::move(chosen), 0, false, frame});
    }
  };
  if (seed != nullptr) {
    choose(AtTheTimeOf(*seed, pool));
    choose(LikeHarvesters(AtTheTimeOf(*seed, pool)));
  }
  Cards in_turn;
  for (const Cards& set : turns) {
    if (set.size() < pool.size()) candidates.push_back({link, set, set.size(), true, frame});
    in_turn.insert(in_turn.end(), set.begin(), set.end());
  }
  if (turns.size() > 1) {
    std::sort(in_turn.begin(), in_turn.end());
    candidates.push_back({link, in_turn, in_turn.size(), true, frame});
  }
  bool any = false;
  for (Candidate& candidate : candidates) {
    Judgement judgement = JudgeGroup(candidate, baseline);
    if (!judgement.campaign) continue;
    // Of two that are campaigns the larger one, unless it is far less certain.
    const bool better = !any || (candidate.members.size() > found->members.size()
                                     ? judgement.score + 15 > found->judgement.score
                                     : judgement.score > found->judgement.score + 15);
    if (!better) continue;
    any = true;
    *found = {link, std::move(candidate.members), std::move(judgement)};
  }
  if (!any) return false;
  // Few ordinary users of what is a harvest's frame, or of what its cover is.
  if (link == Link::kDistribution || !ShowsDispatcher(found->judgement)) DropOrdinary(found);
  if (link == Link::kDistribution) DropUnequal(found);
  if (!AttachByFrame(pool, found)) {
    Cards judged = found->members;
    Attach(pool, found);
    // What holds of the members must hold with those who only fit.
    if (found->members.size() > judged.size() &&
        !JudgeGroup({link, found->members, pool.size(), false, frame}, baseline).campaign) {
      found->members = std::move(judged);
    }
  }
  if (ShowsDispatcher(found->judgement)) {
    DropOutOfTurn(link == Link::kFrame ? &frame : nullptr, found);
  }
  return true;
}

std::vector<FoundGroup> FindGroups(absl::Span<const Card> cards, const Baseline& baseline,
                                   ForEach for_each) {
  std::vector<FoundGroup> groups, in_rotation;
  for_each(2, [&](size_t way) {
    if (way == 0) FindByFrames(cards, baseline, &groups);
    if (way == 1) FindByRotation(cards, baseline, for_each, &in_rotation);
  });
  std::move(in_rotation.begin(), in_rotation.end(), std::back_inserter(groups));
  // These look at what was found before.
  FindBySource(cards, baseline, &groups);
  FindByDistribution(cards, baseline, &groups);
  return groups;
}

}  // namespace stillwatch::detector
