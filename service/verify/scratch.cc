#include "service/verify/scratch.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace stillwatch::service {

absl::StatusOr<std::unique_ptr<Scratch>> Scratch::Make(const std::string& store,
                                                       const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> candidates = {folder};
  if (folder.empty()) {
    std::error_code error;
    fs::path beside = fs::absolute(store, error).lexically_normal();
    if (!beside.has_filename()) beside = beside.parent_path();
    candidates = {beside.parent_path().string(), fs::temp_directory_path(error).string()};
  }
  for (const std::string& candidate : candidates) {
    std::string path = absl::StrCat(candidate, "/stillwatch-verify-XXXXXX");
    if (mkdtemp(path.data()) != nullptr) {
      return std::unique_ptr<Scratch>(new Scratch(std::move(path)));
    }
  }
  return absl::UnavailableError(absl::StrCat("no folder for scratch copies in ",
                                             absl::StrJoin(candidates, " or "), ": ",
                                             std::strerror(errno), "; name one with --scratch"));
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace stillwatch::service
