#include "detector/profile/frames.h"

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

constexpr uint32_t kGoodPart = 20;

}  // namespace

bool Frames::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  ++calls;
  system_bytes += fingerprint.system_bytes;
  request_bytes += fingerprint.request_bytes;
  if (fingerprint.system_hash != 0) {
    ++system_calls;
    system.Add(fingerprint.system_hash);
  }
  if (fingerprint.prefix_hash == 0) return false;
  ++framed_calls;
  const uint32_t begins = prefix.Add(fingerprint.prefix_hash);
  const uint32_t ends = suffix.Add(fingerprint.suffix_hash);
  return std::max(begins, ends) > std::max<uint32_t>(2, framed_calls / kGoodPart);
}

}  // namespace stillwatch::detector
