#include "service/engine/batch.h"

#include <algorithm>

#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "service/normalise/call_proto.h"
#include "storage/packing.h"

namespace stillwatch::service {
namespace {

// Of a stored call with content.
constexpr size_t kUsualBytes = 288;
// The number of calls is what a sender says.
constexpr size_t kMostReserved = 4096;
// Fewer bytes are packed with those of other batches.
constexpr size_t kLeastPacked = 8 << 10;

}  // namespace

void Batch::Reserve(size_t calls) {
  calls = std::min(calls, kMostReserved);
  marks_.reserve(calls);
  entries_.reserve(calls);
  bytes_.reserve((calls + 3) * kUsualBytes);
}

std::optional<FieldError> Batch::Add(const detector::CallView& call) {
  detector::StoredCall stored;
  std::optional<FieldError> error = normaliser_->Normalise(call, &stored);
  if (error.has_value()) return error;
  Entry entry;
  entry.key = KeyOf(call.account_id);
  entry.time_us = stored.time_us;
  entry.begin_in_block = bytes_.size();
  detector::AppendStoredCall(stored, &bytes_);
  entry.end = bytes_.size();
  // The call itself is behind its tag and its length.
  detector::StoredCallReader reader(absl::string_view(bytes_).substr(entry.begin_in_block));
  absl::string_view message;
  reader.Next(&message);
  entry.begin = entry.end - message.size();
  entries_.push_back(entry);
  uint64_t mark[2];
  normaliser_->fingerprinter().CallMark(call.account_id, call.request_id, mark);
  marks_.push_back({mark[0], mark[1]});
  return std::nullopt;
}

void Batch::Pack() {
  if (bytes_.size() < kLeastPacked) return;
  packed_.reserve(bytes_.size());
  storage::AppendPacked(bytes_, &packed_);
}

std::optional<FieldError> Batch::Add(const v1::Call& call) {
  detector::CallView view;
  ViewOf(call, &view);
  return Add(view);
}

}  // namespace stillwatch::service
