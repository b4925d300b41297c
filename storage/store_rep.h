#ifndef STILLWATCH_STORAGE_STORE_REP_H_
#define STILLWATCH_STORAGE_STORE_REP_H_

#include <rocksdb/cache.h>
#include <rocksdb/compaction_filter.h>
#include <rocksdb/db.h>
#include <rocksdb/perf_level.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/mark_index.h"
#include "storage/retention.h"
#include "storage/store.h"

// What the parts of the store share and nobody else sees.

namespace stillwatch::storage {

enum Family {
  kDefault,
  kCalls,
  kArrivals,
  kMarks,
  kDedupe,
  kAccounts,
  kFindings,
  kFindingsByTime,
  kMetadata,
};
inline constexpr const char* kFamilyNames[] = {
    "default",  "calls",    "arrivals",         "marks",   "dedupe",
    "accounts", "findings", "findings_by_time", "metadata"};

// Names in the metadata.
inline constexpr char kSchemaName[] = "schema_version";
inline constexpr char kCheckpointName[] = "checkpoint";
inline constexpr char kFirstSequenceName[] = "first_sequence";
inline constexpr char kAccountsCutoffName[] = "accounts_cutoff";
inline constexpr char kMarksInFilesName[] = "marks_in_files";
inline constexpr char kMarkGenerationsName[] = "mark_generations";

// A file of marks that is being made; what is found of it at opening is left over.
inline constexpr char kMarksDraft[] = "marks.draft";

// Holds the folder of a store as if a server had it open, for readers, which RocksDB lets in beside
// one. Harmless where nothing can be written, so nobody can have it open either.
class FolderLock {
 public:
  FolderLock() = default;
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  absl::Status Take(const std::string& path);

 private:
  rocksdb::FileLock* lock_ = nullptr;
};

struct StoreRep {
  StoreOptions options;
  // Event time; accounts that were active last before it are gone. Outlives the compactions.
  std::atomic<int64_t> accounts_cutoff_us{std::numeric_limits<int64_t>::min()};
  std::atomic<uint32_t> first_generation{0};  // Marks of older ones are gone.
  std::unique_ptr<rocksdb::CompactionFilter> account_filter;
  std::unique_ptr<rocksdb::CompactionFilter> mark_filter;
  std::shared_ptr<rocksdb::Cache> cache;
  FolderLock lock;
  std::unique_ptr<rocksdb::Env> files;  // Of a scratch store.
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> families;  // In order of Family.
  std::atomic<uint64_t> first_sequence{1};
  std::atomic<uint64_t> next_sequence{1};
  std::atomic<uint64_t> checkpoint{1};
  std::atomic<int64_t> clock_us{LogClock::kUnset};
  std::unique_ptr<MarkIndex> marks;
  std::unique_ptr<Retention> retention;
  // A write failed; RocksDB refuses further ones until it is told to go on.
  std::atomic<bool> failed{false};
  std::mutex resuming;

  ~StoreRep();

  // For the other parts of this folder.
  static StoreRep& Of(const Store& store) { return *store.rep_; }

  rocksdb::ColumnFamilyHandle* family(Family which) const {
    return families[static_cast<size_t>(which)];
  }

  absl::Status Write(rocksdb::WriteBatch* batch, bool sync);
  absl::StatusOr<std::optional<std::string>> Read(Family family, absl::string_view key) const;
  // Numbers in the metadata. Written without waiting for the disk.
  absl::Status WriteNumber(absl::string_view name, uint64_t number);
  absl::StatusOr<std::optional<uint64_t>> ReadNumber(absl::string_view name) const;
};

// A store's status in our terms: what, where and what to do.
absl::Status Translate(const rocksdb::Status& status, const std::string& path);

// RocksDB counts what a thread does, each comparison of keys for one, unless told not to. Nobody
// reads that. To be called by what is about to read or write much.
inline void CountNothing() { rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable); }

inline rocksdb::Slice ToSlice(absl::string_view bytes) { return {bytes.data(), bytes.size()}; }
inline absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_STORE_REP_H_
