#include "service/command/rejects.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "service/command/command.h"
#include "service/present/format.h"

namespace stillwatch::service {
namespace {

constexpr int64_t kShown = 10;

}  // namespace

absl::Status RejectLog::Open(const std::string& path) {
  if (path.empty()) return absl::OkStatus();
  path_ = path;
  file_.open(path, std::ios::trunc);
  if (file_) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path, "; check the path"));
}

void RejectLog::Add(const std::string& file, int64_t line, const std::string& field,
                    const std::string& reason) {
  std::lock_guard lock(mutex_);
  if (++count_ <= kShown) {
    PrintError(absl::StrCat(file, ":", line, ": rejected: ", field, field.empty() ? "" : " ",
                            Printable(reason)));
  }
  if (file_.is_open()) {
    const nlohmann::ordered_json record = {
        {"file", file}, {"line", line}, {"field", field}, {"reason", reason}};
    file_ << record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  }
}

int64_t RejectLog::count() const {
  std::lock_guard lock(mutex_);
  return count_;
}

void RejectLog::Conclude() const {
  std::lock_guard lock(mutex_);
  if (count_ <= kShown) return;
  PrintError(absl::StrCat(
      Grouped(count_ - kShown), " more rejected records",
      path_.empty() ? "; --rejects FILE keeps them all" : absl::StrCat("; all are in ", path_)));
}

}  // namespace stillwatch::service
