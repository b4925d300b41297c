#include "service/engine/batch.h"

#include <algorithm>

#include "detector/call/stored_call_codec.h"
#include "service/normalise/call_proto.h"

namespace stillwatch::service {
namespace {

// Of a stored call with content.
constexpr size_t kUsualCallBytes = 400;
// The number of calls is what a sender says.
constexpr size_t kMostReserved = 4096;

}  // namespace

void Batch::Reserve(size_t calls) {
  calls = std::min(calls, kMostReserved);
  marks_.reserve(calls);
  ends_.reserve(calls);
  bytes_.reserve(calls * kUsualCallBytes);
}

std::optional<FieldError> Batch::Add(const detector::CallView& call) {
  detector::StoredCall stored;
  std::optional<FieldError> error = normaliser_->Normalise(call, &stored);
  if (error.has_value()) return error;
  detector::AppendStoredCall(stored, &bytes_);
  ends_.push_back(bytes_.size());
  uint64_t mark[2];
  normaliser_->fingerprinter().CallMark(call.account_id, call.request_id, mark);
  marks_.push_back({mark[0], mark[1]});
  return std::nullopt;
}

std::optional<FieldError> Batch::Add(const v1::Call& call) {
  detector::CallView view;
  ViewOf(call, &view);
  return Add(view);
}

absl::string_view Batch::Call(size_t index) const {
  absl::string_view call;
  detector::StoredCallReader(CallWithHeader(index)).Next(&call);
  return call;
}

absl::string_view Batch::CallWithHeader(size_t index) const {
  const size_t begin = OffsetOf(index);
  return absl::string_view(bytes_).substr(begin, ends_[index] - begin);
}

}  // namespace stillwatch::service
