#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_buffer_manager.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

constexpr uint64_t kSchemaVersion = 1;
constexpr size_t kMostLogBytes = 256 << 20;

rocksdb::DBOptions DatabaseOptions(const StoreOptions& options,
                                   const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::DBOptions result;
  result.create_if_missing = options.create_if_missing;
  result.create_missing_column_families = true;
  result.paranoid_checks = true;
  // A group that was being written when the process died ends the log early and was never
  // acknowledged: that is no damage. A fault with whole groups behind it is, and opening then
  // fails rather than give up what was acknowledged.
  result.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  result.track_and_verify_wals_in_manifest = true;
  result.max_total_wal_size = kMostLogBytes;
  result.write_buffer_manager =
      std::make_shared<rocksdb::WriteBufferManager>(options.write_buffer_bytes, cache);
  result.max_open_files = 512;
  result.max_background_jobs = 2;
  result.keep_log_file_num = 4;
  result.max_log_file_size = 1 << 20;
  result.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  return result;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Families(
    const StoreOptions& options, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(10));
  table.format_version = 5;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : kFamilyNames) {
    rocksdb::ColumnFamilyOptions family;
    family.write_buffer_size = std::max<size_t>(options.write_buffer_bytes / 4, 1 << 20);
    family.compression = rocksdb::kLZ4Compression;
    family.bottommost_compression = rocksdb::kZSTD;
    if (name == std::string(kFamilyNames[kDedupe])) {
      // Random keys without values, written as whole files: nothing to compress, and few merges.
      family.compression = rocksdb::kNoCompression;
      family.bottommost_compression = rocksdb::kNoCompression;
      family.compaction_style = rocksdb::kCompactionStyleUniversal;
    }
    family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    families.emplace_back(name, family);
  }
  return families;
}

absl::Status NotAStore(const std::string& path, absl::string_view why) {
  return absl::FailedPreconditionError(
      absl::StrCat(path, " is not a Stillwatch store: ", why,
                   "; choose another folder or one that does not exist yet"));
}

// Looks at the folder without opening it.
absl::Status CheckFolder(const StoreOptions& options) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path path = options.path;
  if (options.path.empty()) return absl::InvalidArgumentError("the path of the store is empty");
  if (!fs::exists(path, error)) {
    if (error) {
      return absl::UnavailableError(absl::StrCat(options.path, ": ", error.message()));
    }
    if (!options.create_if_missing) {
      return absl::NotFoundError(absl::StrCat(
          "no store at ", options.path, "; check the path, or start the server to create one"));
    }
    fs::create_directories(path, error);
    if (error) {
      return absl::UnavailableError(absl::StrCat("cannot create the folder ", options.path, ": ",
                                                 error.message(), "; check its permissions"));
    }
    return absl::OkStatus();
  }
  if (!fs::is_directory(path, error)) return NotAStore(options.path, "it is not a folder");
  const bool empty = fs::is_empty(path, error);
  if (error) {
    return absl::UnavailableError(absl::StrCat("cannot read ", options.path, ": ", error.message(),
                                               "; check its permissions"));
  }
  if (empty) {
    return options.create_if_missing
               ? absl::OkStatus()
               : absl::NotFoundError(absl::StrCat("no store at ", options.path, ": it is empty"));
  }
  if (!fs::exists(path / "CURRENT", error)) {
    return NotAStore(options.path, "the folder holds other files");
  }
  fs::remove(path / kMarksDraft, error);
  std::vector<std::string> names;
  const rocksdb::Status listed = rocksdb::DB::ListColumnFamilies({}, options.path, &names);
  if (!listed.ok()) return Translate(listed, options.path);
  std::vector<std::string> unknown;
  for (const std::string& name : names) {
    if (std::find(std::begin(kFamilyNames), std::end(kFamilyNames), name) ==
        std::end(kFamilyNames)) {
      unknown.push_back(name);
    }
  }
  if (unknown.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(options.path, " holds column families that this version does not know (",
                   absl::StrJoin(unknown, ", "),
                   "): a newer Stillwatch wrote it, or another program; use that one"));
}

}  // namespace

Store::Rep::~Rep() {
  marks.reset();
  for (rocksdb::ColumnFamilyHandle* handle : families) db->DestroyColumnFamilyHandle(handle);
  if (db != nullptr) db->Close();
}

namespace {

bool IsEmpty(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family) {
  const std::unique_ptr<rocksdb::Iterator> it(db->NewIterator({}, family));
  it->SeekToFirst();
  return !it->Valid() && it->status().ok();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const StoreOptions& options) {
  absl::Status folder = CheckFolder(options);
  if (!folder.ok()) return folder;
  auto rep = std::make_unique<Rep>();
  rep->options = options;
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(options.cache_bytes);
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::Open(DatabaseOptions(options, cache), options.path,
                                                   Families(options, cache), &rep->families, &db);
  if (!opened.ok()) return Translate(opened, options.path);
  rep->db.reset(db);
  std::unique_ptr<Store> store(new Store(std::move(rep)));
  if (!IsEmpty(db, store->rep_->family(kDefault))) {
    return NotAStore(options.path, "another program's database is in it");
  }

  const auto schema = store->ReadMetadata(kSchemaName);
  if (!schema.ok()) return schema.status();
  if (!schema->has_value()) {
    if (!IsEmpty(db, store->rep_->family(kCalls))) {
      return absl::DataLossError(absl::StrCat(options.path, " has calls but no schema version"));
    }
    absl::Status written = store->WriteMetadata(kSchemaName, MakeNumber(kSchemaVersion));
    if (!written.ok()) return written;
  } else if (const auto version = ParseNumber(**schema); version != kSchemaVersion) {
    return absl::FailedPreconditionError(absl::StrCat(
        options.path, " has schema version ", version.value_or(0), "; this program knows version ",
        kSchemaVersion, " only. Use the program that wrote it, or a newer one"));
  }

  const auto checkpoint = store->ReadMetadata(kCheckpointName);
  if (!checkpoint.ok()) return checkpoint.status();
  if (checkpoint->has_value()) store->rep_->checkpoint = ParseNumber(**checkpoint).value_or(1);
  const std::unique_ptr<rocksdb::Iterator> last(db->NewIterator({}, store->rep_->family(kCalls)));
  last->SeekToLast();
  if (last->Valid()) {
    absl::string_view value = ToView(last->value());
    store->rep_->next_sequence =
        ParseBlockKey(ToView(last->key())).value_or(0) + ConsumeBlockHeader(&value).value_or(0);
  }
  if (!last->status().ok()) return Translate(last->status(), options.path);
  Rep& opened_rep = *store->rep_;
  opened_rep.marks =
      std::make_unique<MarkIndex>(db, opened_rep.family(kDedupe), opened_rep.family(kMarks),
                                  opened_rep.family(kMetadata), options.marks_in_memory);
  absl::Status loaded = opened_rep.marks->Load();
  if (!loaded.ok()) return loaded;
  return store;
}

absl::Status Translate(const rocksdb::Status& status, const std::string& path) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = status.ToString();
  if (status.IsCorruption()) {
    return absl::DataLossError(
        absl::StrCat("the store at ", path, " is damaged: ", text,
                     ". Keep a copy, then restore a backup or remove the store and stream the logs "
                     "in again"));
  }
  if (status.IsIOError() && text.find("lock") != std::string::npos) {
    return absl::FailedPreconditionError(
        absl::StrCat("the store at ", path,
                     " is open in another process; stop that one or choose another folder"));
  }
  if (status.IsInvalidArgument() && text.find("does not exist") != std::string::npos) {
    return absl::NotFoundError(absl::StrCat("no store at ", path));
  }
  return absl::UnavailableError(absl::StrCat("the store at ", path, " cannot be used: ", text,
                                             ". Check the disk's space and permissions"));
}

}  // namespace stillwatch::storage
