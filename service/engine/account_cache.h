#ifndef STILLWATCH_SERVICE_ENGINE_ACCOUNT_CACHE_H_
#define STILLWATCH_SERVICE_ENGINE_ACCOUNT_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/account/account.h"

namespace stillwatch::storage {
class Store;
}
namespace stillwatch::v1 {
class AccountRecord;
}

namespace stillwatch::service {

// Accounts in memory over those in the store, as many as a byte limit allows; the least recently
// used go first, changed ones being written before. Used by the engine's writer thread alone.
class AccountCache {
 public:
  struct Entry {
    explicit Entry(detector::Account account) : account(std::move(account)) {}
    detector::Account account;
    uint64_t applied_sequence = 0;  // Calls below it are in the account.
    bool dirty = false;             // Differs from the store.
    bool finding_dirty = false;     // So does its newest finding.
    size_t bytes = 0;               // Estimate.
  };

  AccountCache(storage::Store* store, size_t limit_bytes);

  // The account, new if it was never seen. Valid until the next call that is not const.
  absl::StatusOr<Entry*> Get(absl::string_view account_id);
  // Null if it was never seen.
  absl::StatusOr<Entry*> Find(absl::string_view account_id);
  // The entry if it is in memory.
  const Entry* Peek(absl::string_view account_id) const;

  // To be called after a change; `grown` when the account may have grown much.
  void MarkDirty(Entry* entry, bool finding);
  void Measure(Entry* entry);

  // Writes everything that changed; `checkpoint` as in storage::StateUpdate.
  absl::Status WriteAll(std::optional<uint64_t> checkpoint);
  // Writes this one account durably.
  absl::Status WriteOne(Entry* entry);
  // Writes accounts whose finding opened or changed state.
  absl::Status WriteFindings(const std::vector<std::string>& account_ids);
  // Makes room. Entries become invalid.
  absl::Status Shrink();

  size_t size() const { return entries_.size(); }
  size_t bytes() const { return bytes_; }
  // In memory and never written, in order.
  const absl::btree_set<std::string>& unwritten() const { return unwritten_; }

  static void Save(const Entry& entry, v1::AccountRecord* record);

 private:
  using List = std::list<Entry>;

  absl::StatusOr<Entry*> Lookup(absl::string_view account_id, bool create);
  absl::Status Write(const std::vector<Entry*>& entries, std::optional<uint64_t> checkpoint,
                     bool durable);

  storage::Store* const store_;
  const size_t limit_bytes_;
  size_t bytes_ = 0;
  List entries_;  // Most recently used first.
  absl::flat_hash_map<std::string, List::iterator> index_;
  absl::btree_set<std::string> unwritten_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_ACCOUNT_CACHE_H_
