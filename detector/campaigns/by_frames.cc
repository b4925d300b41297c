#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

// All pairs are looked at for turns up to here.
constexpr size_t kMostForTurns = 200;
constexpr double kPopular = 0.25;
constexpr size_t kFewAccounts = 400;

struct Posting {
  Card::Frame frame;
  const Card* card;
};

// Those who share a frame: a part of the postings.
struct Pool {
  Card::Frame frame;  // Its share the mean.
  size_t begin;
  size_t end;
  // What so many accounts do links nobody; only turns do.
  bool popular = false;
};

std::vector<std::vector<const Card*>> InRotation(const std::vector<const Card*>& pool,
                                                 const Card::Frame& frame) {
  std::vector<Stream> streams;
  streams.reserve(pool.size());
  for (const Card* card : pool) streams.push_back({card, card->Bearing(frame)});
  std::vector<std::vector<const Card*>> sets;
  for (const std::vector<Stream>& set : RotationSets(streams, OneByOne)) {
    std::vector<const Card*>& members = sets.emplace_back();
    for (const Stream& member : set) members.push_back(member.card);
  }
  return sets;
}

}  // namespace

void FindByFrames(absl::Span<const Card> cards, const Baseline& baseline,
                  std::vector<FoundGroup>* groups) {
  std::vector<Posting> postings;
  for (const Card& card : cards) {
    if (card.own_score < kOrdinary) continue;
    for (const Card::Frame& frame : card.frames) {
      postings.push_back({frame, &card});
    }
  }
  std::sort(postings.begin(), postings.end(), [](const Posting& a, const Posting& b) {
    return std::tie(a.frame.hash, a.frame.kind, a.card) <
           std::tie(b.frame.hash, b.frame.kind, b.card);
  });
  // A template shows by its beginning, its end and its system message alike: those who share all
  // are looked at once, by what makes up the most of their requests.
  absl::flat_hash_map<uint64_t, Pool> pools;
  std::vector<uint64_t> order;
  for (size_t i = 0; i < postings.size();) {
    Pool pool{postings[i].frame, i, i};
    double share = 0;
    uint64_t members = 0;
    for (; pool.end < postings.size() && postings[pool.end].frame.hash == pool.frame.hash &&
           postings[pool.end].frame.kind == pool.frame.kind;
         ++pool.end) {
      share += postings[pool.end].frame.share;
      const auto card = static_cast<uint64_t>(postings[pool.end].card - cards.data());
      members = (members ^ card) * 0x9e3779b97f4a7c15u;
    }
    i = pool.end;
    const size_t size = pool.end - pool.begin;
    if (size < kLeastMembers) continue;
    pool.popular = cards.size() > kFewAccounts &&
                   static_cast<double>(size) > kPopular * static_cast<double>(cards.size());
    pool.frame.share = static_cast<float>(share / static_cast<double>(size));
    const auto [known, fresh] = pools.try_emplace(members, pool);
    if (fresh) order.push_back(members);
    if (pool.frame.share > known->second.frame.share) known->second = pool;
  }
  for (const uint64_t members : order) {
    const Pool& pool = pools.at(members);
    std::vector<const Card*> bearers;
    for (size_t i = pool.begin; i < pool.end; ++i) bearers.push_back(postings[i].card);
    FoundGroup found;
    const std::vector<std::vector<const Card*>> turns = bearers.size() <= kMostForTurns
                                                            ? TurnSets(bearers, &pool.frame)
                                                            : InRotation(bearers, pool.frame);
    if (pool.popular) {
      for (const std::vector<const Card*>& set : turns) {
        Candidate candidate{Link::kFrame, set, set.size(), true, pool.frame};
        Judgement judgement = JudgeGroup(candidate, baseline);
        if (judgement.campaign) groups->push_back({Link::kFrame, set, std::move(judgement)});
      }
      continue;
    }
    if (JudgePool(bearers, turns, Link::kFrame, pool.frame, baseline, &found)) {
      groups->push_back(std::move(found));
    }
  }
}

}  // namespace stillwatch::detector
