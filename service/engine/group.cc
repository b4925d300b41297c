#include "service/engine/group.h"

#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"

namespace stillwatch::service {

void Group::Append(Batch* batch) {
  if (batch->size() == 0) return;
  const std::string& piece = pieces_.emplace_back(batch->TakeBytes());
  calls_.reserve(calls_.size() + batch->size());
  for (const Batch::Entry& entry : batch->entries()) {
    calls_.push_back(
        {piece.data() + entry.begin, entry.end - entry.begin, entry.key, entry.time_us});
  }
}

bool Group::Append(absl::string_view block) {
  const std::string& piece = pieces_.emplace_back(block);
  detector::StoredCallReader reader(piece);
  absl::string_view call;
  while (reader.Next(&call)) {
    detector::StoredCall read;
    if (!detector::ReadStoredCall(call, &read)) return false;
    calls_.push_back({call.data(), call.size(), KeyOf(read.account_id), read.time_us});
  }
  return reader.ok();
}

}  // namespace stillwatch::service
