#include "service/engine/group.h"

#include "detector/call/stored_call_codec.h"

namespace stillwatch::service {

bool Group::Append(absl::string_view block) {
  const size_t base = bytes_.size();
  bytes_.append(block.data(), block.size());
  detector::StoredCallReader reader(absl::string_view(bytes_).substr(base));
  absl::string_view call;
  while (reader.Next(&call)) {
    calls_.push_back({static_cast<uint32_t>(call.data() - bytes_.data()),
                      static_cast<uint32_t>(call.size()), KeyOf(detector::PeekAccountId(call))});
  }
  return reader.ok();
}

}  // namespace stillwatch::service
