#ifndef STILLWATCH_STORAGE_CHECK_H_
#define STILLWATCH_STORAGE_CHECK_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/store.h"

namespace stillwatch::storage {

// What is wrong with the store's files: one line for each that does not hold what was written to
// it, with its path. `progress` hears how many bytes of how many were read.
absl::StatusOr<std::vector<std::string>> FindDamagedFiles(
    const Store& store, const std::function<void(uint64_t done, uint64_t total)>& progress);

// Makes a store at `path`, which must not exist, that begins as this one is and then lives its own
// life. Files that never change are shared where both are in one file system. The store must have
// been opened for reading only, so that it stays as it is meanwhile.
absl::Status CloneStore(const Store& store, const std::string& path);

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_CHECK_H_
