#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {

void AddToElicitation(const v1::StoredCall& call, v1::ElicitationState* elicitation) {
  elicitation->set_calls(elicitation->calls() + 1);
  while (elicitation->marks_size() < v1::Mark_ARRAYSIZE) elicitation->add_marks(0);
  const uint32_t marks = call.fingerprint().marks();
  for (int mark = 0; mark < v1::Mark_ARRAYSIZE; ++mark) {
    if ((marks >> mark & 1) != 0) elicitation->set_marks(mark, elicitation->marks(mark) + 1);
  }
}

}  // namespace stillwatch::detector
