#include "detector/campaigns/trace.h"

#include <xxhash.h>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

// Position of the 8-word frame among a fingerprint's prefix and suffix hashes.
constexpr size_t kEightWords = 1;

}  // namespace

void Trace::Add(const StoredCall& call) {
  const size_t at = calls % kTimes;
  times[at] = call.time_us;
  const Fingerprint& fingerprint = call.fingerprint;
  const bool framed = fingerprint.frames > kEightWords;
  tags[at] = {TagOf(framed ? fingerprint.prefix_hash[kEightWords] : 0),
              TagOf(framed ? fingerprint.suffix_hash[kEightWords] : 0),
              TagOf(fingerprint.system_hash)};
  ++calls;
  if (call.billing_hash != 0) billing = call.billing_hash;
  if (call.organization_id.empty()) return;
  const uint64_t hash = XXH3_64bits(call.organization_id.data(), call.organization_id.size()) | 1;
  if (organization != 0 && organization != hash) organizations_differ = true;
  organization = hash;
}

}  // namespace stillwatch::detector
