#include "service/engine/batch.h"

#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::service {

Batch::Batch(const Normaliser* normaliser) : normaliser_(normaliser) {}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

std::optional<FieldError> Batch::Add(const v1::Call& call) {
  v1::StoredCallBlock block;
  std::optional<FieldError> error = normaliser_->Normalise(call, block.add_calls());
  if (error.has_value()) return error;
  block.AppendToString(&bytes_);
  ends_.push_back(bytes_.size());
  uint64_t mark[2];
  normaliser_->fingerprinter().CallMark(call.account_id(), call.request_id(), mark);
  marks_.push_back({mark[0], mark[1]});
  return std::nullopt;
}

void Batch::Seal() {}

}  // namespace stillwatch::service
