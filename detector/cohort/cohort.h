#ifndef STILLWATCH_DETECTOR_COHORT_COHORT_H_
#define STILLWATCH_DETECTOR_COHORT_COHORT_H_

#include "absl/strings/string_view.h"
#include "detector/traits/traits.h"

namespace stillwatch::detector {

// The values of stillwatch.v1.Cohort.
enum class Cohort {
  kUnspecified,
  kChat,
  kPipeline,
  kEvaluation,
  kContent,
  kAgent,
  kMonitor,
  kReseller,
  kMetadataOnly,
  kOpen,
};

// The kind of ordinary customer that an account resembles most. Pure.
Cohort CohortOf(const Traits& traits);

// In words, for reasons: "people in conversation".
absl::string_view CohortName(Cohort cohort);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_COHORT_COHORT_H_
