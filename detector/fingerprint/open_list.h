#ifndef STILLWATCH_DETECTOR_FINGERPRINT_OPEN_LIST_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_OPEN_LIST_H_

#include "absl/strings/string_view.h"

namespace stillwatch::detector {

// Whether the text ends in a numbered list that is to be gone on with: lines that begin with two
// numbers in a row, with text behind each, and a last line that has the next number and nothing but
// a label behind it ("9." or "Task 9:" or "9. Input:"). In any language; digits are ASCII.
//
// That is how new tasks are drawn out of a model by demonstrations alone (Wang et al. 2023,
// Self-Instruct), where no word need ask for them.
bool LeavesListOpen(absl::string_view text);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_OPEN_LIST_H_
