#include <algorithm>
#include <tuple>
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
  Card::Frame frame;
  const Card* card;
};

}  // namespace

void FindByFrames(absl::Span<const Card> cards, const Baseline& baseline,
                  std::vector<FoundGroup>* groups) {
  std::vector<Posting> postings;
  for (const Card& card : cards) {
    for (const Card::Frame& frame : card.frames) {
      postings.push_back({frame, &card});
    }
  }
  std::sort(postings.begin(), postings.end(), [](const Posting& a, const Posting& b) {
    return std::tie(a.frame.hash, a.frame.kind, a.card) <
           std::tie(b.frame.hash, b.frame.kind, b.card);
  });
  for (size_t i = 0; i < postings.size();) {
    size_t end = i;
    std::vector<const Card*> pool;
    Card::Frame frame = postings[i].frame;
    double share = 0;
    for (; end < postings.size() && postings[end].frame.hash == frame.hash &&
           postings[end].frame.kind == frame.kind;
         ++end) {
      pool.push_back(postings[end].card);
      share += postings[end].frame.share;
    }
    i = end;
    if (pool.size() < kLeastMembers) continue;
    if (cards.size() > kFewAccounts &&
        static_cast<double>(pool.size()) > kPopular * static_cast<double>(cards.size())) {
      continue;
    }
    FoundGroup found;
    frame.share = static_cast<float>(share / static_cast<double>(pool.size()));
    const std::vector<std::vector<const Card*>> turns =
        pool.size() <= kMostForTurns ? TurnSets(pool, &frame) : RotationSets(pool, &frame);
    if (JudgePool(pool, turns, Link::kFrame, frame, baseline, &found)) {
      groups->push_back(std::move(found));
    }
  }
}

}  // namespace stillwatch::detector
