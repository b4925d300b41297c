#ifndef STILLWATCH_DETECTOR_FINDINGS_LIFE_H_
#define STILLWATCH_DETECTOR_FINDINGS_LIFE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace stillwatch::v1 {
class Assessment;
class Finding;
}  // namespace stillwatch::v1

// The life of a finding: who may change its state, from what to what, and what is written down.
// All pure; times are given.

namespace stillwatch::detector {

// Opens the account's finding number `ordinal`, counted from 1. Its id depends on nothing else, so
// that a replay opens the same findings.
v1::Finding OpenFinding(absl::string_view account_id, int64_t ordinal, v1::Assessment assessment);

// Open, acknowledged or confirmed.
bool IsLive(const v1::Finding& finding);

// The detector saw it again and wrote down in its assessment how.
void UpdateFinding(v1::Finding* finding);
// The same without a new assessment, as nothing in it has changed much.
void SeeFindingAgain(int64_t time_us, v1::Finding* finding);

// The detector closes it for the reason given.
void CloseFinding(int64_t time_us, absl::string_view reason, v1::Finding* finding);

// What a person decides.
struct Decision {
  // When not empty: the finding's etag as the person saw it.
  std::string etag;
  std::string actor;
  std::string note;
  int64_t time_us = 0;
};

// ABORTED: the etag is not the finding's. FAILED_PRECONDITION: its state does not allow it.
// INVALID_ARGUMENT: a dismissal without a reason (the decision's note).
absl::Status Acknowledge(const Decision& decision, v1::Finding* finding);
absl::Status Confirm(const Decision& decision, v1::Finding* finding);
absl::Status Dismiss(const Decision& decision, v1::Finding* finding);
absl::Status Reopen(const Decision& decision, v1::Finding* finding);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINDINGS_LIFE_H_
