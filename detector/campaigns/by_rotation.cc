#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

// Members of a rotation began their latest calls within one round of each other: so many accounts
// that began next to each one are looked at.
constexpr size_t kNeighbours = 48;
constexpr size_t kLeastCalls = 10;
constexpr double kErrors = 3.5;
constexpr double kExcess = 0.75;
constexpr double kCorrelation = 0.5;
// With so many others of its set a member is compared, and takes turns with them on average.
constexpr size_t kCompared = 8;
constexpr double kTogether = 0.6;
constexpr float kMostRepeats = 0.25f;
// Of calls, between two members.
constexpr double kMostApart = 1.2;
constexpr double kFewCalls = 3;

struct Entry {
  const Card* card;
  Sequence sequence;
};

bool MayTakeTurns(const Entry& a, const Entry& b) {
  const double round = 2 * std::max(a.sequence.median_gap(), b.sequence.median_gap());
  const auto apart = [round](int64_t x, int64_t y) {
    return std::abs(static_cast<double>(x - y)) > round;
  };
  if (apart(a.sequence.front(), b.sequence.front())) return false;
  if (apart(a.sequence.back(), b.sequence.back())) return false;
  const double more = std::max(a.card->calls, b.card->calls);
  const double less = std::min(a.card->calls, b.card->calls);
  if (more > kMostApart * less + kFewCalls) return false;
  const Turns turns = TurnsBeyond(a.sequence, b.sequence, kErrors, kExcess);
  return turns.excess >= kExcess && turns.gap_correlation >= kCorrelation;
}

// Those who take turns with the others of the set, not only with one of them.
std::vector<const Card*> TogetherInTurn(const std::vector<const Entry*>& set) {
  std::vector<const Card*> members;
  for (size_t i = 0; i < set.size(); ++i) {
    double sum = 0;
    const size_t others = std::min(kCompared, set.size() - 1);
    for (size_t step = 1; step <= others; ++step) {
      const size_t other = (i + step * (set.size() / (others + 1))) % set.size();
      const Entry& with = *set[other == i ? (i + 1) % set.size() : other];
      sum += TurnsOf(set[i]->sequence, with.sequence).excess;
    }
    if (sum >= kTogether * static_cast<double>(others)) members.push_back(set[i]->card);
  }
  return members;
}

}  // namespace

std::vector<std::vector<const Card*>> RotationSets(const std::vector<const Card*>& pool,
                                                   const Card::Frame* frame) {
  std::vector<Entry> entries;
  for (const Card* card : pool) {
    Sequence sequence = SequenceOf(*card, frame);
    if (sequence.size() >= kLeastCalls) entries.push_back({card, std::move(sequence)});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.sequence.front() != b.sequence.front() ? a.sequence.front() < b.sequence.front()
                                                    : a.card < b.card;
  });
  std::vector<size_t> root(entries.size());
  std::iota(root.begin(), root.end(), size_t{0});
  const auto find = [&root](size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (size_t i = 0; i < entries.size(); ++i) {
    for (size_t j = i + 1; j < entries.size() && j <= i + kNeighbours; ++j) {
      const size_t a = find(i), b = find(j);
      if (a != b && MayTakeTurns(entries[i], entries[j])) root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::map<size_t, std::vector<const Entry*>> sets;
  for (size_t i = 0; i < entries.size(); ++i) sets[find(i)].push_back(&entries[i]);
  std::vector<std::vector<const Card*>> result;
  for (const auto& [first, set] : sets) {
    if (set.size() < kLeastMembers) continue;
    std::vector<const Card*> members = TogetherInTurn(set);
    if (members.size() < kLeastMembers) continue;
    std::sort(members.begin(), members.end());
    result.push_back(std::move(members));
  }
  return result;
}

void FindByRotation(absl::Span<const Card> cards, const Baseline& baseline,
                    std::vector<FoundGroup>* groups) {
  std::vector<const Card*> pool;
  for (const Card& card : cards) {
    if (card.repeats <= kMostRepeats) pool.push_back(&card);
  }
  for (std::vector<const Card*>& members : RotationSets(pool, nullptr)) {
    Candidate candidate{Link::kRotation, std::move(members), 0, true, {}};
    Judgement judgement = JudgeGroup(candidate, baseline);
    if (!judgement.campaign) continue;
    groups->push_back({Link::kRotation, std::move(candidate.members), std::move(judgement)});
  }
}

}  // namespace stillwatch::detector
