#include "detector/profile/frames.h"

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

// Position of the 8-word frame among a fingerprint's prefix and suffix hashes.
constexpr size_t kEightWords = 1;
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
  if (fingerprint.frames <= kEightWords) return false;
  ++framed_calls;
  const uint32_t begins = prefix.Add(fingerprint.prefix_hash[kEightWords]);
  const uint32_t ends = suffix.Add(fingerprint.suffix_hash[kEightWords]);
  return std::max(begins, ends) > std::max<uint32_t>(2, framed_calls / kGoodPart);
}

}  // namespace stillwatch::detector
