#include "service/engine/young_accounts.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/policy/policy.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::service {
namespace {

// A piece: the call's sequence number with the highest bit set, which that of an account's record
// never has, the size of its bytes, both little-endian, and the bytes.
constexpr uint64_t kCallFlag = uint64_t{1} << 63;
constexpr size_t kSequenceBytes = 8;
constexpr size_t kSizeBytes = 4;

// Of an account, so that what is stored of it stays small.
constexpr int64_t kMostCalls = 64;

// Of the table: a slot, and what an account takes while the table, at most 7/8 full, is doubled.
constexpr size_t kBytesOfSlot = 25;
constexpr size_t kBytesOfKnown = 4 * kBytesOfSlot;

uint64_t ReadLittleEndian(absl::string_view bytes, size_t count) {
  uint64_t number = 0;
  for (size_t i = count; i > 0; --i) number = number << 8 | static_cast<uint8_t>(bytes[i - 1]);
  return number;
}

void AppendLittleEndian(uint64_t number, size_t count, std::string* out) {
  for (size_t i = 0; i < count; ++i) out->push_back(static_cast<char>(number >> 8 * i));
}

// Takes the next piece off; false if there is none, or bytes that are none.
bool NextCall(absl::string_view* pieces, LoggedCall* call) {
  if (pieces->size() < kSequenceBytes + kSizeBytes || !HoldsCalls(*pieces)) return false;
  call->sequence = ReadLittleEndian(*pieces, kSequenceBytes) & ~kCallFlag;
  pieces->remove_prefix(kSequenceBytes);
  const uint64_t size = ReadLittleEndian(*pieces, kSizeBytes);
  pieces->remove_prefix(kSizeBytes);
  if (size > pieces->size()) return false;
  call->bytes = pieces->substr(0, size);
  pieces->remove_prefix(size);
  return true;
}

void AppendCall(const LoggedCall& call, std::string* pieces) {
  AppendLittleEndian(call.sequence | kCallFlag, kSequenceBytes, pieces);
  AppendLittleEndian(call.bytes.size(), kSizeBytes, pieces);
  pieces->append(call.bytes.data(), call.bytes.size());
}

// Of a policy under which no account has calls enough.
const detector::Assessor& NeverAssesses() {
  static const detector::Assessor* const assessor = [] {
    v1::Policy policy = detector::DefaultPolicyProto();
    policy.set_min_calls(std::numeric_limits<int64_t>::max());
    return new detector::Assessor(*detector::Policy::Create(policy));
  }();
  return *assessor;
}

}  // namespace

bool HoldsCalls(absl::string_view record) {
  return record.size() >= kSequenceBytes &&
         (ReadLittleEndian(record, kSequenceBytes) & kCallFlag) != 0;
}

size_t CountCalls(absl::string_view record) {
  size_t count = 0;
  for (LoggedCall call; NextCall(&record, &call);) ++count;
  return count;
}

absl::Status FoldCalls(absl::string_view record, detector::Account* account,
                       uint64_t* applied_sequence) {
  *applied_sequence = 0;
  LoggedCall piece;
  detector::StoredCall call;
  while (NextCall(&record, &piece) && detector::ReadStoredCall(piece.bytes, &call)) {
    // What failed to be written, perhaps, was written again.
    if (piece.sequence < *applied_sequence) continue;
    account->Add(call, NeverAssesses());
    *applied_sequence = piece.sequence + 1;
  }
  if (record.empty()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("the stored calls of account \"", account->id(),
                                          "\" cannot be read: their bytes are damaged"));
}

YoungAccounts::YoungAccounts(int64_t min_calls, size_t limit_bytes)
    : min_calls_(std::min(min_calls, kMostCalls)), limit_(limit_bytes / kBytesOfKnown) {}

int64_t YoungAccounts::calls(const AccountKey& key) const {
  const auto found = known_.find(key);
  return found == known_.end() ? 0 : found->second.calls;
}

void YoungAccounts::Add(const AccountKey& key, int64_t calls, const LoggedCall& call) {
  if (unwritten_.empty()) first_ = call.sequence;
  known_[key] = {static_cast<uint8_t>(calls + 1), write_};
  storage::AccountState& state = unwritten_.emplace_back();
  state.id.assign(call.account_id.data(), call.account_id.size());
  state.bytes.reserve(kSequenceBytes + kSizeBytes + call.bytes.size());
  AppendCall(call, &state.bytes);
  state.last_active_us = call.time_us;
  state.append = calls > 0;
}

bool YoungAccounts::IsUnwritten(const AccountKey& key) const {
  if (unwritten_.empty()) return false;
  const auto found = known_.find(key);
  return found != known_.end() && found->second.write == write_;
}

void YoungAccounts::AppendUnwritten(absl::string_view account_id, std::string* record) const {
  for (const storage::AccountState& state : unwritten_) {
    if (state.id != account_id) continue;
    if (!state.append) record->clear();
    record->append(state.bytes);
  }
}

absl::Status YoungAccounts::Write(storage::Store* store) {
  if (unwritten_.empty()) return absl::OkStatus();
  storage::StateUpdate update;
  update.accounts.swap(unwritten_);
  absl::Status status = store->WriteState(update);
  unwritten_.swap(update.accounts);
  if (!status.ok()) return status;
  unwritten_.clear();
  ++write_;
  // They come back when they call: how many calls they have can be read.
  if (known_.size() > limit_) known_.clear();
  return status;
}

size_t YoungAccounts::bytes() const { return known_.capacity() * kBytesOfSlot; }

}  // namespace stillwatch::service
