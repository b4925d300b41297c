#include "service/engine/batch.h"

#include <google/protobuf/arena.h>

#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::service {

struct Batch::Memory {
  google::protobuf::Arena arena;
};

Batch::Batch(const Normaliser* normaliser)
    : normaliser_(normaliser),
      memory_(std::make_unique<Memory>()),
      calls_(google::protobuf::Arena::CreateMessage<v1::StoredCallBlock>(&memory_->arena)) {}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

std::optional<FieldError> Batch::Add(const v1::Call& call) {
  std::optional<FieldError> error = normaliser_->Normalise(call, calls_->add_calls());
  if (error.has_value()) {
    calls_->mutable_calls()->RemoveLast();
    return error;
  }
  uint64_t mark[2];
  normaliser_->fingerprinter().CallMark(call.account_id(), call.request_id(), mark);
  marks_.push_back({mark[0], mark[1]});
  return std::nullopt;
}

void Batch::Seal() { calls_->SerializeToString(&bytes_); }

}  // namespace stillwatch::service
