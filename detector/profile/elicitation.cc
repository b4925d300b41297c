#include "detector/profile/elicitation.h"

#include "detector/call/stored_call.h"

namespace stillwatch::detector {

void Elicitation::Add(const StoredCall& call) {
  ++calls;
  const uint32_t set = call.fingerprint.marks;
  for (size_t mark = 0; mark < kMarks; ++mark) marks[mark] += set >> mark & 1;
}

}  // namespace stillwatch::detector
