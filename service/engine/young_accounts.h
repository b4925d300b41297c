#ifndef STILLWATCH_SERVICE_ENGINE_YOUNG_ACCOUNTS_H_
#define STILLWATCH_SERVICE_ENGINE_YOUNG_ACCOUNTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "detector/account/account.h"
#include "service/engine/account_key.h"
#include "storage/store.h"

namespace stillwatch::service {

// A call of the log that an account does not have yet.
struct LoggedCall {
  uint64_t sequence = 0;
  int64_t time_us = 0;
  absl::string_view account_id;
  absl::string_view bytes;  // For detector::ReadStoredCall.
};

// Whether a stored record is calls that were put aside rather than an account.
bool HoldsCalls(absl::string_view record);
// How many there are.
size_t CountCalls(absl::string_view record);
// Folds them into an account that never called; `applied_sequence` is then behind the last one.
// They are too few for an assessment. DATA_LOSS if the bytes are damaged.
absl::Status FoldCalls(absl::string_view record, detector::Account* account,
                       uint64_t* applied_sequence);

// Accounts with fewer calls than the policy asks for before it assesses. When memory is short their
// calls are put aside as they are: added to what the store has, which need not be read for that. An
// account is folded once it has calls enough, or somebody asks for it. What is in memory is a
// number of calls for each account, and those of the newest calls that are not yet written.
class YoungAccounts {
 public:
  YoungAccounts(int64_t min_calls, size_t limit_bytes);

  // The calls of the account that are put aside; 0 if that is not known here.
  int64_t calls(const AccountKey& key) const;
  // Whether an account with so many calls put aside may get a further one.
  bool IsYoung(int64_t calls) const { return calls + 1 < min_calls_; }
  // Puts a call aside. `calls` are so already; if none are, whatever the store has of the account
  // is forgotten.
  void Add(const AccountKey& key, int64_t calls, const LoggedCall& call);
  // The account is folded.
  void Forget(const AccountKey& key) { known_.erase(key); }

  // Whether some of the account's calls wait to be written; perhaps others' only.
  bool IsUnwritten(const AccountKey& key) const;
  // Appends the account's calls that wait to what the store has of it.
  void AppendUnwritten(absl::string_view account_id, std::string* record) const;
  // Writes what waits; it waits on if that fails.
  absl::Status Write(storage::Store* store);
  // The first call that waits; `end` if none does.
  uint64_t FirstUnwritten(uint64_t end) const { return unwritten_.empty() ? end : first_; }

  size_t bytes() const;

 private:
  struct Known {
    uint8_t calls = 0;
    uint16_t write = 0;  // The write after which nothing of it waits.
  };

  const int64_t min_calls_;
  const size_t limit_;  // Accounts that are known.
  absl::flat_hash_map<AccountKey, Known> known_;
  std::vector<storage::AccountState> unwritten_;
  uint64_t first_ = 0;  // Sequence number of the first of them.
  uint16_t write_ = 0;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_YOUNG_ACCOUNTS_H_
