#include "service/normalise/utf8.h"

#include <simdjson.h>

#include <cstdint>
#include <cstring>

namespace stillwatch::service {
namespace {

bool IsAscii(absl::string_view text) {
  const char* at = text.data();
  size_t left = text.size();
  uint64_t seen = 0;
  for (; left >= sizeof seen; at += sizeof seen, left -= sizeof seen) {
    uint64_t bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    seen |= bytes;
  }
  for (; left > 0; ++at, --left) seen |= static_cast<uint8_t>(*at);
  return (seen & 0x8080808080808080) == 0;
}

}  // namespace

bool IsUtf8(absl::string_view text) {
  return IsAscii(text) || simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace stillwatch::service
