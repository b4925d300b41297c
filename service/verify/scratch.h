#ifndef STILLWATCH_SERVICE_VERIFY_SCRATCH_H_
#define STILLWATCH_SERVICE_VERIFY_SCRATCH_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace stillwatch::service {

// A new folder that is deleted with this object.
class Scratch {
 public:
  // In `folder`; if that is empty beside `store`, where copies can share its files, or else in the
  // system's folder for temporary files.
  static absl::StatusOr<std::unique_ptr<Scratch>> Make(const std::string& store,
                                                       const std::string& folder);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit Scratch(std::string path) : path_(std::move(path)) {}
  const std::string path_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_VERIFY_SCRATCH_H_
