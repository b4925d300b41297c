#ifndef STILLWATCH_SERVICE_ENGINE_VERDICT_BOARD_H_
#define STILLWATCH_SERVICE_ENGINE_VERDICT_BOARD_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "detector/assess/assessor.h"

namespace stillwatch::detector {
class Policy;
}

namespace stillwatch::service {

// The verdicts on accounts that are not clear, for checks that must wait neither for the store nor
// for the engine. Thread-safe; an entry does not change once published.
class VerdictBoard {
 public:
  struct Entry {
    detector::Outcome outcome;
    std::string finding;  // Resource name of the open finding, if any.
    std::string reason;   // The strongest, in words.
  };

  // Null: clear.
  std::shared_ptr<const Entry> Get(absl::string_view account_id) const;
  // The same, and null while the policy's allow-list clears the account, as it does for checks.
  std::shared_ptr<const Entry> GetUnlessAllowed(absl::string_view account_id,
                                                const detector::Policy& policy,
                                                absl::Time now) const;

  // Whether GetUnlessAllowed was called within the last second.
  bool WasAskedLately(absl::Time now) const;

  void Set(absl::string_view account_id, Entry entry);
  void Clear(absl::string_view account_id);

  size_t size() const;

 private:
  // So that writers and readers of different accounts rarely meet.
  struct Shard {
    mutable std::shared_mutex mutex;
    absl::flat_hash_map<std::string, std::shared_ptr<const Entry>> entries;
  };

  static constexpr size_t kShards = 64;

  const Shard& ShardOf(absl::string_view account_id) const;
  Shard& ShardOf(absl::string_view account_id);

  std::array<Shard, kShards> shards_;
  mutable std::atomic<int64_t> asked_us_ = 0;  // When last, since 1970.
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_VERDICT_BOARD_H_
