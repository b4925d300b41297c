#ifndef STILLWATCH_STORAGE_STORE_REP_H_
#define STILLWATCH_STORAGE_STORE_REP_H_

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "storage/mark_index.h"
#include "storage/store.h"

// What the parts of the store share and nobody else sees.

namespace stillwatch::storage {

enum Family { kDefault, kCalls, kMarks, kDedupe, kAccounts, kFindings, kFindingsByTime, kMetadata };
inline constexpr const char* kFamilyNames[] = {
    "default", "calls", "marks", "dedupe", "accounts", "findings", "findings_by_time", "metadata"};
inline constexpr int kFamilies = 8;

// Names in the metadata.
inline constexpr char kSchemaName[] = "schema_version";
inline constexpr char kCheckpointName[] = "checkpoint";
inline constexpr char kMarksInFilesName[] = "marks_in_files";

// A file of marks that is being made; what is found of it at opening is left over.
inline constexpr char kMarksDraft[] = "marks.draft";

struct Store::Rep {
  StoreOptions options;
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> families;  // In order of Family.
  std::atomic<uint64_t> next_sequence{1};
  std::atomic<uint64_t> checkpoint{1};
  std::unique_ptr<MarkIndex> marks;
  // A write failed; RocksDB refuses further ones until it is told to go on.
  std::atomic<bool> failed{false};

  ~Rep();

  rocksdb::ColumnFamilyHandle* family(Family which) const {
    return families[static_cast<size_t>(which)];
  }

  absl::Status Write(rocksdb::WriteBatch* batch, bool sync);
  absl::StatusOr<std::optional<std::string>> Read(Family family, absl::string_view key) const;
};

// A store's status in our terms: what, where and what to do.
absl::Status Translate(const rocksdb::Status& status, const std::string& path);

inline rocksdb::Slice ToSlice(absl::string_view bytes) { return {bytes.data(), bytes.size()}; }
inline absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_STORE_REP_H_
