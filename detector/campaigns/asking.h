#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_ASKING_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_ASKING_H_

#include <cstdint>

#include "absl/types/span.h"
#include "detector/campaigns/judge.h"

namespace stillwatch::detector {

// What members' requests are like, as reasons for or against a campaign (GroupEvidence::kUse and
// kElicitation). 0 points say nothing.

// Whether requests stand alone or go back to answers. `streams` are each member's latest calls to
// look at; if empty, whole accounts are.
GroupReason UseOfAnswers(absl::Span<const Card* const> members, absl::Span<const uint32_t> streams);

// Whether requests draw out what teaches another model, or short closed answers.
GroupReason Elicitation(absl::Span<const Card* const> members);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_ASKING_H_
