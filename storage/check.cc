#include "storage/check.h"

#include <rocksdb/convenience.h>
#include <rocksdb/metadata.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {

namespace fs = std::filesystem;

absl::StatusOr<std::vector<std::string>> FindDamagedFiles(
    const Store& store, const std::function<void(uint64_t done, uint64_t total)>& progress) {
  const StoreRep& rep = StoreRep::Of(store);
  std::vector<rocksdb::LiveFileMetaData> files;
  rep.db->GetLiveFilesMetaData(&files);
  uint64_t total = 0, done = 0;
  for (const rocksdb::LiveFileMetaData& file : files) total += file.size;
  std::vector<std::string> damaged;
  for (const rocksdb::LiveFileMetaData& file : files) {
    const std::string path = file.db_path + file.name;
    rocksdb::ColumnFamilyHandle* family = nullptr;
    for (rocksdb::ColumnFamilyHandle* handle : rep.families) {
      if (handle->GetName() == file.column_family_name) family = handle;
    }
    const rocksdb::Options options = rep.db->GetOptions(family);
    const rocksdb::Status status = rocksdb::VerifySstFileChecksum(
        options, rocksdb::EnvOptions(), rocksdb::ReadOptions(), path, file.largest_seqno);
    if (!status.ok()) {
      damaged.push_back(
          absl::StrCat(path, " (", file.column_family_name, "): ", status.ToString()));
    }
    done += file.size;
    if (progress) progress(done, total);
  }
  return damaged;
}

absl::Status CloneStore(const Store& store, const std::string& path) {
  const StoreRep& rep = StoreRep::Of(store);
  if (!rep.options.read_only) {
    return absl::FailedPreconditionError("only a store that is read can be cloned");
  }
  std::error_code error;
  const auto trouble = [&](const fs::path& file) {
    return absl::UnavailableError(absl::StrCat("cannot copy ", file.string(), " to ", path, ": ",
                                               error.message(), "; check the disk's space"));
  };
  fs::create_directories(path, error);
  if (error) return trouble(path);
  for (fs::directory_iterator it(rep.options.path, error), end; !error && it != end;
       it.increment(error)) {
    const fs::path from = it->path();
    const fs::path to = fs::path(path) / from.filename();
    const std::string name = from.filename().string();
    if (!it->is_regular_file(error) || name == "LOCK" || name.rfind("LOG", 0) == 0) continue;
    if (from.extension() == ".sst") {
      fs::create_hard_link(from, to, error);
      if (!error) continue;
    }
    if (!fs::copy_file(from, to, error)) return trouble(from);
  }
  return error ? trouble(rep.options.path) : absl::OkStatus();
}

}  // namespace stillwatch::storage
