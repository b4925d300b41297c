#ifndef STILLWATCH_STORAGE_UNSYNCED_FILES_H_
#define STILLWATCH_STORAGE_UNSYNCED_FILES_H_

#include <rocksdb/env.h>

#include <memory>

namespace stillwatch::storage {

// The files of the system, but that nothing waits for the disk: for a store that need not outlive
// the process.
std::unique_ptr<rocksdb::Env> MakeUnsyncedFiles();

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_UNSYNCED_FILES_H_
