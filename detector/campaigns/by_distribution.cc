#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "detector/campaigns/likeness.h"
#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

using Cards = std::vector<const Card*>;
// Accounts that other searches put into groups: no need to look around each of them.
using Known = absl::flat_hash_set<const Card*>;

constexpr size_t kLeaf = 192;
// Weight of the lengths against the means' coordinates when the tree is split.
constexpr float kLengthWeight = 0.15f;
constexpr size_t kCoordinates = Card::kDimensions + 2;
constexpr float kMostRepeats = 0.25f;
constexpr uint32_t kLeastRequests = 8;

float Coordinate(const Card& card, size_t i) {
  if (i < Card::kDimensions) return card.Mean(i);
  return kLengthWeight * (i == Card::kDimensions ? card.log_words.mean : card.log_output.mean);
}

// The coordinate that varies most.
size_t Widest(absl::Span<const Card* const> cards) {
  std::array<double, kCoordinates> sum{}, squares{};
  for (const Card* card : cards) {
    for (size_t i = 0; i < kCoordinates; ++i) {
      const double x = Coordinate(*card, i);
      sum[i] += x;
      squares[i] += x * x;
    }
  }
  const auto count = static_cast<double>(cards.size());
  size_t widest = 0;
  double most = -1;
  for (size_t i = 0; i < kCoordinates; ++i) {
    const double variance = squares[i] - sum[i] * sum[i] / count;
    if (variance > most) {
      most = variance;
      widest = i;
    }
  }
  return widest;
}

// Looks for groups among the accounts of a leaf.
class Leaf {
 public:
  Leaf(absl::Span<const Card* const> cards, const Known& known, const Baseline& baseline,
       std::vector<FoundGroup>* groups)
      : cards_(cards.begin(), cards.end()),
        done_(cards.size()),
        baseline_(baseline),
        groups_(groups) {
    std::sort(cards_.begin(), cards_.end());
    for (size_t i = 0; i < cards_.size(); ++i) {
      distributions_.push_back(DistributionOf(*cards_[i]));
      known_.push_back(known.count(cards_[i]) > 0);
      done_[i] = known_[i];
    }
  }

  void Search() {
    Compare();
    std::vector<size_t> order(cards_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
      return neighbours_[a].size() > neighbours_[b].size();
    });
    // Turns show a group even where everybody asks the like; then its members go first.
    for (const Cards& set : turns_) {
      const size_t seed = IndexOf(set[set.size() / 2]);
      if (!done_[seed]) JudgeAround(seed);
    }
    for (const size_t seed : order) {
      if (!done_[seed]) JudgeAround(seed);
    }
  }

 private:
  void Compare() {
    neighbours_.resize(cards_.size());
    std::vector<std::vector<size_t>> before(cards_.size());
    for (size_t i = 0; i < cards_.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (MayBeOneSource(distributions_[i], distributions_[j])) before[i].push_back(j);
      }
    }
    turns_ = TurnSets(cards_, nullptr, &before);
    for (size_t i = 0; i < cards_.size(); ++i) {
      neighbours_[i].push_back(i);
      for (const size_t j : before[i]) {
        neighbours_[i].push_back(j);
        neighbours_[j].push_back(i);
      }
    }
  }

  size_t IndexOf(const Card* card) const {
    return static_cast<size_t>(std::lower_bound(cards_.begin(), cards_.end(), card) -
                               cards_.begin());
  }

  void JudgeAround(size_t seed) {
    done_[seed] = true;
    Cards pool;
    std::vector<bool> in(cards_.size());
    for (const size_t i : neighbours_[seed]) {
      if (known_[i] || (taken_.size() == cards_.size() && taken_[i])) continue;
      pool.push_back(cards_[i]);
      in[i] = true;
    }
    std::sort(pool.begin(), pool.end());
    std::vector<Cards> turns;
    for (const Cards& set : turns_) {
      Cards kept;
      for (const Card* card : set) {
        if (in[IndexOf(card)]) kept.push_back(card);
      }
      if (kept.size() >= kLeastMembers) turns.push_back(std::move(kept));
    }
    FoundGroup found;
    const bool campaign =
        JudgePool(pool, turns, Link::kDistribution, {}, baseline_, &found, cards_[seed]);
    if (!campaign) {
      // Whoever is alike to the seed would lead to much the same.
      for (const size_t i : neighbours_[seed]) done_[i] = true;
      return;
    }
    taken_.resize(cards_.size());
    for (const Card* card : found.members) done_[IndexOf(card)] = taken_[IndexOf(card)] = true;
    groups_->push_back(std::move(found));
  }

  Cards cards_;
  std::vector<Distribution> distributions_;
  std::vector<std::vector<size_t>> neighbours_;
  std::vector<bool> done_;
  std::vector<bool> known_;
  std::vector<bool> taken_;
  std::vector<Cards> turns_;
  const Baseline& baseline_;
  std::vector<FoundGroup>* const groups_;
};

void Split(absl::Span<const Card*> cards, const Known& known, const Baseline& baseline,
           std::vector<FoundGroup>* groups) {
  if (cards.size() < kLeastMembers) return;
  if (cards.size() <= kLeaf) {
    Leaf(cards, known, baseline, groups).Search();
    return;
  }
  const size_t by = Widest(cards);
  const auto middle = cards.begin() + static_cast<ptrdiff_t>(cards.size() / 2);
  std::nth_element(cards.begin(), middle, cards.end(), [by](const Card* a, const Card* b) {
    const float x = Coordinate(*a, by), y = Coordinate(*b, by);
    return x != y ? x < y : a < b;
  });
  Split(cards.subspan(0, cards.size() / 2), known, baseline, groups);
  Split(cards.subspan(cards.size() / 2), known, baseline, groups);
}

}  // namespace

void FindByDistribution(absl::Span<const Card> cards, const Baseline& baseline,
                        std::vector<FoundGroup>* groups) {
  Known known;
  for (const FoundGroup& group : *groups) known.insert(group.members.begin(), group.members.end());
  std::vector<const Card*> eligible;
  for (const Card& card : cards) {
    if (card.own_score < kOrdinary) continue;
    if (HardlyConverses(card) && card.repeats <= kMostRepeats && card.requests >= kLeastRequests) {
      eligible.push_back(&card);
    }
  }
  // Writing systems never meet.
  std::stable_sort(eligible.begin(), eligible.end(),
                   [](const Card* a, const Card* b) { return a->script < b->script; });
  for (size_t i = 0; i < eligible.size();) {
    size_t end = i;
    while (end < eligible.size() && eligible[end]->script == eligible[i]->script) ++end;
    Split(absl::MakeSpan(eligible).subspan(i, end - i), known, baseline, groups);
    i = end;
  }
}

}  // namespace stillwatch::detector
