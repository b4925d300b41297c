#ifndef STILLWATCH_SERVICE_ENGINE_HOT_ACCOUNTS_H_
#define STILLWATCH_SERVICE_ENGINE_HOT_ACCOUNTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "detector/account/account.h"
#include "service/engine/account_key.h"
#include "service/engine/touched_accounts.h"

namespace stillwatch::service {

// An account in the form that calls are folded into.
struct HotAccount {
  AccountKey key;
  uint64_t applied_sequence = 0;  // Calls below it are in the account.
  uint64_t dirty_since = 0;       // The first call that is not in the store; 0: there is none.
  bool finding_dirty = false;     // The newest finding differs from the store.
  bool occupied = false;
  bool used = false;        // Since the hand of the clock came by.
  size_t strand_bytes = 0;  // Of memory that its strands take beside the place.
  // Among those that called since the last sweep for campaigns, where it is.
  uint32_t touched_at = TouchedAccounts::kNowhere;
  detector::Account account{""};
};

// A fixed number of places for accounts, in few large pieces of memory, which spares the processor
// look-ups of addresses. The place that was not used for longest goes first, roughly (CLOCK,
// Corbató 1968).
class HotAccounts {
 public:
  explicit HotAccounts(size_t limit_bytes);
  ~HotAccounts();
  HotAccounts(const HotAccounts&) = delete;
  HotAccounts& operator=(const HotAccounts&) = delete;

  // A place: a free one, or an occupied one that has to be emptied before use.
  HotAccount* Claim();

  size_t bytes() const { return places_ * sizeof(HotAccount); }

  // Of those with strands the one that was not used for longest, roughly. There has to be one.
  HotAccount* OldestWithStrands();

  template <typename Visit>
  void ForEach(Visit&& visit) {
    for (size_t i = 0; i < places_; ++i) {
      if (HotAccount* place = Place(i); place->occupied) visit(place);
    }
  }

 private:
  static constexpr size_t kSlabBytes = size_t{2} << 20;
  static constexpr size_t kPerSlab = kSlabBytes / sizeof(HotAccount);

  HotAccount* Place(size_t i) const { return slabs_[i / kPerSlab] + i % kPerSlab; }
  HotAccount* NewPlace();
  // The place that the hand is at, which goes on.
  HotAccount* Advance();

  const size_t limit_;  // Places.
  size_t places_ = 0;   // Made so far.
  size_t hand_ = 0;
  std::vector<HotAccount*> slabs_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_HOT_ACCOUNTS_H_
