#ifndef STILLWATCH_STORAGE_STORE_H_
#define STILLWATCH_STORAGE_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "storage/keys.h"

namespace stillwatch::storage {

struct StoreOptions {
  std::string path;  // A folder.
  bool create_if_missing = true;
  // Whether calls are on the disk before AppendCalls returns. Off only where a crash of the machine
  // may lose them.
  bool sync = true;
  // Nothing needs to outlive the process, so calls are counted but not kept, and there is no
  // write-ahead log.
  bool scratch = false;
  size_t cache_bytes = 128 << 20;         // For blocks that were read, indexes and filters.
  size_t write_buffer_bytes = 128 << 20;  // For what is not yet in files, in sum.
  // Marks that make a set, a power of two; up to two sets are in memory. BytesOfMarks says what
  // they take.
  size_t marks_in_memory = 1 << 19;
  // Nothing can be written, and nothing in the folder changes; nobody may write meanwhile either.
  // What the store says of itself is as of its last write.
  bool read_only = false;
  // Event time by the log's own clock (log_clock.h), from the arrival of a call and the last call
  // of an account; positive. Calls go in steps of a sixty-fourth of it, at least a minute, and not
  // before the stored state covers them.
  absl::Duration keep_calls = absl::InfiniteDuration();
  absl::Duration keep_idle_accounts = absl::InfiniteDuration();
};

// Memory for the sets of marks, in bytes.
size_t BytesOfMarks(size_t marks_in_memory);

struct FindingRecord {
  std::string id;
  int64_t open_time_us = 0;  // Must not change once written.
  std::string bytes;
};

struct AccountState {
  std::string id;
  std::string bytes;
  int64_t last_active_us = 0;  // Event time of its newest call.
  bool keep = false;           // However long it is idle.
};

// What comes behind the bytes that are there of an account, which are not read for that. Not to be
// asked for of an account that is kept or was idle for too long. Borrows its strings.
struct AccountPiece {
  absl::string_view id;
  absl::string_view bytes;
  int64_t last_active_us = 0;
  bool first = false;  // Whatever is there goes.
};

// State that calls led to; written as one.
struct StateUpdate {
  std::vector<AccountState> accounts;
  std::vector<AccountPiece> pieces;  // In this order; behind `accounts`.
  std::vector<FindingRecord> findings;
  // When set: the written state covers all calls below this sequence number.
  std::optional<uint64_t> checkpoint;
};

struct StoreStatistics {
  uint64_t first_sequence = 1;  // Of the calls that are still there.
  uint64_t next_sequence = 1;
  uint64_t checkpoint = 1;
  // What the log's clock shows; nothing while there are too few calls to tell.
  std::optional<int64_t> clock_us;
  // Accounts that were active last before it are gone; nothing if none is.
  std::optional<int64_t> accounts_cutoff_us;
  uint64_t file_bytes = 0;    // On the disk, without the write-ahead log.
  uint64_t memory_bytes = 0;  // Of buffers, caches and sets of marks, roughly.
};

struct StoreRep;

// What a deployment keeps: the log of its calls, which is the truth, and state computed from it,
// which may lag behind. Values are bytes; what they mean is for others to know. The only owner of
// RocksDB.
//
// One thread at a time finds marks and appends; all other methods may be called by any thread at
// any time. Of two states of one account that are written at once, either stays; checkpoints must
// come in order.
//
// Errors everywhere: UNAVAILABLE when the disk cannot be written to or read from (nothing of the
// batch is then counted as written, and later writes are tried anew), DATA_LOSS when a file does
// not hold what was written to it; the message names the file.
class Store {
 public:
  // NOT_FOUND: nothing is there and create_if_missing is off. FAILED_PRECONDITION: another process
  // has it open, it is not a store, or a newer version wrote it.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const StoreOptions& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // The sequence number that the next call gets. The first is 1.
  uint64_t next_sequence() const;
  // Calls below are gone.
  uint64_t first_sequence() const;

  // Which calls are in the log; `known` is parallel to `marks`. For the thread that appends. Calls
  // that expired are known for up to a quarter longer.
  absl::Status FindKnown(absl::Span<const CallMark> marks, std::vector<bool>* known);

  // Appends a block of calls, at least 1, together with the mark of each: all or nothing. Returns
  // the sequence number of the first. `time_us` is the event time of one of the calls, say the one
  // in the middle: what retention measures by.
  // The block comes as AppendPacked (packing.h) made it, in parts one behind the other. A store
  // that does not keep calls needs none.
  absl::StatusOr<uint64_t> AppendPackedCalls(absl::Span<const absl::string_view> packed,
                                             absl::Span<const CallMark> marks, int64_t time_us);
  absl::StatusOr<uint64_t> AppendCalls(absl::string_view block, absl::Span<const CallMark> marks,
                                       int64_t time_us);
  bool keeps_calls() const;

  // Blocks in order, beginning with the one that holds `from`, or with the first one that is still
  // there, until `visit` returns false.
  absl::Status ReadCalls(
      uint64_t from,
      absl::FunctionRef<bool(uint64_t first, uint32_t count, absl::string_view block)> visit) const;

  // Stored state covers all calls below this sequence number; perhaps some beyond.
  uint64_t checkpoint() const;

  // All or nothing; never ahead of the calls it was computed from, whatever happens. On the disk
  // when it returns if it carries a checkpoint or `durable` is set.
  absl::Status WriteState(const StateUpdate& update, bool durable = false);

  // Accounts that were idle for too long are as if they had never been.
  absl::StatusOr<std::optional<std::string>> ReadAccount(absl::string_view account_id) const;
  // In order of the ids' bytes from behind `after`, until `visit` returns false; as of now,
  // whatever is written meanwhile.
  absl::Status ListAccounts(
      absl::string_view after,
      absl::FunctionRef<bool(absl::string_view id, absl::string_view bytes)> visit) const;

  absl::StatusOr<std::optional<std::string>> ReadFinding(absl::string_view id) const;
  // Newest first, from behind the finding with the position `after`; empty: from the start.
  absl::Status ListFindings(absl::string_view after,
                            absl::FunctionRef<bool(absl::string_view position, absl::string_view id,
                                                   absl::string_view bytes)>
                                visit) const;

  // Small named values. Written durably.
  absl::StatusOr<std::optional<std::string>> ReadMetadata(absl::string_view name) const;
  absl::Status WriteMetadata(absl::string_view name, absl::string_view value);

  // Forgets all state, so that folding begins at the first call; the log and the metadata stay.
  absl::Status ForgetState();

  StoreStatistics Statistics() const;

 private:
  friend struct StoreRep;
  explicit Store(std::unique_ptr<StoreRep> rep);

  std::unique_ptr<StoreRep> rep_;
};

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_STORE_H_
