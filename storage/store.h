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
#include "absl/types/span.h"
#include "storage/keys.h"

namespace stillwatch::storage {

struct StoreOptions {
  std::string path;  // A folder.
  bool create_if_missing = true;
  // Whether calls are on the disk before AppendCalls returns. Off only where a crash of the machine
  // may lose them.
  bool sync = true;
  // Nothing needs to outlive the process, so there is no write-ahead log.
  bool scratch = false;
  size_t cache_bytes = 128 << 20;         // For blocks that were read, indexes and filters.
  size_t write_buffer_bytes = 128 << 20;  // For what is not yet in files, in sum.
  // Marks that make a set; up to two sets are in memory, at about 20 bytes a mark.
  size_t marks_in_memory = 1 << 19;
};

struct FindingRecord {
  std::string id;
  int64_t open_time_us = 0;  // Must not change once written.
  std::string bytes;
};

// State that calls led to; written as one.
struct StateUpdate {
  std::vector<std::pair<std::string, std::string>> accounts;  // Id and bytes.
  std::vector<FindingRecord> findings;
  // When set: the written state covers all calls below this sequence number.
  std::optional<uint64_t> checkpoint;
};

// What a deployment keeps: the log of its calls, which is the truth, and state computed from it,
// which may lag behind. Values are bytes; what they mean is for others to know. The only owner of
// RocksDB.
//
// Methods that write are called by one thread at a time; the others by any.
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

  // Which calls are in the log; `known` is parallel to `marks`. For the writer.
  absl::Status FindKnown(absl::Span<const CallMark> marks, std::vector<bool>* known);

  // Appends a block of calls, at least 1, together with the mark of each: all or nothing. Returns
  // the sequence number of the first.
  absl::StatusOr<uint64_t> AppendCalls(absl::string_view block, absl::Span<const CallMark> marks);

  // Blocks in order, beginning with the one that holds `from`, until `visit` returns false.
  absl::Status ReadCalls(
      uint64_t from,
      absl::FunctionRef<bool(uint64_t first, uint32_t count, absl::string_view block)> visit) const;

  // Stored state covers all calls below this sequence number; perhaps some beyond.
  uint64_t checkpoint() const;

  // All or nothing; never ahead of the calls it was computed from, whatever happens. On the disk
  // when it returns if it carries a checkpoint or `durable` is set.
  absl::Status WriteState(const StateUpdate& update, bool durable = false);

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

  // Estimate of the bytes on disk.
  uint64_t EstimatedBytes() const;

 private:
  struct Rep;
  explicit Store(std::unique_ptr<Rep> rep);

  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_STORE_H_
