#include "detector/campaigns/trace.h"

#include <xxhash.h>

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {

void Trace::Add(const StoredCall& call) {
  times[calls % kTimes] = call.time_us;
  ++calls;
  if (call.billing_hash != 0) billing = call.billing_hash;
  if (call.organization_id.empty()) return;
  const uint64_t hash = XXH3_64bits(call.organization_id.data(), call.organization_id.size()) | 1;
  if (organization != 0 && organization != hash) organizations_differ = true;
  organization = hash;
}

std::vector<int64_t> Trace::Times() const {
  const size_t size = std::min<size_t>(calls, kTimes);
  std::vector<int64_t> ordered(times.begin(), times.begin() + static_cast<ptrdiff_t>(size));
  std::sort(ordered.begin(), ordered.end());
  return ordered;
}

}  // namespace stillwatch::detector
