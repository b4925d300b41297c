#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "service/present/format.h"
#include "service/present/table.h"
#include "service/present/text.h"
#include "stillwatch/v1/campaign.pb.h"

namespace stillwatch::service {
namespace {

std::string IdOf(const v1::Campaign& campaign) {
  return campaign.name().substr(campaign.name().find('/') + 1);
}

}  // namespace

std::string CampaignsTable(absl::Span<const v1::Campaign> campaigns, size_t width) {
  if (campaigns.empty()) return "No campaigns.\n";
  Table table({{"CAMPAIGN"},
               {"MEMBERS", Table::kRight},
               {"SCORE", Table::kRight},
               {"FOUND (UTC)"},
               {"CALLS", Table::kRight},
               {"OUTPUT TOKENS", Table::kRight},
               {"STRONGEST REASON"}});
  for (const v1::Campaign& campaign : campaigns) {
    table.AddRow({IdOf(campaign), Grouped(campaign.member_count()),
                  absl::StrFormat("%.0f", campaign.score()), TimeText(campaign.find_time()),
                  Grouped(campaign.calls()), Short(static_cast<double>(campaign.output_tokens())),
                  campaign.reasons().empty() ? "-" : campaign.reasons(0).reason()});
  }
  return table.Render(width);
}

std::string CampaignDetail(const v1::Campaign& campaign, size_t width) {
  std::string out = absl::StrFormat(
      "%s  %s members, score %.0f, found %s UTC\n  %s calls and %s output tokens from %s to %s\n  "
      "Why\n",
      IdOf(campaign), Grouped(campaign.member_count()), campaign.score(),
      TimeText(campaign.find_time()), Grouped(campaign.calls()),
      Short(static_cast<double>(campaign.output_tokens())), TimeText(campaign.first_call_time()),
      TimeText(campaign.last_call_time()));
  for (const v1::CampaignReason& reason : campaign.reasons()) {
    absl::StrAppendFormat(&out, "  %+5.0f  %s: %s\n", reason.points(), reason.name(),
                          reason.reason());
  }
  if (!campaign.frames().empty()) out += "  Shared frames (words are not kept)\n";
  for (const v1::CampaignFrame& frame : campaign.frames()) {
    absl::StrAppendFormat(
        &out,
        "         %s %016x: %d members, %.0f %% of their requests, %d accounts of "
        "all\n",
        frame.place(), frame.hash(), frame.members(), 100 * frame.share(), frame.accounts());
  }
  Table table({{"ACCOUNT"},
               {"CALLS", Table::kRight},
               {"OUTPUT TOKENS", Table::kRight},
               {"FIRST CALL (UTC)"},
               {"LAST CALL (UTC)"},
               {"WHY"}});
  for (const v1::CampaignMember& member : campaign.members()) {
    table.AddRow({Fit(Printable(member.account_id()), 32), Grouped(member.calls()),
                  Short(static_cast<double>(member.output_tokens())),
                  TimeText(member.first_call_time()), TimeText(member.last_call_time()),
                  absl::StrJoin(member.reasons(), "; ")});
  }
  absl::StrAppend(&out, "\n", table.Render(width));
  return out;
}

}  // namespace stillwatch::service
