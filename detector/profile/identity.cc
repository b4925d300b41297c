#include <string>

#include "detector/fingerprint/mix.h"
#include "detector/profile/statistics.h"
#include "detector/sketches/counted_sample.h"
#include "detector/sketches/heavy_hitters.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kFew = 4;
constexpr int kSampledAddresses = 16;

// FNV-1a: equality is all that matters here, and no secret is at stake beyond the id itself.
uint64_t HashId(const std::string& id) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : id) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
  hash = Avalanche(hash);
  return hash == 0 ? 1 : hash;
}

}  // namespace

void AddToIdentity(const v1::StoredCall& call, v1::IdentityState* identity) {
  if (!call.client_ip().empty()) {
    const uint64_t address = HashId(call.client_ip());
    AddToHitters(address, kFew, identity->mutable_addresses());
    AddToSample(address, 0, kSampledAddresses, identity->mutable_address_sample());
  }
  if (call.user_agent_hash() != 0) {
    AddToHitters(call.user_agent_hash(), kFew, identity->mutable_user_agents());
  }
  if (call.tls_hash() != 0) AddToHitters(call.tls_hash(), kFew, identity->mutable_tls());
  if (!call.api_key_id().empty()) {
    AddToHitters(HashId(call.api_key_id()), kFew, identity->mutable_keys());
  }
}

}  // namespace stillwatch::detector
