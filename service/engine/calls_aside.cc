#include "service/engine/calls_aside.h"

#include <algorithm>
#include <bit>

namespace stillwatch::service {
namespace {

// Of the table. It grows in powers of two, and not at all while it is three quarters full.
constexpr size_t kBytesOfSlot = 17;

constexpr uint64_t kWrites = 512;  // Numbers of writes; then they begin anew.

size_t AccountsThatFit(size_t bytes) { return std::bit_floor(bytes / kBytesOfSlot) / 4 * 3; }

}  // namespace

CallsAside::CallsAside(size_t limit_bytes) : limit_(AccountsThatFit(limit_bytes)) {}

std::optional<CallsAside::Room> CallsAside::Find(const AccountKey& key) const {
  const auto found = known_.find(Known(key));
  if (found == known_.end()) return std::nullopt;
  return Room{true, found->folded != 0, static_cast<uint8_t>(found->calls),
              static_cast<uint8_t>(found->more)};
}

void CallsAside::Put(const Known& known) {
  if (known_.empty()) known_.reserve(limit_);
  known_.erase(known);
  known_.insert(known);
}

void CallsAside::Expect(const AccountKey& key, int64_t more) {
  if (more <= 0 || known_.size() >= limit_) return;
  Known known(key);
  known.folded = 1;
  known.more = static_cast<uint64_t>(std::min(more, kMostCalls));
  known.write = (write_ + kWrites - 1) % kWrites;
  Put(known);
}

void CallsAside::Add(const AccountKey& key, Room room, const LoggedCall& call) {
  if (unwritten_.empty()) first_ = call.sequence;
  Known known(key);
  known.folded = room.folded ? 1 : 0;
  known.calls = room.calls + 1u;
  known.more = room.more - 1u;
  known.write = write_;
  Put(known);
  storage::AccountState& state = unwritten_.emplace_back();
  state.id.assign(call.account_id.data(), call.account_id.size());
  AppendCall(call, &state.bytes);
  state.last_active_us = call.time_us;
  state.append = room.stored;
}

bool CallsAside::IsUnwritten(const AccountKey& key) const {
  if (unwritten_.empty()) return false;
  const auto found = known_.find(Known(key));
  return found != known_.end() && found->write == write_;
}

void CallsAside::AppendUnwritten(absl::string_view account_id, std::string* record) const {
  for (const storage::AccountState& state : unwritten_) {
    if (state.id != account_id) continue;
    if (!state.append) record->clear();
    record->append(state.bytes);
  }
}

absl::Status CallsAside::Write(storage::Store* store) {
  if (unwritten_.empty()) return absl::OkStatus();
  // Neighbours are quicker to add than strangers. The calls of an account stay in order.
  std::stable_sort(unwritten_.begin(), unwritten_.end(),
                   [](const auto& a, const auto& b) { return a.id < b.id; });
  storage::StateUpdate update;
  update.accounts.swap(unwritten_);
  absl::Status status = store->WriteState(update);
  unwritten_.swap(update.accounts);
  if (!status.ok()) return status;
  unwritten_.clear();
  write_ = (write_ + 1) % kWrites;
  // They come back when they call: how many calls they have can be read.
  if (known_.size() >= limit_) known_.clear();
  return status;
}

size_t CallsAside::bytes() const { return known_.capacity() * kBytesOfSlot; }

}  // namespace stillwatch::service
