#ifndef STILLWATCH_STORAGE_ROCKS_OPTIONS_H_
#define STILLWATCH_STORAGE_ROCKS_OPTIONS_H_

#include <rocksdb/cache.h>
#include <rocksdb/compaction_filter.h>
#include <rocksdb/db.h>

#include <memory>
#include <vector>

#include "storage/store.h"

// How the database is set up, and why.

namespace stillwatch::storage {

// For blocks, indexes, filters and, as far as they are counted, write buffers.
std::shared_ptr<rocksdb::Cache> MakeCache(const StoreOptions& options);

// For files of new marks, which are few and small: their filters are in one piece, kept in memory.
std::shared_ptr<rocksdb::TableFactory> MarkFileFactory(
    const std::shared_ptr<rocksdb::Cache>& cache);

rocksdb::DBOptions DatabaseOptions(const StoreOptions& options,
                                   const std::shared_ptr<rocksdb::Cache>& cache);

// In the order of Family. Borrows the filters.
std::vector<rocksdb::ColumnFamilyDescriptor> FamilyOptions(
    const StoreOptions& options, const std::shared_ptr<rocksdb::Cache>& cache,
    const rocksdb::CompactionFilter* account_filter, const rocksdb::CompactionFilter* mark_filter);

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_ROCKS_OPTIONS_H_
