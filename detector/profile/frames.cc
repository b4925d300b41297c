#include "detector/profile/statistics.h"
#include "detector/sketches/heavy_hitters.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kFrames = 12;
constexpr int kSystems = 6;
// Position of the 8-word frame among a fingerprint's prefix and suffix hashes.
constexpr int kEightWords = 1;

}  // namespace

void AddToFrames(const v1::StoredCall& call, v1::FrameState* frames) {
  const v1::Fingerprint& fingerprint = call.fingerprint();
  frames->set_calls(frames->calls() + 1);
  frames->set_system_bytes(frames->system_bytes() + fingerprint.system_bytes());
  frames->set_request_bytes(frames->request_bytes() + fingerprint.request_bytes());
  if (fingerprint.system_hash() != 0) {
    frames->set_system_calls(frames->system_calls() + 1);
    AddToHitters(fingerprint.system_hash(), kSystems, frames->mutable_system());
  }
  if (fingerprint.prefix_hash_size() > kEightWords) {
    frames->set_framed_calls(frames->framed_calls() + 1);
    AddToHitters(fingerprint.prefix_hash(kEightWords), kFrames, frames->mutable_prefix());
    AddToHitters(fingerprint.suffix_hash(kEightWords), kFrames, frames->mutable_suffix());
  }
}

}  // namespace stillwatch::detector
