#include "service/engine/batch.h"

#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "service/normalise/call_proto.h"

namespace stillwatch::service {
namespace {

// Of a stored call with content.
constexpr size_t kUsualBytes = 360;

}  // namespace

void Batch::Reserve(size_t calls) {
  marks_.reserve(calls);
  ends_.reserve(calls);
  bytes_.reserve((calls + 3) * kUsualBytes);
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

}  // namespace stillwatch::service
