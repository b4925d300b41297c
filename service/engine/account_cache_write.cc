// What the cache writes to the store, and how it makes room.
#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/strip.h"
#include "service/engine/account_cache.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// Of one write, in stored bytes; bounds memory while much is written.
constexpr size_t kMostBatchBytes = 4 << 20;
// When room is needed this share of the limit is freed at once, so that writes are few and large.
constexpr size_t kFreedShare = 16;

storage::FindingRecord RecordOf(const v1::Finding& finding) {
  return {std::string(absl::StripPrefix(finding.name(), "findings/")),
          finding.open_time().seconds() * 1000000 + finding.open_time().nanos() / 1000,
          finding.SerializeAsString()};
}

}  // namespace

absl::Status AccountCache::WritePutAside() {
  absl::Status status = aside_.Write(store_);
  if (status.ok()) has_unwritten_ = false;
  return status;
}

uint64_t AccountCache::DirtySince(const AccountKey& key) const {
  const auto found = index_.find(key);
  if (found == index_.end()) return 0;
  return found->second.hot != nullptr ? found->second.hot->dirty_since
                                      : found->second.warm->dirty_since;
}

size_t AccountCache::AddTo(storage::StateUpdate* update, const AccountKey& key) {
  const Position place = index_.find(key)->second;
  if (place.hot == nullptr) {
    const WarmAccount& warm = *place.warm;
    update->accounts.push_back(
        {std::string(warm.id()), std::string(warm.record()), warm.last_active_us, warm.keep});
    return warm.record_bytes;
  }
  const HotAccount& hot = *place.hot;
  std::string record;
  AppendAccount(hot.account, hot.applied_sequence, &record);
  update->accounts.push_back({hot.account.id(), std::move(record),
                              hot.account.profile().volume.last_time_us, hot.account.MustBeKept()});
  if (hot.finding_dirty) update->findings.push_back(RecordOf(*hot.account.finding()));
  return update->accounts.back().bytes.size();
}

absl::Status AccountCache::WriteBatch(storage::StateUpdate* update, std::vector<AccountKey>* keys,
                                      bool durable) {
  if (keys->empty()) return absl::OkStatus();
  if (has_unwritten_) {
    if (absl::Status status = WritePutAside(); !status.ok()) return status;
  }
  absl::Status status = store_->WriteState(*update, durable);
  if (!status.ok()) return status;
  for (const AccountKey& key : *keys) {
    const Position place = index_.find(key)->second;
    (place.hot != nullptr ? place.hot->dirty_since : place.warm->dirty_since) = 0;
    if (place.hot != nullptr) place.hot->finding_dirty = false;
  }
  *update = storage::StateUpdate();
  keys->clear();
  return absl::OkStatus();
}

absl::Status AccountCache::Write(const std::vector<AccountKey>& keys, bool durable) {
  storage::StateUpdate update;
  std::vector<AccountKey> added;
  size_t bytes = 0;
  for (const AccountKey& key : keys) {
    if (DirtySince(key) == 0) continue;
    bytes += AddTo(&update, key);
    added.push_back(key);
    if (bytes < kMostBatchBytes) continue;
    if (absl::Status status = WriteBatch(&update, &added, durable); !status.ok()) return status;
    bytes = 0;
  }
  return WriteBatch(&update, &added, durable);
}

absl::Status AccountCache::WriteDirtySince(uint64_t sequence) {
  if (aside_.FirstUnwritten(sequence) < sequence) {
    if (absl::Status status = WritePutAside(); !status.ok()) return status;
  }
  storage::StateUpdate update;
  std::vector<AccountKey> keys;
  size_t taken = 0;  // Of the front of dirty_, which goes once it is written.
  size_t bytes = 0;
  const auto write = [&] {
    absl::Status status = WriteBatch(&update, &keys, /*durable=*/false);
    if (status.ok()) dirty_.erase(dirty_.begin(), dirty_.begin() + static_cast<long>(taken));
    taken = bytes = 0;
    return status;
  };
  while (taken < dirty_.size() && dirty_[taken].since < sequence) {
    const Dirty& dirty = dirty_[taken++];
    if (DirtySince(dirty.key) != dirty.since) continue;
    bytes += AddTo(&update, dirty.key);
    keys.push_back(dirty.key);
    if (bytes < kMostBatchBytes) continue;
    if (absl::Status status = write(); !status.ok()) return status;
  }
  return write();
}

bool AccountCache::IsFull() const {
  return warm_.bytes() > warm_limit() - warm_limit() / kFreedShare;
}

absl::Status AccountCache::Shrink() {
  if (absl::Status status = ShrinkStrands(); !status.ok()) return status;
  if (warm_.bytes() <= warm_limit()) return absl::OkStatus();
  const size_t goal = warm_limit() - warm_limit() / kFreedShare;
  // Once they have left, the store has to have all of them.
  if (has_unwritten_) {
    if (absl::Status status = WritePutAside(); !status.ok()) return status;
  }
  std::vector<AccountKey> keys;
  std::vector<WarmAccount*> leaving;
  size_t left = warm_.bytes();
  for (WarmAccount* warm = warm_.oldest(); warm != nullptr && left > goal; warm = warm->newer) {
    left -= warm->space();
    leaving.push_back(warm);
    keys.push_back(warm->key);
  }
  if (absl::Status status = Write(keys, /*durable=*/false); !status.ok()) return status;
  for (WarmAccount* warm : leaving) {
    index_.erase(warm->key);
    aside_.Expect(warm->key, warm->can_wait);
    warm_.Remove(warm);
  }
  return absl::OkStatus();
}

absl::Status AccountCache::WriteAll() {
  return WriteDirtySince(std::numeric_limits<uint64_t>::max());
}

uint64_t AccountCache::FirstDirty(uint64_t end) {
  end = aside_.FirstUnwritten(end);
  while (!dirty_.empty() && DirtySince(dirty_.front().key) != dirty_.front().since) {
    dirty_.pop_front();
  }
  return dirty_.empty() ? end : std::min(end, dirty_.front().since);
}

}  // namespace stillwatch::service
