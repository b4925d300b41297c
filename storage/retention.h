#ifndef STILLWATCH_STORAGE_RETENTION_H_
#define STILLWATCH_STORAGE_RETENTION_H_

#include <rocksdb/compaction_filter.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/log_clock.h"

namespace stillwatch::storage {

struct StoreRep;

// Lets compactions leave out accounts that were active last before the cutoff, which is an event
// time in microseconds. Borrows it.
std::unique_ptr<rocksdb::CompactionFilter> MakeIdleAccountFilter(
    const std::atomic<int64_t>* cutoff_us);

// The same for marks of generations before the first one.
std::unique_ptr<rocksdb::CompactionFilter> MakeOldMarkFilter(
    const std::atomic<uint32_t>* first_generation);

// Expiry of calls, marks and idle accounts without looking at any of them: what arrived before the
// log's clock stood at some time is one range of sequence numbers. The family `arrivals` is a short
// index of that. Used by the thread that appends.
class Retention {
 public:
  // Borrows the parts of the store, all but this one in place.
  explicit Retention(StoreRep* rep);

  // Takes up the index.
  absl::Status LoadClock();

  // Adds to the batch that appends a block what the index needs to know of it.
  void OnAppend(uint64_t first, int64_t time_us, rocksdb::WriteBatch* batch);
  // To be called when the batch is written; now and then expires what is too old.
  absl::Status AfterAppend();

  // At opening, too: the options may be others than last time.
  absl::Status Expire();

  int64_t clock_us() const { return clock_.shown_us(); }

 private:
  // The first call that arrived after the cutoff, as far as the index is that exact.
  absl::StatusOr<uint64_t> FirstArrivedAfter(int64_t cutoff_us) const;
  // The beginning of the block that holds the call, or of the next one.
  absl::StatusOr<uint64_t> BlockOf(uint64_t sequence) const;
  absl::Status DropBelow(uint64_t first);

  StoreRep* const rep_;
  const int64_t keep_calls_us_;
  const int64_t keep_idle_accounts_us_;
  LogClock clock_;
  int64_t indexed_us_ = LogClock::kUnset;  // The newest entry says so.
  int64_t expired_us_ = LogClock::kUnset;  // The newest entry said so when things last expired.
};

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_RETENTION_H_
