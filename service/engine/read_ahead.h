#ifndef STILLWATCH_SERVICE_ENGINE_READ_AHEAD_H_
#define STILLWATCH_SERVICE_ENGINE_READ_AHEAD_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"
#include "service/threads/workers.h"

namespace stillwatch::storage {
class Store;
}

namespace stillwatch::service {

// Reads accounts from the store on a thread of its own, some while those read before are used. Used
// by one thread at a time.
class ReadAhead {
 public:
  // What the store has of an account.
  using Stored = std::optional<std::string>;

  struct Wanted {
    AccountKey key;
    absl::string_view account_id;  // Has to stay until Turn.
  };

  explicit ReadAhead(const storage::Store* store);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // Begins to read. One Turn has to follow before the next Begin.
  void Begin(const std::vector<Wanted>& accounts);
  // Take gives what was begun from now on, and nothing from before. Waits until it is read, and
  // helps.
  void Turn();
  // What was read of the account, once; nothing if it was not read, or was forgotten.
  std::optional<absl::StatusOr<Stored>> Take(const AccountKey& key);
  // What the store has of the account changes, so that what was read of it, or is being, is of no
  // use.
  void Forget(const AccountKey& key);

 private:
  enum class Reader { kIdle, kCalled, kReading };

  struct Read {
    absl::string_view account_id;
    absl::StatusOr<Stored> stored;
  };

  struct Some {
    absl::flat_hash_map<AccountKey, size_t> places;
    std::vector<Read> read;
  };

  void ReadSome();

  const storage::Store* const store_;
  Some now_;
  Some next_;
  std::atomic<size_t> claimed_{0};  // Of next_, from its front.
  std::mutex mutex_;
  std::condition_variable done_;
  Reader reader_ = Reader::kIdle;
  Workers thread_;  // Last, so that it ends first.
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_READ_AHEAD_H_
