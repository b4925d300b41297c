#include "storage/info_log.h"

#include <cstdarg>
#include <cstdio>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace stillwatch::storage {
namespace {

constexpr long kMostBytes = 1 << 20;
constexpr int kLongestLine = 4000;

class FileLog final : public rocksdb::Logger {
 public:
  explicit FileLog(const std::string& path)
      : rocksdb::Logger(rocksdb::InfoLogLevel::WARN_LEVEL), path_(path + "/LOG") {}
  ~FileLog() override {
    if (file_ != nullptr) std::fclose(file_);
  }

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    char line[kLongestLine];
    std::vsnprintf(line, sizeof line, format, arguments);
    std::lock_guard lock(mutex_);
    if (file_ == nullptr) file_ = std::fopen(path_.c_str(), "a");
    if (file_ == nullptr) return;
    std::fprintf(file_, "%s %s\n", absl::FormatTime(absl::Now(), absl::UTCTimeZone()).c_str(),
                 line);
    std::fflush(file_);
    if (std::ftell(file_) < kMostBytes) return;
    std::fclose(file_);
    file_ = nullptr;
    std::rename(path_.c_str(), absl::StrCat(path_, ".old").c_str());
  }

 private:
  const std::string path_;
  std::mutex mutex_;
  std::FILE* file_ = nullptr;
};

class SilentLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

}  // namespace

std::shared_ptr<rocksdb::Logger> MakeInfoLog(const std::string& path) {
  return std::make_shared<FileLog>(path);
}

std::shared_ptr<rocksdb::Logger> MakeSilentLog() { return std::make_shared<SilentLog>(); }

}  // namespace stillwatch::storage
