#ifndef STILLWATCH_SERVICE_ENGINE_ACCOUNT_KEY_H_
#define STILLWATCH_SERVICE_ENGINE_ACCOUNT_KEY_H_

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/string_view.h"

namespace stillwatch::service {

// Stands for an account id within a process; never stored. 128 bits, so that two ids never meet.
struct AccountKey {
  uint64_t low = 0;
  uint64_t high = 0;

  friend bool operator==(const AccountKey&, const AccountKey&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const AccountKey& key) {
    return H::combine(std::move(h), key.low);
  }
};

inline AccountKey KeyOf(absl::string_view account_id) {
  const XXH128_hash_t hash = XXH3_128bits(account_id.data(), account_id.size());
  return {hash.low64, hash.high64};
}

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_ACCOUNT_KEY_H_
