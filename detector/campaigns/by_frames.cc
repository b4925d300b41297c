#include <algorithm>
#include <utility>
#include <vector>

#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

// All pairs are looked at for turns up to here.
constexpr size_t kMostForTurns = 200;
// What so large a share of all accounts does links nobody.
constexpr double kPopular = 0.25;
constexpr size_t kFewAccounts = 400;

struct Posting {
  uint64_t frame;
  const Card* card;
  float share;
};

}  // namespace

void FindByFrames(absl::Span<const Card> cards, const Baseline& baseline,
                  std::vector<FoundGroup>* groups) {
  std::vector<Posting> postings;
  for (const Card& card : cards) {
    for (const Card::Frame& frame : card.frames) {
      postings.push_back({frame.hash, &card, frame.share});
    }
  }
  std::sort(postings.begin(), postings.end(), [](const Posting& a, const Posting& b) {
    return a.frame != b.frame ? a.frame < b.frame : a.card < b.card;
  });
  std::vector<const Card*> before;
  for (size_t i = 0; i < postings.size();) {
    size_t end = i;
    std::vector<const Card*> pool;
    double share = 0;
    for (; end < postings.size() && postings[end].frame == postings[i].frame; ++end) {
      pool.push_back(postings[end].card);
      share += postings[end].share;
    }
    i = end;
    if (pool.size() < kLeastMembers) continue;
    if (cards.size() > kFewAccounts &&
        static_cast<double>(pool.size()) > kPopular * static_cast<double>(cards.size())) {
      continue;
    }
    FoundGroup found;
    share /= static_cast<double>(pool.size());
    const std::vector<std::vector<const Card*>> turns =
        pool.size() <= kMostForTurns ? TurnSets(pool) : std::vector<std::vector<const Card*>>();
    if (JudgePool(pool, turns, Link::kFrame, share, baseline, &found)) {
      groups->push_back(std::move(found));
    }
  }
}

}  // namespace stillwatch::detector
