#ifndef STILLWATCH_STORAGE_MARK_INDEX_H_
#define STILLWATCH_STORAGE_MARK_INDEX_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "storage/keys.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
}  // namespace rocksdb

namespace stillwatch::storage {

// Which calls are in the log. Marks are random 16-byte keys that are hardly ever found: the worst
// load for a memtable. So the newest ones live in hash sets; when a set is full a thread of its own
// writes it as one sorted file and hands that to the database. After a restart the sets are filled
// again from the marks that stand beside the blocks.
//
// Add and Find are called by the store's writer; both wait while two full sets are there.
class MarkIndex {
 public:
  // Borrows the database. `set_size` marks make a set full.
  MarkIndex(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* dedupe,
            rocksdb::ColumnFamilyHandle* recent, rocksdb::ColumnFamilyHandle* metadata,
            size_t set_size);
  // Waits for a file that is being written; what is in the sets is still beside the blocks.
  ~MarkIndex();
  MarkIndex(const MarkIndex&) = delete;
  MarkIndex& operator=(const MarkIndex&) = delete;

  // Takes up the marks beside the blocks.
  absl::Status Load();

  // Marks of calls below the sequence number `next`, as they are written to the log.
  absl::Status Add(absl::Span<const CallMark> marks, uint64_t next);

  absl::Status Find(absl::Span<const CallMark> marks, std::vector<bool>* known);

 private:
  using Set = absl::flat_hash_set<CallMark>;

  absl::Status SealIfFull(uint64_t next);
  void WriteSealed();
  absl::Status WriteFile(std::vector<CallMark> marks, uint64_t next);

  rocksdb::DB* const db_;
  rocksdb::ColumnFamilyHandle* const dedupe_;
  rocksdb::ColumnFamilyHandle* const recent_;
  rocksdb::ColumnFamilyHandle* const metadata_;
  const size_t set_size_;
  Set filling_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<const Set> sealed_;  // Being written; null if nothing is.
  uint64_t sealed_next_ = 0;
  absl::Status fault_;  // Of the last attempt to write.
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_MARK_INDEX_H_
