#ifndef STILLWATCH_SERVICE_CAMPAIGNS_CARD_INDEX_H_
#define STILLWATCH_SERVICE_CAMPAIGNS_CARD_INDEX_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace stillwatch::service {

// The cards of all accounts that a sweep compares, in order of ids and within a limit of bytes:
// beyond it the accounts that have been silent for longest go until they call again. Used by one
// thread at a time.
class CardIndex {
 public:
  explicit CardIndex(size_t limit_bytes) : limit_(limit_bytes) {}

  // Puts cards in, each in place of the account's old one. In any order; of two for one account the
  // later one counts.
  void Put(std::vector<detector::Card> cards);

  absl::Span<const detector::Card> cards() const { return cards_; }
  size_t bytes() const { return bytes_; }

 private:
  void Shrink();

  const size_t limit_;
  size_t bytes_ = 0;
  std::vector<detector::Card> cards_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CAMPAIGNS_CARD_INDEX_H_
