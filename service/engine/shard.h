#ifndef STILLWATCH_SERVICE_ENGINE_SHARD_H_
#define STILLWATCH_SERVICE_ENGINE_SHARD_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "service/engine/account_cache.h"
#include "service/engine/counters.h"
#include "service/engine/group.h"
#include "service/engine/touched_accounts.h"

namespace stillwatch::detector {
struct Card;
struct StoredCall;
}  // namespace stillwatch::detector
namespace stillwatch::storage {
class Store;
}
namespace stillwatch::v1 {
class Finding;
}

namespace stillwatch::service {

class VerdictBoard;

// What shards share. All of it is thread-safe.
struct ShardContext {
  storage::Store* store;
  const detector::Assessor* assessor;
  VerdictBoard* verdicts;
  EngineCounters* counters;
  // Told of every finding that opens or changes state.
  std::function<void(const v1::Finding&)> notify;
  // At most so many calls are folded again after a crash.
  uint64_t checkpoint_calls;
  // Whether sweeps come that ask who called, and of how many accounts they can have cards.
  bool campaigns;
  size_t most_cards;
  // Calls from here on are in no account yet. Changes while the shards rest.
  bool recovered = false;
};

// Folds the calls of its share of the accounts, on a thread of its own, in the order of the log.
class Shard {
 public:
  Shard(const ShardContext* context, int number, int shards, size_t cache_bytes);
  // Does what is queued, then ends. Does not write what is dirty.
  ~Shard();

  // Folds these calls of the group, in order: all of its accounts' calls below `end` that it was
  // not given before. Must be told of every group, even without calls.
  void Fold(std::shared_ptr<const Group> group, std::vector<uint32_t> calls, uint64_t end);
  // Runs on the shard's thread after what was queued before; accounts() may only be used there, or
  // while the shard rests.
  void Run(std::function<void()> task);

  AccountCache& accounts() { return accounts_; }
  // Where a person's decision on an account stands among its calls.
  uint64_t folded_end() const { return folded_end_; }
  // Writes everything that changed. While the shard rests or on its thread.
  absl::Status WriteAll();
  // After a change of an account's case. Likewise.
  void OnChange(HotAccount* account, detector::CaseChange change, uint64_t sequence);

  using MakeCard = std::optional<detector::Card>(const detector::Account&);
  // Makes cards of the accounts that called since the last time and can be compared with others, of
  // several at a time, and puts them in the order of their ids. Likewise.
  absl::Status MakeCards(absl::FunctionRef<MakeCard> make,
                         absl::FunctionRef<void(detector::Card)> put);
  // An account joins a campaign, or leaves it where the membership names none. Likewise.
  absl::Status ChangeMembership(const AccountKey& key, absl::string_view account_id,
                                const detector::Membership& membership, uint64_t sequence);

  // All of its calls below it are folded and in the store.
  uint64_t safe_sequence() const { return safe_sequence_; }
  // Why state could not be written; what is dirty waits in memory. Writing is tried again with the
  // next group.
  absl::Status write_fault() const;
  // Why a call could not be folded. It is in the log and will be when the store is opened again.
  absl::Status fold_fault() const;

 private:
  struct Item {
    std::shared_ptr<const Group> group;
    std::vector<uint32_t> calls;
    uint64_t end;
    std::function<void()> task;
  };

  void Loop();
  void FoldGroup(const Group& group, const std::vector<uint32_t>& calls, uint64_t end);
  // Sees to it that what the first of these calls need of the store has been read, and begins to
  // read what those behind them need, in this group or the next one that waits.
  void ReadFor(const Group& group, absl::Span<const uint32_t> calls);
  void BeginToRead(const Group& group, absl::Span<const uint32_t> calls);
  void FinishReading();
  absl::Status FoldCall(const Group& group, uint32_t index);
  void Touch(HotAccount* hot);
  void TouchAside(const AccountKey& key, const detector::StoredCall& call);
  void PruneTouched();
  void Publish(const detector::Account& account);
  void WriteChanges();
  void SetFault(absl::Status* fault, const absl::Status& status);

  const ShardContext* const context_;
  // Of the thread.
  AccountCache accounts_;
  std::vector<AccountKey> changed_findings_;
  TouchedAccounts touched_;
  const Group* being_read_ = nullptr;  // Of whose calls accounts are being read.
  uint64_t folded_end_ = 1;
  int64_t reported_accounts_ = 0;
  int64_t reported_bytes_ = 0;

  std::atomic<uint64_t> safe_sequence_{1};

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Item> queue_;
  bool stopping_ = false;
  absl::Status write_fault_;
  absl::Status fold_fault_;

  std::thread thread_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_SHARD_H_
