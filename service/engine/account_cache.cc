#include "service/engine/account_cache.h"

#include <algorithm>
#include <utility>

#include "detector/call/stored_call.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// The share of the limit that hot accounts may take.
constexpr size_t kHotShare = 3;
// The share of the limit that the table of accounts with calls put aside may take.
constexpr size_t kAsideShare = 4;
// And what hot accounts with several setups take beside their places.
constexpr size_t kStrandShare = 4;

}  // namespace

AccountCache::AccountCache(storage::Store* store, size_t limit_bytes, int64_t min_calls)
    : store_(store),
      min_calls_(min_calls),
      warm_limit_(limit_bytes - limit_bytes / kHotShare),
      strand_limit_(limit_bytes / kStrandShare),
      hot_(limit_bytes / kHotShare),
      aside_(limit_bytes / kAsideShare),
      read_ahead_(store) {}

absl::StatusOr<HotAccount*> AccountCache::Get(const AccountKey& key, absl::string_view account_id) {
  const auto found = index_.find(key);
  if (found == index_.end()) {
    const absl::StatusOr<Stored> stored = ReadStored(key, account_id);
    return stored.ok() ? Place(key, account_id, *stored) : stored.status();
  }
  if (found->second.hot != nullptr) {
    HotAccount* hot = found->second.hot;
    hot->used = true;
    return hot;
  }
  absl::StatusOr<HotAccount*> claimed = ClaimPlace();
  if (!claimed.ok()) return claimed;
  HotAccount* hot = *claimed;
  // ClaimPlace changed values in the index, but added none.
  WarmAccount* warm = found->second.warm;
  if (absl::Status status = Load(account_id, warm->record(), hot); !status.ok()) return status;
  hot->dirty_since = warm->dirty_since;
  warm_.Remove(warm);
  hot->key = key;
  hot->occupied = hot->used = true;
  CountStrands(hot);
  found->second = {hot, nullptr};
  return hot;
}

absl::StatusOr<HotAccount*> AccountCache::GetFor(const AccountKey& key, const LoggedCall& call) {
  const absl::string_view account_id = call.call->account_id;
  if (!IsFull() || index_.contains(key)) return Get(key, account_id);
  std::optional<CallsAside::Room> room = aside_.Find(key);
  if (!room.has_value()) {
    const absl::StatusOr<Stored> stored = ReadStored(key, account_id);
    if (!stored.ok()) return stored.status();
    room = RoomOf(*stored);
    if (room->more == 0) return Place(key, account_id, *stored);
  }
  if (room->more == 0) return Get(key, account_id);
  aside_.Add(key, *room, call);
  read_ahead_.Forget(key);
  return nullptr;
}

// What of an account is known from what the store has. How many calls an account that is folded
// can wait for is not known before it is read.
CallsAside::Room AccountCache::RoomOf(const Stored& stored) const {
  if (stored.has_value() && !IsCall(*stored)) return {.stored = true, .folded = true};
  const auto calls = static_cast<int64_t>(stored.has_value() ? CountCalls(*stored) : 0);
  const int64_t most = std::min(CallsAside::kMostCalls, min_calls_) - 1;
  return {stored.has_value(), false, static_cast<uint8_t>(std::min(calls, most)),
          static_cast<uint8_t>(std::max<int64_t>(most - calls, 0))};
}

bool AccountCache::CanHaveCalls(const AccountKey& key, int64_t calls) const {
  const std::optional<CallsAside::Room> room = aside_.Find(key);
  return !room.has_value() || room->folded || room->calls >= calls;
}

void AccountCache::BeginToRead(const std::vector<ReadAhead::Wanted>& calls) {
  std::vector<ReadAhead::Wanted> wanted;
  for (const ReadAhead::Wanted& call : calls) {
    // What waits to be written would be missing if that were done before the call's turn.
    if (index_.contains(call.key) || aside_.IsUnwritten(call.key)) continue;
    const std::optional<CallsAside::Room> room = aside_.Find(call.key);
    if (!room.has_value() || room->more == 0) wanted.push_back(call);
  }
  read_ahead_.Begin(wanted);
}

absl::StatusOr<AccountCache::Stored> AccountCache::ReadStored(const AccountKey& key,
                                                              absl::string_view account_id) {
  if (auto read = read_ahead_.Take(key); read.has_value()) return *std::move(read);
  absl::StatusOr<Stored> stored = store_->ReadAccount(account_id);
  if (!stored.ok() || !aside_.IsUnwritten(key)) return stored;
  std::string record = stored->value_or("");
  aside_.AppendUnwritten(account_id, &record);
  if (!record.empty()) *stored = std::move(record);
  return stored;
}

absl::StatusOr<HotAccount*> AccountCache::Place(const AccountKey& key, absl::string_view account_id,
                                                const Stored& stored) {
  absl::StatusOr<HotAccount*> claimed = ClaimPlace();
  if (!claimed.ok()) return claimed;
  HotAccount* hot = *claimed;
  if (stored.has_value()) {
    if (absl::Status status = Load(account_id, *stored, hot); !status.ok()) return status;
  } else {
    hot->account.Reset(account_id);
    hot->applied_sequence = 0;
  }
  has_unwritten_ |= aside_.IsUnwritten(key);
  aside_.Forget(key);
  read_ahead_.Forget(key);
  hot->key = key;
  hot->occupied = hot->used = true;
  CountStrands(hot);
  index_[key] = {hot, nullptr};
  return hot;
}

size_t AccountCache::warm_limit() const {
  // What the others take at most is three quarters of it.
  return warm_limit_ - std::min(warm_limit_ / 4 * 3, aside_.bytes() + strand_bytes_);
}

// An empty place.
absl::StatusOr<HotAccount*> AccountCache::ClaimPlace() {
  HotAccount* hot = hot_.Claim();
  if (hot->occupied) {
    absl::Status status = Cool(hot);
    if (!status.ok()) return status;
  }
  hot->occupied = false;
  hot->dirty_since = 0;
  hot->finding_dirty = false;
  hot->touched_at = TouchedAccounts::kNowhere;
  return hot;
}

absl::Status AccountCache::Load(absl::string_view account_id, absl::string_view record,
                                HotAccount* hot) {
  return ReadRecord(account_id, record, &hot->account, &hot->applied_sequence);
}

// A finding is written before its account leaves, so that of an account which is not hot the stored
// finding is the one that counts.
absl::Status AccountCache::Cool(HotAccount* hot) {
  if (hot->finding_dirty) {
    absl::Status status = Write({hot->key}, /*durable=*/false);
    if (!status.ok()) return status;
  }
  record_.clear();
  AppendAccount(hot->account, hot->applied_sequence, &record_);
  WarmAccount* warm = warm_.Add(hot->account.id(), record_);
  warm->key = hot->key;
  warm->dirty_since = hot->dirty_since;
  warm->last_active_us = hot->account.profile().volume.last_time_us;
  warm->keep = hot->account.MustBeKept();
  warm->can_wait = static_cast<uint8_t>(std::clamp<int64_t>(
      hot->account.CallsUntilAssessed(min_calls_) - 1, 0, CallsAside::kMostCalls));
  index_.find(hot->key)->second = {nullptr, warm};
  if (hot->strand_bytes > 0) {
    hot->account.Reset("");
    CountStrands(hot);
  }
  return absl::OkStatus();
}

void AccountCache::CountStrands(HotAccount* hot) {
  const size_t bytes = hot->account.strands().bytes();
  strand_bytes_ += bytes;
  strand_bytes_ -= hot->strand_bytes;
  hot->strand_bytes = bytes;
}

// Strands come with calls, so that no place is claimed for them.
absl::Status AccountCache::ShrinkStrands() {
  while (strand_bytes_ > strand_limit_) {
    HotAccount* hot = hot_.OldestWithStrands();
    if (absl::Status status = Cool(hot); !status.ok()) return status;
    hot->occupied = hot->used = false;
  }
  return absl::OkStatus();
}

void AccountCache::Prefetch(const AccountKey& key) const {
  const auto found = index_.find(key);
  if (found == index_.end()) return;
  if (found->second.hot != nullptr) {
    const HotAccount* hot = found->second.hot;
    __builtin_prefetch(hot, /*rw=*/1);
    hot->account.Prefetch();
  } else {
    const char* at = reinterpret_cast<const char*>(found->second.warm);
    for (size_t line = 0; line < 16; ++line) __builtin_prefetch(at + 64 * line);
  }
}

void AccountCache::MarkDirty(HotAccount* hot, uint64_t sequence, bool finding) {
  CountStrands(hot);
  if (hot->dirty_since == 0) {
    hot->dirty_since = sequence;
    dirty_.push_back({sequence, hot->key});
  }
  hot->finding_dirty |= finding;
}

absl::StatusOr<bool> AccountCache::Read(absl::string_view account_id,
                                        detector::Account* account) const {
  const auto found = index_.find(KeyOf(account_id));
  if (found == index_.end()) {
    const absl::StatusOr<Stored> stored = store_->ReadAccount(account_id);
    if (!stored.ok()) return stored.status();
    std::string record = stored->value_or("");
    if (aside_.IsUnwritten(KeyOf(account_id))) aside_.AppendUnwritten(account_id, &record);
    if (record.empty()) return false;
    absl::Status status = ReadRecord(account_id, record, account);
    if (!status.ok()) return status;
    return true;
  }
  std::string record;
  if (found->second.hot != nullptr) {
    const HotAccount& hot = *found->second.hot;
    AppendAccount(hot.account, hot.applied_sequence, &record);
  } else {
    record = std::string(found->second.warm->record());
  }
  absl::Status status = ReadRecord(account_id, record, account);
  if (!status.ok()) return status;
  return true;
}

const HotAccount* AccountCache::Peek(const AccountKey& key) const {
  const auto found = index_.find(key);
  return found == index_.end() || found->second.hot == nullptr ? nullptr : found->second.hot;
}

HotAccount* AccountCache::Peek(const AccountKey& key) {
  const auto found = index_.find(key);
  return found == index_.end() ? nullptr : found->second.hot;
}

}  // namespace stillwatch::service
