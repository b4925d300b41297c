#ifndef STILLWATCH_SERVICE_ENGINE_ACCOUNT_CACHE_H_
#define STILLWATCH_SERVICE_ENGINE_ACCOUNT_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"
#include "service/engine/account_record.h"
#include "service/engine/calls_aside.h"
#include "service/engine/hot_accounts.h"
#include "service/engine/read_ahead.h"
#include "service/engine/warm_accounts.h"

namespace stillwatch::storage {
class Store;
struct StateUpdate;
}  // namespace stillwatch::storage

namespace stillwatch::service {

// Accounts in memory over those in the store, within a limit of bytes: few as calls are folded into
// them, more as the bytes that are stored, the rest in the store alone. What changed is written
// when it has to go, when it has waited for long, or when it is asked for. Once memory is full,
// calls of accounts that are not in it are put aside as long as they can be. Used by one thread at
// a time.
class AccountCache {
 public:
  // `min_calls` is the policy's.
  AccountCache(storage::Store* store, size_t limit_bytes, int64_t min_calls);

  // The account, a new one if it was never seen. Valid until the next call of Get.
  absl::StatusOr<HotAccount*> Get(const AccountKey& key, absl::string_view account_id);
  // The account to fold the call into, as Get; or null if the call was put aside, which may be done
  // with calls that no account has yet. WriteManyPutAside is to be called soon.
  absl::StatusOr<HotAccount*> GetFor(const AccountKey& key, const LoggedCall& call);
  // Begins to read what GetFor will need from the store for these calls, while others are folded
  // until TurnToRead; then they are to follow. Their ids have to stay until then.
  void BeginToRead(const std::vector<ReadAhead::Wanted>& calls);
  void TurnToRead() { read_ahead_.Turn(); }
  // Whether a new account would drive out another, about.
  bool IsFull() const;
  // Of an account of which a call was put aside: whether it can have so many calls.
  bool CanHaveCalls(const AccountKey& key, int64_t calls) const;
  absl::Status WritePutAside();
  // Once they are many.
  absl::Status WriteManyPutAside() { return aside_.IsFull() ? WritePutAside() : absl::OkStatus(); }
  // Gets memory on its way for a Get that follows shortly: first of where the account is, then of
  // the account.
  void PrefetchPlace(const AccountKey& key) const {
    index_.prefetch(key);
    aside_.Prefetch(key);
  }
  void Prefetch(const AccountKey& key) const;

  // To be called after folding the call with this sequence number, or after a person's decision on
  // an account that has all calls below it.
  void MarkDirty(HotAccount* account, uint64_t sequence, bool finding);

  // A copy of the account as it is in memory or the store; false if it was never seen.
  absl::StatusOr<bool> Read(absl::string_view account_id, detector::Account* account) const;
  // The hot account; null if it is not hot. Of one that is not, the stored finding is current.
  const HotAccount* Peek(const AccountKey& key) const;

  HotAccount* Peek(const AccountKey& key);

  // Writes these accounts with their findings.
  absl::Status Write(const std::vector<AccountKey>& keys, bool durable);
  // Writes what has been dirty, or put aside, since before this sequence number, or everything.
  absl::Status WriteDirtySince(uint64_t sequence);
  absl::Status WriteAll();
  // Makes room.
  absl::Status Shrink();

  // All calls below it that were folded are in the store; `end` if nothing is dirty.
  uint64_t FirstDirty(uint64_t end);

  size_t size() const { return index_.size(); }
  size_t bytes() const { return hot_.bytes() + strand_bytes_ + warm_.bytes() + aside_.bytes(); }

 private:
  // Where an account is: one of the two.
  struct Position {
    HotAccount* hot = nullptr;
    WarmAccount* warm = nullptr;
  };

  struct Dirty {
    uint64_t since;
    AccountKey key;
  };

  using Stored = ReadAhead::Stored;

  // What there is of an account that is not in memory: in the store, and put aside.
  absl::StatusOr<Stored> ReadStored(const AccountKey& key, absl::string_view account_id);
  CallsAside::Room RoomOf(const Stored& stored) const;
  absl::StatusOr<HotAccount*> Place(const AccountKey& key, absl::string_view account_id,
                                    const Stored& stored);
  size_t warm_limit() const;
  absl::StatusOr<HotAccount*> ClaimPlace();
  absl::Status Load(absl::string_view account_id, absl::string_view record, HotAccount* account);
  absl::Status Cool(HotAccount* account);
  void CountStrands(HotAccount* account);
  absl::Status ShrinkStrands();
  uint64_t DirtySince(const AccountKey& key) const;
  // Adds the account to the update; returns its bytes.
  size_t AddTo(storage::StateUpdate* update, const AccountKey& key);
  absl::Status WriteBatch(storage::StateUpdate* update, std::vector<AccountKey>* keys,
                          bool durable);

  storage::Store* const store_;
  const int64_t min_calls_;
  const size_t warm_limit_;
  const size_t strand_limit_;
  size_t strand_bytes_ = 0;  // Of hot accounts.
  HotAccounts hot_;
  WarmAccounts warm_;
  CallsAside aside_;
  // Accounts in memory may have calls which still wait to be written: the store has to get those
  // before the accounts.
  bool has_unwritten_ = false;
  absl::flat_hash_map<AccountKey, Position> index_;
  // In order of `since`. Entries whose account has been written meanwhile are passed over.
  std::deque<Dirty> dirty_;
  ReadAhead read_ahead_;
  std::string record_;  // Memory that is used again.
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_ACCOUNT_CACHE_H_
