#include "storage/rocks_options.h"

#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_buffer_manager.h>

#include <algorithm>

#include "storage/account_append.h"
#include "storage/info_log.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

constexpr size_t kMostLogBytes = 256 << 20;
constexpr int kCacheShardBits = 3;
constexpr double kBloomBitsPerKey = 10;
// Nearly every mark that is looked for is not there; a wrong guess of the filter costs a read.
constexpr double kBloomBitsPerMark = 16;
// Of a piece of a filter.
constexpr size_t kFilterBytes = 4 << 10;
// Every look goes to another piece, which is to be found in few steps.
constexpr size_t kMarkFilterBytes = 32 << 10;
// Of a memtable of accounts, for a filter of its keys.
constexpr double kMemtableFilterShare = 0.02;
constexpr absl::Duration kMostBetweenFilterings = absl::Hours(24 * 30);

rocksdb::BlockBasedTableOptions TableOptions(const std::shared_ptr<rocksdb::Cache>& cache,
                                             double bloom_bits_per_key) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // Asking costs less than with the denser filters there are.
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(bloom_bits_per_key));
  table.format_version = 5;
  return table;
}

// In pieces: that of a large file may be larger than the cache, and be read for every look.
void DivideFilters(size_t bytes, rocksdb::BlockBasedTableOptions* table) {
  table->index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table->partition_filters = true;
  table->metadata_block_size = bytes;
  table->pin_top_level_index_and_filter = true;
}

}  // namespace

std::shared_ptr<rocksdb::Cache> MakeCache(const StoreOptions& options) {
  // Not strict: a read that finds no room would fail rather than evict.
  // Few threads read, and a piece should have room for more than a few blocks.
  return rocksdb::NewLRUCache(options.cache_bytes + options.write_buffer_bytes, kCacheShardBits);
}

std::shared_ptr<rocksdb::TableFactory> MarkFileFactory(
    const std::shared_ptr<rocksdb::Cache>& cache) {
  return std::shared_ptr<rocksdb::TableFactory>(
      rocksdb::NewBlockBasedTableFactory(TableOptions(cache, kBloomBitsPerMark)));
}

rocksdb::DBOptions DatabaseOptions(const StoreOptions& options,
                                   const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::DBOptions result;
  result.create_if_missing = options.create_if_missing && !options.read_only;
  result.create_missing_column_families = true;
  result.paranoid_checks = true;
  // A group that was being written when the process died ends the log early and was never
  // acknowledged: that is no damage. A fault with whole groups behind it is, and opening then
  // fails rather than give up what was acknowledged.
  result.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  result.track_and_verify_wals_in_manifest = true;
  result.max_total_wal_size = kMostLogBytes;
  // Buffers are counted in the cache, so that the two together keep their bound.
  result.write_buffer_manager =
      std::make_shared<rocksdb::WriteBufferManager>(options.write_buffer_bytes, cache);
  result.max_open_files = 512;
  result.max_background_jobs = 2;
  result.info_log = options.read_only ? MakeSilentLog() : MakeInfoLog(options.path);
  return result;
}

std::vector<rocksdb::ColumnFamilyDescriptor> FamilyOptions(
    const StoreOptions& options, const std::shared_ptr<rocksdb::Cache>& cache,
    const rocksdb::CompactionFilter* account_filter, const rocksdb::CompactionFilter* mark_filter) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : kFamilyNames) {
    rocksdb::ColumnFamilyOptions family;
    family.write_buffer_size = std::max<size_t>(options.write_buffer_bytes / 4, 1 << 20);
    family.compression = rocksdb::kLZ4Compression;
    family.bottommost_compression = rocksdb::kZSTD;
    rocksdb::BlockBasedTableOptions table = TableOptions(cache, kBloomBitsPerKey);
    DivideFilters(kFilterBytes, &table);
    family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    families.emplace_back(name, family);
  }
  // Keys ascend, so files never overlap and compaction need only move them; it does as long as all
  // levels are compressed alike. Blocks are packed before they come here.
  rocksdb::ColumnFamilyOptions& calls = families[kCalls].options;
  calls.compression = rocksdb::kNoCompression;
  calls.bottommost_compression = rocksdb::kDisableCompressionOption;

  // Random keys without values, written as whole files: nothing to compress, and few merges.
  rocksdb::ColumnFamilyOptions& dedupe = families[kDedupe].options;
  rocksdb::BlockBasedTableOptions table = TableOptions(cache, kBloomBitsPerMark);
  DivideFilters(kMarkFilterBytes, &table);
  dedupe.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  dedupe.compression = rocksdb::kNoCompression;
  dedupe.bottommost_compression = rocksdb::kNoCompression;
  dedupe.compaction_style = rocksdb::kCompactionStyleUniversal;
  if (!options.read_only) dedupe.compaction_filter = mark_filter;
  dedupe.periodic_compaction_seconds = 0;  // Marks that are gone do no harm.
  dedupe.level0_file_num_compaction_trigger = 8;

  // Written again and again where accounts are too many for memory: then merging them is what
  // limits the rate, so it must be rare and cheap.
  rocksdb::ColumnFamilyOptions& accounts = families[kAccounts].options;
  accounts.compaction_style = rocksdb::kCompactionStyleUniversal;
  accounts.merge_operator = MakeAccountAppend();
  accounts.level0_file_num_compaction_trigger = 8;
  // Most accounts that are looked for are in files, or nowhere.
  accounts.memtable_whole_key_filtering = true;
  accounts.memtable_prefix_bloom_size_ratio = kMemtableFilterShare;
  accounts.bottommost_compression = rocksdb::kDisableCompressionOption;
  if (options.keep_idle_accounts != absl::InfiniteDuration() && !options.read_only) {
    accounts.compaction_filter = account_filter;
    accounts.periodic_compaction_seconds = static_cast<uint64_t>(absl::ToInt64Seconds(
        std::clamp(options.keep_idle_accounts / 8, absl::Hours(24), kMostBetweenFilterings)));
  }
  return families;
}

}  // namespace stillwatch::storage
