#ifndef STILLWATCH_DETECTOR_PROFILE_IDENTITY_H_
#define STILLWATCH_DETECTOR_PROFILE_IDENTITY_H_

#include "detector/archive/archive.h"
#include "detector/sketches/counted_sample.h"
#include "detector/sketches/heavy_hitters.h"

namespace stillwatch::detector {

struct StoredCall;

// Who calls, over all calls.
struct Identity {
  HeavyHitters<4> addresses;
  HeavyHitters<4> user_agents;
  HeavyHitters<4> tls;
  HeavyHitters<4> keys;
  CountedSample<16> address_sample;

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    addresses.Transfer(archive);
    user_agents.Transfer(archive);
    tls.Transfer(archive);
    keys.Transfer(archive);
    address_sample.Transfer(archive);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_IDENTITY_H_
