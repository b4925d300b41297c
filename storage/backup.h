#ifndef STILLWATCH_STORAGE_BACKUP_H_
#define STILLWATCH_STORAGE_BACKUP_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/store.h"

// Copies of a store in a folder, several in one: files that two backups share are there once.
//
// Errors as in store.h; DATA_LOSS also when a backup is not what was written.

namespace stillwatch::storage {

struct BackupInfo {
  uint32_t id = 0;
  int64_t time_us = 0;  // When it was made, by the machine's clock.
  uint64_t bytes = 0;   // Of all files that it needs.
  uint64_t first_sequence = 1;
  uint64_t next_sequence = 1;
};

// Bytes done so far.
using BackupProgress = std::function<void(uint64_t bytes)>;

// Adds a backup of the store as it is now to `target`, which is made if it is missing.
absl::StatusOr<BackupInfo> MakeBackup(const Store& store, const std::string& target,
                                      const BackupProgress& progress);

// Oldest first. NOT_FOUND if there is no backup at all.
absl::StatusOr<std::vector<BackupInfo>> ListBackups(const std::string& source);

// Brings the backup with this id, 0 for the newest, into `path`, a folder that is empty or does not
// exist, after checking every file of it. Nothing is left in the folder if that fails.
// FAILED_PRECONDITION if the folder is not empty, NOT_FOUND if there is no such backup.
absl::StatusOr<BackupInfo> RestoreBackup(const std::string& source, uint32_t id,
                                         const std::string& path);

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_BACKUP_H_
