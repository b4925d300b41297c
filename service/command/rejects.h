#ifndef STILLWATCH_SERVICE_COMMAND_REJECTS_H_
#define STILLWATCH_SERVICE_COMMAND_REJECTS_H_

#include <cstdint>
#include <fstream>
#include <mutex>
#include <string>

#include "absl/status/status.h"

namespace stillwatch::service {

// Tells people of records that were not taken: the first few on standard error, all of them in a
// file if one is asked for. Thread-safe.
class RejectLog {
 public:
  // Opens the file unless the path is empty.
  absl::Status Open(const std::string& path);

  void Add(const std::string& file, int64_t line, const std::string& field,
           const std::string& reason);

  int64_t count() const;
  // Says how many were not shown.
  void Conclude() const;

 private:
  mutable std::mutex mutex_;
  std::ofstream file_;
  std::string path_;
  int64_t count_ = 0;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_COMMAND_REJECTS_H_
