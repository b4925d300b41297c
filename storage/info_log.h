#ifndef STILLWATCH_STORAGE_INFO_LOG_H_
#define STILLWATCH_STORAGE_INFO_LOG_H_

#include <rocksdb/env.h>

#include <memory>
#include <string>

namespace stillwatch::storage {

// What RocksDB has to say, from warnings up, in `path`/LOG; the mebibyte before in LOG.old. Made
// when there is something to say. RocksDB's own logger ends the process when it cannot write, that
// is, when the disk is full; this one leaves out what it cannot write.
std::shared_ptr<rocksdb::Logger> MakeInfoLog(const std::string& path);

// Says nothing and makes no file.
std::shared_ptr<rocksdb::Logger> MakeSilentLog();

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_INFO_LOG_H_
