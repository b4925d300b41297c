#ifndef STILLWATCH_SERVICE_ENGINE_CAMPAIGN_WATCH_H_
#define STILLWATCH_SERVICE_ENGINE_CAMPAIGN_WATCH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/status.h"
#include "detector/campaigns/book.h"
#include "service/campaigns/card_index.h"
#include "service/engine/shard.h"

namespace stillwatch::storage {
class Store;
}
namespace stillwatch::v1 {
class CampaignState;
}

namespace stillwatch::service {

// Sweeps for campaigns at places in the log that the log alone determines, so that a live server,
// an audit and a restart sweep at the same places over the same accounts. Used by the thread that
// dispatches groups; Snapshot() by any.
class CampaignWatch {
 public:
  CampaignWatch(storage::Store* store, const std::vector<std::unique_ptr<Shard>>* shards,
                const detector::Assessor* assessor, size_t limit_bytes);
  ~CampaignWatch();

  // Reads what the last sweep left, and the cards of all stored accounts. Before anything is
  // folded.
  absl::Status Open();

  // Whether to sweep before the call with this sequence number is folded.
  bool Due(uint64_t sequence, int64_t time_us) const {
    if (sequence < sparse_sequence_) return false;
    if (sequence < due_sequence_ && time_us < sparse_us_) return false;
    return time_us >= next_us_ || sequence >= latest_sequence_;
  }

  // Sweeps. All calls below the sequence number must be folded, and the shards rest.
  absl::Status Sweep(uint64_t sequence, int64_t time_us);

  // The campaigns as of the last sweep.
  std::shared_ptr<const v1::CampaignState> Snapshot() const;

 private:
  absl::Status GatherCards();
  absl::Status Apply(const std::vector<detector::MembershipChange>& changes, uint64_t sequence);
  void Publish();
  void Schedule();
  // So many have to come before the next sweep.
  uint64_t CallsForCard() const;

  storage::Store* const store_;
  const std::vector<std::unique_ptr<Shard>>* const shards_;
  const detector::Assessor* const assessor_;
  CardIndex cards_;
  detector::CampaignBook book_;
  // The next sweep is due at the first call from due_sequence_ on that is not older than next_us_,
  // at the latest at latest_sequence_, for a time that lies far ahead of all others by mistake. A
  // call from sparse_us_ on need only be the one with sparse_sequence_.
  uint64_t due_sequence_ = 0;
  uint64_t latest_sequence_ = 0;
  int64_t next_us_ = 0;
  uint64_t sparse_sequence_ = 0;
  int64_t sparse_us_ = 0;

  mutable std::mutex mutex_;
  std::shared_ptr<const v1::CampaignState> snapshot_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_CAMPAIGN_WATCH_H_
