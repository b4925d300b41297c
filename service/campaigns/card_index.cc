#include "service/campaigns/card_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace stillwatch::service {
namespace {

using detector::Card;

// When room is needed this share is freed at once.
constexpr size_t kFreedShare = 8;

bool ById(const Card& a, const Card& b) { return a.account_id < b.account_id; }

}  // namespace

void CardIndex::Put(std::vector<Card> cards) {
  std::stable_sort(cards.begin(), cards.end(), ById);
  std::vector<Card> merged;
  merged.reserve(cards_.size() + cards.size());
  auto old = cards_.begin();
  for (size_t i = 0; i < cards.size(); ++i) {
    if (i + 1 < cards.size() && cards[i + 1].account_id == cards[i].account_id) continue;
    while (old != cards_.end() && old->account_id < cards[i].account_id) {
      merged.push_back(std::move(*old++));
    }
    if (old != cards_.end() && old->account_id == cards[i].account_id) ++old;
    merged.push_back(std::move(cards[i]));
  }
  std::move(old, cards_.end(), std::back_inserter(merged));
  cards_ = std::move(merged);
  bytes_ = 0;
  for (const Card& card : cards_) bytes_ += card.Bytes();
  if (bytes_ > limit_) Shrink();
}

void CardIndex::Shrink() {
  std::vector<const Card*> oldest;
  oldest.reserve(cards_.size());
  for (const Card& card : cards_) oldest.push_back(&card);
  std::sort(oldest.begin(), oldest.end(), [](const Card* a, const Card* b) {
    return a->last_us != b->last_us ? a->last_us < b->last_us : a < b;
  });
  const size_t goal = limit_ - limit_ / kFreedShare;
  std::vector<bool> leaves(cards_.size());
  for (const Card* card : oldest) {
    if (bytes_ <= goal) break;
    bytes_ -= card->Bytes();
    leaves[static_cast<size_t>(card - cards_.data())] = true;
  }
  std::vector<Card> kept;
  for (size_t i = 0; i < cards_.size(); ++i) {
    if (!leaves[i]) kept.push_back(std::move(cards_[i]));
  }
  cards_ = std::move(kept);
}

}  // namespace stillwatch::service
