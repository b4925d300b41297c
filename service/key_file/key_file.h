#ifndef STILLWATCH_SERVICE_KEY_FILE_KEY_FILE_H_
#define STILLWATCH_SERVICE_KEY_FILE_KEY_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "detector/fingerprint/key.h"

namespace stillwatch::storage {
class Store;
}

namespace stillwatch::service {

// Where the installation's fingerprint key is unless said otherwise:
// $XDG_CONFIG_HOME/stillwatch/fingerprint.key or ~/.config/stillwatch/fingerprint.key.
std::string DefaultKeyPath();

// Reads the key, 64 hexadecimal digits; makes a random one, readable by the owner only, if there is
// none. Two processes that make it at once end up with the same.
absl::StatusOr<detector::FingerprintKey> LoadOrCreateKey(const std::string& path);

// Makes sure that what is in the store was made with this key; remembers a digest of it (never the
// key) in a new store. FAILED_PRECONDITION if another key was used.
absl::Status BindKey(const detector::FingerprintKey& key, const std::string& key_path,
                     storage::Store* store);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_KEY_FILE_KEY_FILE_H_
