#include "service/campaigns/card_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace stillwatch::service {
namespace {

using detector::Card;

// When room is needed this share is freed at once.
constexpr size_t kFreedShare = 8;
// Of the limit, for cards that wait.
constexpr size_t kWaitingShare = 8;

bool ById(const Card& a, const Card& b) { return a.account_id < b.account_id; }

}  // namespace

size_t CardIndex::MostCards(size_t limit_bytes) {
  return limit_bytes / detector::LeastBytesOfCard() + 1;
}

void CardIndex::Put(Card card) {
  waiting_bytes_ += card.Bytes();
  waiting_.push_back(std::move(card));
  if (waiting_bytes_ <= limit_ / kWaitingShare) return;
  Merge();
  // No more than must: another order of accounts would leave the same.
  if (bytes_ <= limit_) return;
  overflowed_ = true;
  ShrinkTo(limit_);
}

void CardIndex::Settle() {
  Merge();
  is_full_ = overflowed_ || bytes_ > limit_;
  if (is_full_) ShrinkTo(limit_ - limit_ / kFreedShare);
  overflowed_ = false;
}

void CardIndex::Merge() {
  std::stable_sort(waiting_.begin(), waiting_.end(), ById);
  std::vector<Card> merged;
  merged.reserve(cards_.size() + waiting_.size());
  auto old = cards_.begin();
  for (size_t i = 0; i < waiting_.size(); ++i) {
    // Of two for one account the later one counts.
    if (i + 1 < waiting_.size() && waiting_[i + 1].account_id == waiting_[i].account_id) continue;
    while (old != cards_.end() && old->account_id < waiting_[i].account_id) {
      merged.push_back(std::move(*old++));
    }
    if (old != cards_.end() && old->account_id == waiting_[i].account_id) ++old;
    merged.push_back(std::move(waiting_[i]));
  }
  std::move(old, cards_.end(), std::back_inserter(merged));
  cards_ = std::move(merged);
  waiting_.clear();
  waiting_bytes_ = 0;
  bytes_ = 0;
  for (const Card& card : cards_) bytes_ += card.Bytes();
}

void CardIndex::ShrinkTo(size_t goal) {
  std::vector<const Card*> oldest;
  oldest.reserve(cards_.size());
  for (const Card& card : cards_) oldest.push_back(&card);
  std::sort(oldest.begin(), oldest.end(), [](const Card* a, const Card* b) {
    return a->last_us != b->last_us ? a->last_us < b->last_us : a < b;
  });
  std::vector<bool> leaves(cards_.size());
  for (const Card* card : oldest) {
    if (bytes_ <= goal) break;
    bytes_ -= card->Bytes();
    leaves[static_cast<size_t>(card - cards_.data())] = true;
  }
  size_t kept = 0;
  for (size_t i = 0; i < cards_.size(); ++i) {
    if (leaves[i]) continue;
    if (kept != i) cards_[kept] = std::move(cards_[i]);
    ++kept;
  }
  cards_.erase(cards_.begin() + static_cast<ptrdiff_t>(kept), cards_.end());
}

}  // namespace stillwatch::service
