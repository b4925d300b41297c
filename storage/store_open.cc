#include <rocksdb/env.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "storage/rocks_options.h"
#include "storage/store_rep.h"
#include "storage/unsynced_files.h"

namespace stillwatch::storage {
namespace {

constexpr uint64_t kSchemaVersion = 9;
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

StoreRep::~StoreRep() {
  marks.reset();
  retention.reset();
  if (db == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : families) db->DestroyColumnFamilyHandle(handle);
  db->Close();
}

FolderLock::~FolderLock() {
  if (lock_ != nullptr) rocksdb::Env::Default()->UnlockFile(lock_);
}

absl::Status FolderLock::Take(const std::string& path) {
  const rocksdb::Status status = rocksdb::Env::Default()->LockFile(path + "/LOCK", &lock_);
  if (status.ok()) return absl::OkStatus();
  return access(path.c_str(), W_OK) != 0 && errno == EROFS ? absl::OkStatus()
                                                           : Translate(status, path);
}

namespace {

bool IsEmpty(const StoreRep& rep, Family family) {
  const std::unique_ptr<rocksdb::Iterator> it(rep.db->NewIterator({}, rep.family(family)));
  it->SeekToFirst();
  return !it->Valid() && it->status().ok();
}

absl::Status OpenDatabase(StoreRep* rep) {
  const StoreOptions& options = rep->options;
  rep->cache = MakeCache(options);
  rep->account_filter = MakeIdleAccountFilter(&rep->accounts_cutoff_us);
  rep->mark_filter = MakeOldMarkFilter(&rep->first_generation);
  rocksdb::DBOptions database = DatabaseOptions(options, rep->cache);
  if (options.scratch) {
    rep->files = MakeUnsyncedFiles();
    database.env = rep->files.get();
    database.avoid_flush_during_shutdown = true;
  }
  const std::vector<rocksdb::ColumnFamilyDescriptor> families =
      FamilyOptions(options, rep->cache, rep->account_filter.get(), rep->mark_filter.get());
  rocksdb::DB* db = nullptr;
  rocksdb::Status opened;
  if (options.read_only) {
    absl::Status locked = rep->lock.Take(options.path);
    if (!locked.ok()) return locked;
    opened = rocksdb::DB::OpenForReadOnly(database, options.path, families, &rep->families, &db);
  } else {
    opened = rocksdb::DB::Open(database, options.path, families, &rep->families, &db);
  }
  rep->db.reset(db);
  return Translate(opened, options.path);
}

absl::Status CheckSchema(Store* store, const StoreRep& rep) {
  if (!IsEmpty(rep, kDefault)) {
    return NotAStore(rep.options.path, "another program's database is in it");
  }
  const auto schema = store->ReadMetadata(kSchemaName);
  if (!schema.ok()) return schema.status();
  if (!schema->has_value()) {
    if (!IsEmpty(rep, kCalls)) {
      return absl::DataLossError(
          absl::StrCat(rep.options.path, " has calls but no schema version"));
    }
    return store->WriteMetadata(kSchemaName, MakeNumber(kSchemaVersion));
  }
  const std::optional<uint64_t> version = ParseNumber(**schema);
  if (version == kSchemaVersion) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      rep.options.path, " has schema version ", version.value_or(0),
      "; this program knows version ", kSchemaVersion, " only. ",
      version.value_or(0) > kSchemaVersion
          ? "Use the program that wrote it, or a newer one"
          : "Use the program that wrote it, or begin a new store and stream the logs in again"));
}

absl::Status LoadNumbers(StoreRep* rep) {
  const auto checkpoint = rep->ReadNumber(kCheckpointName);
  if (!checkpoint.ok()) return checkpoint.status();
  const auto first = rep->ReadNumber(kFirstSequenceName);
  if (!first.ok()) return first.status();
  rep->first_sequence = first->value_or(1);
  rep->checkpoint = std::max(checkpoint->value_or(1), rep->first_sequence.load());
  rep->next_sequence = rep->first_sequence.load();
  const std::unique_ptr<rocksdb::Iterator> last(rep->db->NewIterator({}, rep->family(kCalls)));
  last->SeekToLast();
  if (last->Valid()) {
    absl::string_view value = ToView(last->value());
    rep->next_sequence =
        ParseBlockKey(ToView(last->key())).value_or(0) + ConsumeBlockHeader(&value).value_or(0);
  }
  return Translate(last->status(), rep->options.path);
}

// What a reader sees of idle accounts is what whoever wrote last saw.
absl::Status LoadCutoff(StoreRep* rep) {
  if (!rep->options.read_only) return absl::OkStatus();
  const auto cutoff = rep->ReadNumber(kAccountsCutoffName);
  if (!cutoff.ok()) return cutoff.status();
  if (cutoff->has_value()) rep->accounts_cutoff_us = static_cast<int64_t>(**cutoff);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const StoreOptions& options) {
  if (options.keep_calls <= absl::ZeroDuration() ||
      options.keep_idle_accounts <= absl::ZeroDuration()) {
    return absl::InvalidArgumentError("calls and accounts must be kept for some time");
  }
  absl::Status status = CheckFolder(options);
  if (!status.ok()) return status;
  auto owned = std::make_unique<StoreRep>();
  StoreRep* const rep = owned.get();
  rep->options = options;
  status = OpenDatabase(rep);
  if (!status.ok()) return status;
  std::unique_ptr<Store> store(new Store(std::move(owned)));
  status = CheckSchema(store.get(), *rep);
  if (status.ok()) status = LoadNumbers(rep);
  if (status.ok()) status = LoadCutoff(rep);
  if (!status.ok()) return status;
  std::error_code ignored;
  if (!options.read_only) {
    std::filesystem::remove(std::filesystem::path(options.path) / kMarksDraft, ignored);
  }
  rep->marks = std::make_unique<MarkIndex>(rep);
  rep->retention = std::make_unique<Retention>(rep);
  // Expiry drops marks too, so their index comes first; it asks for the clock.
  status = rep->retention->LoadClock();
  if (status.ok()) status = rep->marks->Load(rep->clock_us);
  if (status.ok() && !options.read_only) status = rep->retention->Expire();
  if (!status.ok()) return status;
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
  const auto says = [&text](const char* words) { return text.find(words) != std::string::npos; };
  // A lock file can also be one that cannot be made, for instance on a disk that is read-only.
  if (status.IsIOError() && says("lock") &&
      (says("Resource temporarily unavailable") || says("current process"))) {
    return absl::FailedPreconditionError(
        absl::StrCat("the store at ", path,
                     " is open in another process; stop that one or choose another folder"));
  }
  if (status.IsInvalidArgument() && says("does not exist")) {
    return absl::NotFoundError(absl::StrCat("no store at ", path));
  }
  if (status.IsBusy()) {
    return absl::UnavailableError(
        absl::StrCat("the store at ", path,
                     " waits for room on its disk, which it looks for every few seconds"));
  }
  return absl::UnavailableError(absl::StrCat("the store at ", path, " cannot be used: ", text,
                                             ". Check the disk's space and permissions"));
}

}  // namespace stillwatch::storage
