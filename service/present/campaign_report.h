#ifndef STILLWATCH_SERVICE_PRESENT_CAMPAIGN_REPORT_H_
#define STILLWATCH_SERVICE_PRESENT_CAMPAIGN_REPORT_H_

#include <string>

namespace stillwatch::v1 {
class Campaign;
}

namespace stillwatch::service {

// A campaign as a part of the report: why, what members' requests have in common with their slots
// masked, who did how much when, and how the work was divided.
void AddCampaign(const v1::Campaign& campaign, std::string* out);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_CAMPAIGN_REPORT_H_
