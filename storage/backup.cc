#include "storage/backup.h"

#include <rocksdb/utilities/backup_engine.h>

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "storage/rocks_options.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

namespace fs = std::filesystem;

// How often progress is told.
constexpr uint64_t kProgressBytes = 4 << 20;

absl::Status TranslateBackup(const rocksdb::Status& status, const std::string& folder) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) {
    return absl::DataLossError(
        absl::StrCat("a backup in ", folder, " is damaged: ", status.ToString(),
                     ". Take another one: `stillwatch backup list` has all"));
  }
  return absl::UnavailableError(absl::StrCat("the backups in ", folder,
                                             " cannot be used: ", status.ToString(),
                                             ". Check the disk's space and permissions"));
}

rocksdb::BackupEngineOptions EngineOptions(const std::string& folder) {
  rocksdb::BackupEngineOptions options(folder);
  options.callback_trigger_interval_size = kProgressBytes;
  options.max_background_operations = 2;
  return options;
}

std::string DescribeRange(const Store& store) {
  return MakeNumber(store.first_sequence()) + MakeNumber(store.next_sequence());
}

BackupInfo Describe(const rocksdb::BackupInfo& from) {
  BackupInfo info;
  info.id = from.backup_id;
  info.time_us = from.timestamp * 1'000'000;
  info.bytes = from.size;
  const absl::string_view range = from.app_metadata;
  info.first_sequence = ParseNumber(range.substr(0, 8)).value_or(1);
  info.next_sequence = range.size() < 8 ? 1 : ParseNumber(range.substr(8)).value_or(1);
  return info;
}

absl::Status NoBackups(const std::string& folder) {
  return absl::NotFoundError(absl::StrCat("no backups in ", folder, "; check the path"));
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenForReading(
    const std::string& source) {
  std::error_code error;
  // Opening would make the folders.
  if (!fs::is_directory(fs::path(source) / "meta", error)) return NoBackups(source);
  rocksdb::BackupEngineReadOnly* engine = nullptr;
  const rocksdb::IOStatus opened =
      rocksdb::BackupEngineReadOnly::Open(EngineOptions(source), rocksdb::Env::Default(), &engine);
  if (!opened.ok()) return TranslateBackup(opened, source);
  return std::unique_ptr<rocksdb::BackupEngineReadOnly>(engine);
}

// What stands in the way of a backup there.
absl::Status CheckTarget(const std::string& target) {
  std::error_code error;
  if (!fs::exists(target, error)) return absl::OkStatus();
  if (fs::is_directory(target, error) &&
      (fs::is_empty(target, error) || fs::is_directory(fs::path(target) / "meta", error))) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat(target, " holds other things than backups; choose another folder"));
}

}  // namespace

absl::StatusOr<BackupInfo> MakeBackup(const Store& store, const std::string& target,
                                      const BackupProgress& progress) {
  absl::Status good = CheckTarget(target);
  if (!good.ok()) return good;
  std::error_code error;
  fs::create_directories(target, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot make the folder ", target, ": ", error.message()));
  }
  rocksdb::BackupEngine* raw = nullptr;
  const rocksdb::IOStatus opened =
      rocksdb::BackupEngine::Open(EngineOptions(target), rocksdb::Env::Default(), &raw);
  const std::unique_ptr<rocksdb::BackupEngine> engine(raw);
  if (!opened.ok()) return TranslateBackup(opened, target);
  rocksdb::CreateBackupOptions options;
  options.flush_before_backup = true;
  uint64_t bytes = 0;
  options.progress_callback = [&] {
    bytes += kProgressBytes;
    if (progress) progress(bytes);
  };
  rocksdb::BackupID id = 0;
  const rocksdb::IOStatus made = engine->CreateNewBackupWithMetadata(
      options, StoreRep::Of(store).db.get(), DescribeRange(store), &id);
  if (!made.ok()) {
    engine->GarbageCollect().PermitUncheckedError();
    return TranslateBackup(made, target);
  }
  rocksdb::BackupInfo info;
  const rocksdb::Status found = engine->GetBackupInfo(id, &info);
  if (!found.ok()) return TranslateBackup(found, target);
  return Describe(info);
}

absl::StatusOr<std::vector<BackupInfo>> ListBackups(const std::string& source) {
  const auto engine = OpenForReading(source);
  if (!engine.ok()) return engine.status();
  std::vector<rocksdb::BackupInfo> found;
  (*engine)->GetBackupInfo(&found);
  if (found.empty()) return NoBackups(source);
  std::vector<BackupInfo> backups;
  backups.reserve(found.size());
  for (const rocksdb::BackupInfo& info : found) backups.push_back(Describe(info));
  return backups;
}

absl::StatusOr<BackupInfo> RestoreBackup(const std::string& source, uint32_t id,
                                         const std::string& path) {
  const absl::StatusOr<std::vector<BackupInfo>> backups = ListBackups(source);
  if (!backups.ok()) return backups.status();
  if (id == 0) id = backups->back().id;
  const BackupInfo* wanted = nullptr;
  for (const BackupInfo& backup : *backups) wanted = backup.id == id ? &backup : wanted;
  if (wanted == nullptr) {
    return absl::NotFoundError(
        absl::StrCat(source, " has no backup ", id, "; it has ",
                     absl::StrJoin(*backups, ", ", [](std::string* out, const BackupInfo& backup) {
                       absl::StrAppend(out, backup.id);
                     })));
  }
  std::error_code error;
  const bool there = fs::exists(path, error);
  if (there && (!fs::is_directory(path, error) || !fs::is_empty(path, error))) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " is not an empty folder; a backup is restored into a new one only"));
  }
  const auto engine = OpenForReading(source);
  if (!engine.ok()) return engine.status();
  rocksdb::IOStatus status = (*engine)->VerifyBackup(id, /*verify_with_checksum=*/true);
  if (!status.ok()) return TranslateBackup(status, source);
  status = (*engine)->RestoreDBFromBackup(id, path, path);
  if (status.ok()) return *wanted;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, error)) {
    fs::remove_all(entry.path(), error);
  }
  return absl::UnavailableError(absl::StrCat("backup ", id, " cannot be restored to ", path, ": ",
                                             status.ToString(),
                                             ". Check the disk's space and permissions"));
}

}  // namespace stillwatch::storage
