#include "detector/profile/identity.h"

#include <xxhash.h>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

// Equality is all that matters here, and no secret is at stake beyond the id itself.
uint64_t HashId(absl::string_view id) {
  const uint64_t hash = XXH3_64bits(id.data(), id.size());
  return hash == 0 ? 1 : hash;
}

}  // namespace

void Identity::Add(const StoredCall& call) {
  if (!call.client_ip.empty()) {
    const uint64_t address = HashId(call.client_ip);
    addresses.Add(address);
    address_sample.Add(address, 0);
  }
  if (call.user_agent_hash != 0) user_agents.Add(call.user_agent_hash);
  if (call.tls_hash != 0) tls.Add(call.tls_hash);
  if (!call.api_key_id.empty()) keys.Add(HashId(call.api_key_id));
}

}  // namespace stillwatch::detector
