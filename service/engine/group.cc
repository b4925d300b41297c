#include "service/engine/group.h"

#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"

namespace stillwatch::service {

void Group::Append(Batch* batch, const std::vector<bool>& known, size_t first) {
  if (batch->size() == 0) return;
  const std::string& piece = pieces_.emplace_back(batch->TakeBytes());
  calls_.reserve(calls_.size() + batch->size());
  const char* end = nullptr;  // Of the calls that were taken last.
  for (size_t i = 0; i < batch->size(); ++i) {
    if (known[first + i]) continue;
    const Batch::Entry& entry = batch->entries()[i];
    const char* const begin = piece.data() + entry.begin_in_block;
    const size_t size = entry.end - entry.begin_in_block;
    if (begin == end) {
      block_.back() = {block_.back().data(), block_.back().size() + size};
    } else {
      block_.emplace_back(begin, size);
    }
    end = begin + size;
    calls_.push_back(
        {piece.data() + entry.begin, entry.end - entry.begin, entry.key, entry.time_us});
  }
}

bool Group::Append(absl::string_view block) {
  const std::string& piece = pieces_.emplace_back(block);
  block_.emplace_back(piece);
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
