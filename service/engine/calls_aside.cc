#include "service/engine/calls_aside.h"

#include <algorithm>
#include <bit>

#include "detector/call/stored_call.h"

namespace stillwatch::service {
namespace {

// Of the table. It grows in powers of two, and not at all while it is three quarters full.
constexpr size_t kBytesOfSlot = 17;

constexpr uint64_t kWrites = 512;  // Numbers of writes; then they begin anew.

// The share of the limit that calls which wait may take, and what more of them is of no use. Fewer
// than the slots of the table which are left free, so that they do not make it grow.
constexpr size_t kUnwrittenShare = 16;
constexpr size_t kMostText = size_t{2} << 20;
// Written at once, as writes of the log wait for it.
constexpr size_t kMostPieces = 512;

size_t AccountsThatFit(size_t bytes) { return std::bit_floor(bytes / kBytesOfSlot) / 4 * 3; }

}  // namespace

CallsAside::CallsAside(size_t limit_bytes)
    : most_text_(std::min(kMostText, limit_bytes / kUnwrittenShare)),
      limit_(AccountsThatFit(limit_bytes - 2 * most_text_)) {}

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
  if (text_.capacity() < most_text_) text_.reserve(most_text_ + most_text_ / 8);
  const size_t begin = text_.size();
  const absl::string_view id = call.call->account_id;
  text_.append(id.data(), id.size());
  AppendCall(call, &text_);
  const size_t id_bytes = id.size();
  unwritten_.push_back({begin, static_cast<uint32_t>(id_bytes),
                        static_cast<uint32_t>(text_.size() - begin - id_bytes), call.call->time_us,
                        !room.stored});
}

bool CallsAside::IsUnwritten(const AccountKey& key) const {
  if (unwritten_.empty()) return false;
  const auto found = known_.find(Known(key));
  return found != known_.end() && found->write == write_;
}

void CallsAside::AppendUnwritten(absl::string_view account_id, std::string* record) const {
  for (const Unwritten& call : unwritten_) {
    if (IdOf(call) != account_id) continue;
    if (call.first) record->clear();
    const absl::string_view bytes = RecordOf(call);
    record->append(bytes.data(), bytes.size());
  }
}

absl::Status CallsAside::Write(storage::Store* store) {
  if (unwritten_.empty()) return absl::OkStatus();
  std::vector<storage::AccountPiece> pieces;
  pieces.reserve(unwritten_.size());
  for (const Unwritten& call : unwritten_) {
    pieces.push_back({IdOf(call), RecordOf(call), call.time_us, call.first});
  }
  // The calls of an account stay in order: that of their places in text_.
  std::sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) {
    const int order = a.id.compare(b.id);
    return order != 0 ? order < 0 : a.id.data() < b.id.data();
  });
  storage::StateUpdate update;
  for (size_t begin = 0; begin < pieces.size(); begin += kMostPieces) {
    const size_t end = std::min(begin + kMostPieces, pieces.size());
    update.pieces.assign(pieces.begin() + static_cast<ptrdiff_t>(begin),
                         pieces.begin() + static_cast<ptrdiff_t>(end));
    // What was written already will be twice, which reading passes over.
    if (absl::Status status = store->WriteState(update); !status.ok()) return status;
  }
  unwritten_.clear();
  text_.clear();
  write_ = (write_ + 1) % kWrites;
  // They come back when they call: how many calls they have can be read.
  if (known_.size() >= limit_) known_.clear();
  return absl::OkStatus();
}

size_t CallsAside::bytes() const {
  return known_.capacity() * kBytesOfSlot + text_.capacity() +
         unwritten_.capacity() * sizeof(Unwritten);
}

}  // namespace stillwatch::service
