#ifndef STILLWATCH_SERVICE_CAMPAIGNS_CARD_INDEX_H_
#define STILLWATCH_SERVICE_CAMPAIGNS_CARD_INDEX_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace stillwatch::service {

// The cards of all accounts that a sweep compares, in order of ids and within a limit of bytes:
// beyond it the accounts that have been silent for longest go until they call again. What is left
// does not depend on the order of different accounts. Used by one thread at a time.
class CardIndex {
 public:
  explicit CardIndex(size_t limit_bytes) : limit_(limit_bytes) {}

  // Of how many accounts at most there can be cards within the limit.
  static size_t MostCards(size_t limit_bytes);

  // Puts a card in, in place of the account's old one. Those that wait to be put in order take an
  // eighth of the limit beside it, and while they are, a quarter for where all are put.
  void Put(detector::Card card);
  // Puts those in order that wait. Before cards() are looked at.
  void Settle();

  absl::Span<const detector::Card> cards() const { return cards_; }
  // Whether accounts had to go when cards were put in order last.
  bool is_full() const { return is_full_; }
  // Of cards() and those that wait.
  size_t bytes() const { return bytes_ + waiting_bytes_; }

 private:
  void Merge();
  // Lets those silent for longest go until at most `goal` bytes are left.
  void ShrinkTo(size_t goal);

  const size_t limit_;
  size_t bytes_ = 0;
  std::vector<detector::Card> cards_;
  size_t waiting_bytes_ = 0;
  std::vector<detector::Card> waiting_;
  // Some had to go since they were last settled.
  bool overflowed_ = false;
  bool is_full_ = false;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CAMPAIGNS_CARD_INDEX_H_
