#include "detector/profile/frames.h"

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

// Position of the 8-word frame among a fingerprint's prefix and suffix hashes.
constexpr size_t kEightWords = 1;

}  // namespace

void Frames::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  ++calls;
  system_bytes += fingerprint.system_bytes;
  request_bytes += fingerprint.request_bytes;
  if (fingerprint.system_hash != 0) {
    ++system_calls;
    system.Add(fingerprint.system_hash);
  }
  if (fingerprint.frames > kEightWords) {
    ++framed_calls;
    prefix.Add(fingerprint.prefix_hash[kEightWords]);
    suffix.Add(fingerprint.suffix_hash[kEightWords]);
  }
}

}  // namespace stillwatch::detector
