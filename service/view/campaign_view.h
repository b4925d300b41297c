#ifndef STILLWATCH_SERVICE_VIEW_CAMPAIGN_VIEW_H_
#define STILLWATCH_SERVICE_VIEW_CAMPAIGN_VIEW_H_

#include "absl/status/status.h"

namespace stillwatch::v1 {
class Campaign;
}

namespace stillwatch::service {

class EngineState;

// Adds the members' calls by day, as their profiles have them.
absl::Status AddDays(EngineState& state, v1::Campaign* campaign);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_VIEW_CAMPAIGN_VIEW_H_
