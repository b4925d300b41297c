#include "service/key_file/key_file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "detector/fingerprint/fingerprinter.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

constexpr char kCheckName[] = "fingerprint_key_check";
constexpr char kCheckedText[] = "which key is this";

absl::StatusOr<detector::FingerprintKey> Parse(const std::string& path, const std::string& text) {
  const absl::string_view digits = absl::StripAsciiWhitespace(text);
  detector::FingerprintKey key;
  bool good = digits.size() == 2 * key.bytes.size();
  for (const char digit : digits) good = good && absl::ascii_isxdigit(digit);
  if (!good) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " does not hold a fingerprint key: it must be ", 2 * key.bytes.size(),
                     " hexadecimal digits. Restore it, or remove it to have a new one made"));
  }
  const std::string bytes = absl::HexStringToBytes(digits);
  std::memcpy(key.bytes.data(), bytes.data(), key.bytes.size());
  return key;
}

absl::Status Trouble(absl::string_view what, const std::string& path) {
  return absl::UnavailableError(absl::StrCat("cannot ", what, " the fingerprint key ", path, ": ",
                                             std::strerror(errno),
                                             "; check the path, or name another with --key-file"));
}

absl::Status Create(const std::string& path) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  detector::FingerprintKey key;
  if (getrandom(key.bytes.data(), key.bytes.size(), 0) != static_cast<ssize_t>(key.bytes.size())) {
    return Trouble("make", path);
  }
  const std::string text =
      absl::StrCat(absl::BytesToHexString(absl::string_view(
                       reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size())),
                   "\n");
  // Whole or not at all, and the first one wins.
  const std::string draft = absl::StrCat(path, ".", getpid(), ".new");
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return Trouble("write", path);
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(file) == 0;
  close(file);
  const bool linked = written && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const absl::Status status = linked ? absl::OkStatus() : Trouble("write", path);
  unlink(draft.c_str());
  return status;
}

}  // namespace

std::string DefaultKeyPath() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config != 0) return absl::StrCat(config, "/stillwatch/fingerprint.key");
  const char* home = std::getenv("HOME");
  return absl::StrCat(home == nullptr ? "." : home, "/.config/stillwatch/fingerprint.key");
}

absl::StatusOr<detector::FingerprintKey> LoadOrCreateKey(const std::string& path) {
  if (!std::filesystem::exists(path)) {
    if (absl::Status created = Create(path); !created.ok()) return created;
  }
  std::ifstream file(path);
  if (!file) return Trouble("read", path);
  return Parse(path, std::string(std::istreambuf_iterator<char>(file), {}));
}

absl::Status BindKey(const detector::FingerprintKey& key, const std::string& key_path,
                     storage::Store* store) {
  const std::string check = absl::StrCat(
      absl::Hex(detector::Fingerprinter(key).HashBytes(kCheckedText), absl::kZeroPad16));
  const absl::StatusOr<std::optional<std::string>> known = store->ReadMetadata(kCheckName);
  if (!known.ok()) return known.status();
  if (!known->has_value()) return store->WriteMetadata(kCheckName, check);
  if (**known == check) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the fingerprint key in ", key_path,
      " is not the one that this store was made with; name that one with --key-file, or begin a "
      "new store: fingerprints of two keys cannot be compared"));
}

}  // namespace stillwatch::service
