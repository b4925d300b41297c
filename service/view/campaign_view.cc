#include "service/view/campaign_view.h"

#include <map>

#include "absl/status/statusor.h"
#include "detector/account/account.h"
#include "service/engine/engine.h"
#include "stillwatch/v1/campaign.pb.h"

namespace stillwatch::service {

absl::Status AddDays(EngineState& state, v1::Campaign* campaign) {
  struct Day {
    int64_t calls = 0;
    int64_t members = 0;
  };
  std::map<int32_t, Day> days;
  for (const v1::CampaignMember& member : campaign->members()) {
    detector::Account account(member.account_id());
    const absl::StatusOr<bool> known = state.ReadAccount(member.account_id(), &account);
    if (!known.ok()) return known.status();
    if (!*known) continue;
    const detector::Volume& volume = account.profile().volume;
    for (size_t i = 0; i < volume.days; ++i) {
      Day& day = days[volume.day[i].day];
      day.calls += volume.day[i].calls;
      ++day.members;
    }
  }
  campaign->clear_days();
  for (const auto& [number, day] : days) {
    v1::CampaignDay* written = campaign->add_days();
    written->set_day(number);
    written->set_calls(day.calls);
    written->set_active_members(day.members);
  }
  return absl::OkStatus();
}

}  // namespace stillwatch::service
