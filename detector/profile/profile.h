#ifndef STILLWATCH_DETECTOR_PROFILE_PROFILE_H_
#define STILLWATCH_DETECTOR_PROFILE_PROFILE_H_

#include <cstddef>
#include <cstdint>

#include "detector/profile/breadth.h"
#include "detector/profile/conversation.h"
#include "detector/profile/elicitation.h"
#include "detector/profile/embedding.h"
#include "detector/profile/examples.h"
#include "detector/profile/frames.h"
#include "detector/profile/identity.h"
#include "detector/profile/items.h"
#include "detector/profile/output.h"
#include "detector/profile/parameters.h"
#include "detector/profile/schedule.h"
#include "detector/profile/volume.h"
#include "detector/profile/window.h"

namespace stillwatch::v1 {
class ProfileSummary;
}

namespace stillwatch::detector {

// Everything known of an account: a deterministic fold over its calls in order of arrival.
//
// Two profiles that added the same calls in the same order are written as the same bytes, whether
// or not one of them was written and read in between. The state is bounded, however many calls. It
// is plain data in one piece without pointers, so that folding a call touches few cache lines; only
// what was set is ever read. Not thread-safe.
struct Profile {
  // In front what every call touches whole.
  Schedule schedule;
  Conversation conversation;
  Elicitation elicitation;
  Output output;
  Embedding embedding;
  Parameters parameters;
  Frames frames;
  Items items;
  Identity identity;
  Window window;
  Volume volume;
  Breadth breadth;
  Examples examples;

  // More than any profile is written as.
  static constexpr size_t kMaxBytes = 12 << 10;

  // Adds a call that has not been added before; telling redeliveries apart is the caller's duty.
  void Add(const StoredCall& call);

  // Gets what folding a call needs on its way from memory.
  void Prefetch() const;

  void Summarize(v1::ProfileSummary* summary) const;

  template <class Archive>
  void Transfer(Archive& archive) {
    volume.Transfer(archive);
    schedule.Transfer(archive);
    conversation.Transfer(archive);
    elicitation.Transfer(archive);
    output.Transfer(archive);
    embedding.Transfer(archive);
    breadth.Transfer(archive);
    parameters.Transfer(archive);
    frames.Transfer(archive);
    items.Transfer(archive);
    identity.Transfer(archive);
    window.Transfer(archive);
    examples.Transfer(archive);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_PROFILE_H_
