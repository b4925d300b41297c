#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "detector/campaigns/likeness.h"
#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/mingling.h"
#include "detector/campaigns/sameness.h"
#include "detector/campaigns/search.h"

// Among accounts that look like harvesters by themselves, those whose streams may come from one
// source. Streams show a harvest behind a cover of ordinary calls, and however it is dealt out.

namespace stillwatch::detector {
namespace {

constexpr double kSuspect = 45;
constexpr double kLeastToJoin = 35;
constexpr size_t kLeaf = 192;
constexpr double kLeastCalls = 8;
constexpr double kAlone = 0.8;
constexpr size_t kRounds = 3;
constexpr double kSlack = 1.2;
constexpr double kMostlyFound = 0.6;
constexpr size_t kCompared = 12;
constexpr double kLeastInTurn = 0.25;
constexpr double kMostBetween = 0.03;
// Of all accounts whose streams fit closely.
constexpr double kLeastOfSource = 0.5;

struct Unit {
  const Card* card;
  uint32_t calls;
  SmallDistribution small;
};

bool Alone(const Card& card, uint32_t stream) {
  int alone = 0;
  for (size_t i = 0; i < card.latest.size(); ++i) {
    if ((stream >> i & 1) != 0) alone += Trace::StandsAlone(card.latest[i].program) ? 1 : 0;
  }
  return alone >= kAlone * std::popcount(stream);
}

void AddUnits(const Card& card, double least_calls, std::vector<Unit>* units) {
  const uint32_t all =
      card.latest.size() >= 32 ? ~0u : (1u << card.latest.size()) - 1;  // What there is.
  for (size_t i = 0; i < std::max<size_t>(1, card.streams.size()); ++i) {
    const uint32_t stream = (i < card.streams.size() ? card.streams[i] : ~0u) & all;
    if (std::popcount(stream) < least_calls || !Alone(card, stream)) continue;
    const Unit unit{&card, stream, SmallDistributionOf(card, stream)};
    if (unit.small.requests >= least_calls) units->push_back(unit);
  }
}

// It is hardly all that the account does.
bool IsPart(const Unit& unit) {
  const uint32_t whole = unit.card->Whole();
  return std::popcount(whole & unit.calls) < kAlone * std::popcount(whole);
}

// Members of one harvest do much else besides, or they do not: what most do counts.
std::vector<const Unit*> OfOneKind(const std::vector<const Unit*>& units) {
  size_t parts = 0;
  for (const Unit* unit : units) parts += IsPart(*unit) ? 1 : 0;
  std::vector<const Unit*> result;
  for (const Unit* unit : units) {
    if (IsPart(*unit) == (2 * parts > units.size())) result.push_back(unit);
  }
  return result;
}

// By account, of each the unit that is closest.
std::vector<const Unit*> OnePerAccount(std::vector<const Unit*> units, const Distribution& all) {
  std::stable_sort(units.begin(), units.end(),
                   [](const Unit* a, const Unit* b) { return a->card < b->card; });
  std::vector<const Unit*> result;
  for (size_t i = 0; i < units.size();) {
    size_t end = i + 1;
    while (end < units.size() && units[end]->card == units[i]->card) ++end;
    const auto far = [&](size_t k) {
      return std::pair(Discrepancy(DistributionOf(units[k]->small), all), units[k]);
    };
    const Unit* best = units[i];
    if (end > i + 1) {
      auto least = far(i);
      for (size_t k = i + 1; k < end; ++k) least = std::min(least, far(k));
      best = least.second;
    }
    result.push_back(best);
    i = end;
  }
  return result;
}

std::vector<Distribution> DistributionsOf(const std::vector<const Unit*>& units) {
  std::vector<Distribution> distributions;
  distributions.reserve(units.size());
  for (const Unit* unit : units) distributions.push_back(DistributionOf(unit->small));
  return distributions;
}

Distribution SumOf(const std::vector<const Unit*>& units) { return Sum(DistributionsOf(units)); }

std::vector<const Card*> CardsOf(const std::vector<const Unit*>& units) {
  std::vector<const Card*> cards;
  cards.reserve(units.size());
  for (const Unit* unit : units) cards.push_back(unit->card);
  return cards;
}

std::vector<const Unit*> OfOnePace(const std::vector<const Unit*>& units) {
  if (units.empty()) return units;
  const Pace pace = PaceOf(CardsOf(units));
  std::vector<const Unit*> result;
  for (const Unit* unit : units) {
    if (pace.Fits(*unit->card, kSlack)) result.push_back(unit);
  }
  return result;
}

bool Mingles(const Judgement& judgement) {
  for (const GroupReason& reason : judgement.reasons) {
    if (reason.kind == GroupEvidence::kMingled) return reason.points > 0;
  }
  return false;
}

std::vector<int64_t> TimesOf(const std::vector<const Unit*>& units) {
  std::vector<int64_t> times;
  for (const Unit* unit : units) {
    const Sequence sequence = SequenceOf(*unit->card, unit->calls);
    times.insert(times.end(), sequence.times().begin(), sequence.times().end());
  }
  std::sort(times.begin(), times.end());
  return times;
}

std::vector<const Unit*> WithoutOwnTimes(const std::vector<const Unit*>& units) {
  const std::vector<int64_t> all = TimesOf(units);
  std::vector<const Unit*> result;
  for (const Unit* unit : units) {
    const Sequence own = SequenceOf(*unit->card, unit->calls);
    std::vector<int64_t> others;
    others.reserve(all.size());
    std::set_difference(all.begin(), all.end(), own.times().begin(), own.times().end(),
                        std::back_inserter(others));
    if (!HasOwnTimes(own, others)) result.push_back(unit);
  }
  return result;
}

Judgement Judge(const std::vector<const Unit*>& units, const Baseline& baseline) {
  Candidate candidate;
  candidate.link = Link::kDistribution;
  for (const Unit* unit : units) {
    candidate.members.push_back(unit->card);
    candidate.streams.push_back(unit->calls);
  }
  return JudgeGroup(candidate, baseline);
}

class SourceSearch {
 public:
  SourceSearch(absl::Span<const Card> cards, const Baseline& baseline,
               std::vector<FoundGroup>* groups)
      : cards_(cards), baseline_(baseline), groups_(groups) {}

  void Run() {
    absl::flat_hash_set<const Card*> known;
    for (const FoundGroup& group : *groups_) {
      if (group.link == Link::kFrame) known.insert(group.members.begin(), group.members.end());
      if (group.link == Link::kRotation) {
        in_rotation_.insert(group.members.begin(), group.members.end());
      }
    }
    for (const Card& card : cards_) {
      if (card.own_score >= kSuspect && known.count(&card) == 0)
        AddUnits(card, kLeastCalls, &units_);
    }
    std::vector<const Unit*> all;
    for (const Unit& unit : units_) all.push_back(&unit);
    // Writing systems never meet.
    std::stable_sort(all.begin(), all.end(), [](const Unit* a, const Unit* b) {
      return a->card->script < b->card->script;
    });
    for (size_t i = 0; i < all.size();) {
      size_t end = i;
      while (end < all.size() && all[end]->card->script == all[i]->card->script) ++end;
      Split(absl::MakeSpan(all).subspan(i, end - i));
      i = end;
    }
  }

 private:
  void Split(absl::Span<const Unit*> units) {
    if (units.size() < kLeastMembers) return;
    if (units.size() <= kLeaf) {
      Leaf({units.begin(), units.end()});
      return;
    }
    const size_t by = Widest(units);
    const size_t half = units.size() / 2;
    std::nth_element(units.begin(), units.begin() + static_cast<ptrdiff_t>(half), units.end(),
                     [by](const Unit* a, const Unit* b) {
                       const float x = a->small.Mean(by), y = b->small.Mean(by);
                       return x != y ? x < y : a < b;
                     });
    Split(units.subspan(0, half));
    Split(units.subspan(half));
  }

  static size_t Widest(absl::Span<const Unit* const> units) {
    size_t widest = 0;
    double most = -1;
    for (size_t i = 0; i < Card::kDimensions; ++i) {
      double sum = 0, squares = 0;
      for (const Unit* unit : units) {
        const double x = unit->small.Mean(i);
        sum += x;
        squares += x * x;
      }
      const double variance = squares - sum * sum / static_cast<double>(units.size());
      if (variance > most) {
        most = variance;
        widest = i;
      }
    }
    return widest;
  }

  void Leaf(std::vector<const Unit*> units) {
    std::sort(units.begin(), units.end());
    const std::vector<Distribution> distributions = DistributionsOf(units);
    std::vector<std::vector<size_t>> near(units.size());
    for (size_t i = 0; i < units.size(); ++i) {
      near[i].push_back(i);
      for (size_t j = 0; j < i; ++j) {
        if (!MayBeOneSource(distributions[i], distributions[j], Fit::kLoose)) {
          continue;
        }
        near[i].push_back(j);
        near[j].push_back(i);
      }
    }
    std::vector<size_t> order(units.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&near](size_t a, size_t b) { return near[a].size() > near[b].size(); });
    std::vector<bool> done(units.size());
    for (const size_t seed : order) {
      if (done[seed]) continue;
      std::vector<const Unit*> around;
      for (const size_t i : near[seed]) {
        done[i] = true;
        const Card& card = *units[seed]->card;
        if (ThereAtTheTime(*units[i]->card, card.first_us, card.last_us))
          around.push_back(units[i]);
      }
      Grow(units, std::move(around));
    }
  }

  // Those of the leaf that are close to what the first ones come to together.
  void Grow(const std::vector<const Unit*>& leaf, std::vector<const Unit*> group) {
    if (group.size() < kLeastMembers) return;
    const Card& middle = *group[group.size() / 2]->card;
    Distribution all = SumOf(group);
    for (size_t round = 0; round < kRounds; ++round) {
      std::vector<const Unit*> close;
      for (const Unit* unit : leaf) {
        if (ThereAtTheTime(*unit->card, middle.first_us, middle.last_us) &&
            MayBeOneSource(all, unit->small, Fit::kLoose)) {
          close.push_back(unit);
        }
      }
      close = OfOneKind(OfOnePace(OnePerAccount(std::move(close), all)));
      if (close.size() < kLeastMembers) return;
      const bool same = close == group;
      group = std::move(close);
      if (same) break;
      all = SumOf(group);
    }
    Judgement judgement = Judge(group, baseline_);
    if (!judgement.campaign) return;
    if (!OwnSource(group, all)) return;
    if (Mingles(judgement)) group = WithoutOwnTimes(group);
    if (group.size() < kLeastMembers) return;
    const std::vector<Distribution> parts = DistributionsOf(group);
    // Where members have words of their own, much else would fit what they come to together.
    if (!KeepInTurn(&group) && BetweenMembers(parts).content <= kMostBetween) {
      group = Attached(group, all);
    }
    FoundGroup found{Link::kDistribution, CardsOf(group), std::move(judgement)};
    std::sort(found.members.begin(), found.members.end());
    groups_->push_back(std::move(found));
  }

  // Of a group that was found by turns already, those of it who take turns with the others.
  bool KeepInTurn(std::vector<const Unit*>* group) const {
    std::vector<Sequence> in_turn;
    size_t found = 0;
    for (const Unit* unit : *group) {
      if (in_rotation_.count(unit->card) == 0) continue;
      ++found;
      if (in_turn.size() < kCompared) in_turn.push_back(SequenceOf(*unit->card, unit->calls));
    }
    if (static_cast<double>(found) < kMostlyFound * static_cast<double>(group->size())) {
      return false;
    }
    std::vector<const Unit*> kept;
    for (const Unit* unit : *group) {
      const std::array<Sequence, 1> own = {SequenceOf(*unit->card, unit->calls)};
      if (in_rotation_.count(unit->card) > 0 ||
          MeanTurnsBetween(own, in_turn).excess >= kLeastInTurn) {
        kept.push_back(unit);
      }
    }
    *group = std::move(kept);
    return true;
  }

  const std::vector<Unit>& Others() {
    if (others_.empty()) {
      for (const Card& card : cards_) {
        if (card.own_score >= kOrdinary) AddUnits(card, kLeastCalls, &others_);
      }
    }
    return others_;
  }

  // What ordinary accounts draw on as well is no harvest's source: those that look like harvesters
  // would be the few that do by chance.
  bool OwnSource(const std::vector<const Unit*>& group, const Distribution& all) {
    const std::vector<const Card*> members = CardsOf(group);
    const Card& middle = *members[members.size() / 2];
    double own = 0;
    for (const Unit* unit : group) own += MayBeOneSource(all, unit->small, Fit::kClose);
    double others = 0;
    const Card* last = nullptr;
    for (const Unit& unit : Others()) {
      if (unit.card == last || unit.card->own_score >= kLeastToJoin ||
          unit.card->script != middle.script) {
        continue;
      }
      if (!MayBeOneSource(all, unit.small, Fit::kClose)) continue;
      ++others;
      last = unit.card;
    }
    return own >= kLeastOfSource * (own + others);
  }

  // With all others that may be of the source and have no times of their own beside it.
  std::vector<const Unit*> Attached(const std::vector<const Unit*>& group,
                                    const Distribution& all) {
    const std::vector<const Card*> members = CardsOf(group);
    const Pace pace = PaceOf(members);
    std::vector<float> scores;
    scores.reserve(group.size());
    const std::vector<int64_t> times = TimesOf(group);
    for (const Unit* unit : group) scores.push_back(unit->card->own_score);
    std::nth_element(scores.begin(), scores.begin() + static_cast<ptrdiff_t>(scores.size() / 2),
                     scores.end());
    const double least = std::max<double>(kLeastToJoin, scores[scores.size() / 2] / 2);
    const Card& middle = *members[members.size() / 2];
    std::vector<const Unit*> close = group;
    for (const Unit& unit : Others()) {
      if (unit.card->own_score < least || unit.card->script != middle.script) continue;
      if (std::binary_search(members.begin(), members.end(), unit.card)) continue;
      if (!pace.Fits(*unit.card) || IsPart(unit) != IsPart(*group.front())) continue;
      if (!ThereAtTheTime(*unit.card, middle.first_us, middle.last_us)) continue;
      if (!MayBeOneSource(all, unit.small, Fit::kClose)) continue;
      if (HasOwnTimes(SequenceOf(*unit.card, unit.calls), times)) continue;
      close.push_back(&unit);
    }
    return OnePerAccount(std::move(close), all);
  }

  const absl::Span<const Card> cards_;
  const Baseline& baseline_;
  std::vector<FoundGroup>* const groups_;
  std::vector<Unit> units_;
  absl::flat_hash_set<const Card*> in_rotation_;
  std::vector<Unit> others_;  // Made when first needed.
};

}  // namespace

void FindBySource(absl::Span<const Card> cards, const Baseline& baseline,
                  std::vector<FoundGroup>* groups) {
  SourceSearch(cards, baseline, groups).Run();
}

}  // namespace stillwatch::detector
