#ifndef STILLWATCH_DETECTOR_PROFILE_FRAMES_H_
#define STILLWATCH_DETECTOR_PROFILE_FRAMES_H_

#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/sketches/heavy_hitters.h"

namespace stillwatch::detector {

struct StoredCall;

// How requests begin and end, over calls with content: a template shows as a frequent beginning or
// end.
struct Frames {
  uint32_t calls = 0;
  // Calls with a request of at least 8 words.
  uint32_t framed_calls = 0;
  uint32_t system_calls = 0;
  uint64_t system_bytes = 0;
  uint64_t request_bytes = 0;
  HeavyHitters<12> prefix;  // The first 8 words.
  HeavyHitters<12> suffix;  // The last 8.
  HeavyHitters<6> system;

  // Whether the request begins or ends as a good part of those before it.
  bool Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, framed_calls, system_calls, system_bytes, request_bytes);
    prefix.Transfer(archive);
    suffix.Transfer(archive);
    system.Transfer(archive);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_FRAMES_H_
