#ifndef STILLWATCH_SERVICE_ENGINE_TOUCHED_ACCOUNTS_H_
#define STILLWATCH_SERVICE_ENGINE_TOUCHED_ACCOUNTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"

namespace stillwatch::service {

// The accounts that called since the last sweep for campaigns, each once. When there are far more
// than there can be cards of, those silent for longest go, as their cards would: who is left does
// not depend on when that happens. Used by one thread at a time.
class TouchedAccounts {
 public:
  static constexpr uint32_t kNowhere = UINT32_MAX;

  struct Entry {
    AccountKey key;
    int64_t last_us;  // Its latest call.
    std::string account_id;
  };

  // Keeps the latest `most`, and lets up to an eighth more wait for a choice.
  explicit TouchedAccounts(size_t most) : most_(most) {}

  // Puts the account in, or says that it called later. Gives its place.
  uint32_t Add(const AccountKey& key, absl::string_view account_id, int64_t last_us);
  // The same where the place is known, and quick.
  void Called(uint32_t place, int64_t last_us) { entries_[place].last_us = last_us; }

  bool IsFull() const { return entries_.size() > most_ + most_ / 8; }
  // Chooses; tells where those are now who stay elsewhere, and kNowhere of those who go.
  void Prune(absl::FunctionRef<void(const AccountKey&, uint32_t)> moved);

  const std::vector<Entry>& entries() const { return entries_; }
  // In order of ids; until the next call of another method.
  std::vector<const Entry*> ById() const;
  // Gives the memory back as well.
  void Clear();

 private:
  const size_t most_;
  std::vector<Entry> entries_;
  absl::flat_hash_map<AccountKey, uint32_t> places_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_TOUCHED_ACCOUNTS_H_
