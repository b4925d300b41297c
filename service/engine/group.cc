#include "service/engine/group.h"

#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "storage/packing.h"

namespace stillwatch::service {

void Group::Append(Batch* batch, const std::vector<bool>& known, size_t first) {
  if (batch->size() == 0) return;
  const std::string& piece = pieces_.emplace_back(batch->TakeBytes());
  calls_.reserve(calls_.size() + batch->size());
  const size_t before = calls_.size();
  const size_t parts = block_.size();
  const char* end = nullptr;  // Of the calls that were taken last.
  for (size_t i = 0; i < batch->size(); ++i) {
    if (known[first + i]) continue;
    const Batch::Entry& entry = batch->entries()[i];
    const char* const begin = piece.data() + entry.begin_in_block;
    const size_t size = entry.end - entry.begin_in_block;
    if (begin == end) {
      absl::string_view& last = block_.back().bytes;
      last = {last.data(), last.size() + size};
    } else {
      block_.push_back({{begin, size}, ""});
    }
    end = begin + size;
    calls_.push_back(
        {piece.data() + entry.begin, entry.end - entry.begin, entry.key, entry.time_us});
  }
  const bool whole = calls_.size() == before + batch->size();
  if (whole) block_[parts].packed = batch->TakePacked();
}

std::vector<std::string> Group::TakePacked() {
  std::vector<std::string> packed;
  std::string loose;  // Not packed yet.
  const auto pack_loose = [&] {
    if (loose.empty()) return;
    storage::AppendPacked(loose, &packed.emplace_back());
    loose.clear();
  };
  for (Part& part : block_) {
    if (part.packed.empty()) {
      loose.append(part.bytes.data(), part.bytes.size());
    } else {
      pack_loose();
      packed.push_back(std::move(part.packed));
    }
  }
  pack_loose();
  block_.clear();
  return packed;
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
