#ifndef STILLWATCH_DETECTOR_ACCOUNT_FOLDED_PART_H_
#define STILLWATCH_DETECTOR_ACCOUNT_FOLDED_PART_H_

#include "detector/call/stored_call.h"

namespace stillwatch::detector {

// The call without what Account::Add does not look at: adding it does the same, and it takes less
// room until then. Borrows the call's strings.
StoredCall FoldedPart(const StoredCall& call);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ACCOUNT_FOLDED_PART_H_
