#include "service/present/campaign_report.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/present/format.h"
#include "service/present/svg.h"
#include "stillwatch/v1/campaign.pb.h"

namespace stillwatch::service {
namespace {

constexpr int kMembersShown = 100;
constexpr double kWidth = 640;
constexpr double kRow = 7;

std::string Safe(absl::string_view text) { return HtmlEscape(Printable(text)); }

double Seconds(const google::protobuf::Timestamp& time) {
  return static_cast<double>(time.seconds()) + 1e-9 * time.nanos();
}

// A frame as far as it is known: eight words as hashes of one, and the rest a slot.
std::string Masked(const v1::CampaignFrame& frame) {
  const std::string words = absl::StrFormat("[%016x]", frame.hash());
  if (frame.place() == "first 8 words") return absl::StrCat(words, " ▢▢▢");
  if (frame.place() == "last 8 words") return absl::StrCat("▢▢▢ ", words);
  return absl::StrCat("system ", words);
}

// A line a member, from its first call to its last; as thick as its share of the calls.
std::string Lines(const v1::Campaign& campaign) {
  const double begin = Seconds(campaign.first_call_time());
  const double length = std::max(1.0, Seconds(campaign.last_call_time()) - begin);
  double most = 1;
  for (const v1::CampaignMember& member : campaign.members()) {
    most = std::max(most, static_cast<double>(member.calls()));
  }
  const int shown = std::min(campaign.members_size(), kMembersShown);
  std::string svg = absl::StrFormat(
      "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>Members from first to last call</title>",
      kWidth, kRow * shown);
  for (int i = 0; i < shown; ++i) {
    const v1::CampaignMember& member = campaign.members(i);
    const double from = (Seconds(member.first_call_time()) - begin) / length * kWidth;
    const double to = (Seconds(member.last_call_time()) - begin) / length * kWidth;
    const double height = 1 + (kRow - 2) * static_cast<double>(member.calls()) / most;
    absl::StrAppendFormat(
        &svg,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"currentColor\">"
        "<title>%s: %d calls</title></rect>",
        from, kRow * i + (kRow - height) / 2, std::max(1.0, to - from), height,
        Safe(member.account_id()), member.calls());
  }
  return svg + "</svg>";
}

void Reasons(const v1::Campaign& campaign, std::string* out) {
  double most = 1;
  for (const v1::CampaignReason& reason : campaign.reasons()) {
    most = std::max(most, std::abs(reason.points()));
  }
  for (const v1::CampaignReason& reason : campaign.reasons()) {
    absl::StrAppend(
        out, "<div class=\"reason", reason.points() < 0 ? " against" : "",
        "\"><div class=\"meter\"><span>", absl::StrFormat("%+.0f", reason.points()),
        "</span><i style=\"width:", absl::StrFormat("%.0f", 100 * std::abs(reason.points()) / most),
        "%\"></i></div><p>", Safe(reason.reason()), "</p><small>", Safe(reason.name()),
        "</small></div>");
  }
}

void Frames(const v1::Campaign& campaign, std::string* out) {
  if (campaign.frames().empty()) return;
  *out +=
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">What requests share (words are not "
      "kept)</th><th scope=\"col\" class=\"n\">Members</th><th scope=\"col\" class=\"n\">Of their "
      "requests</th><th scope=\"col\" class=\"n\">Accounts of all</th></tr></thead><tbody>";
  for (const v1::CampaignFrame& frame : campaign.frames()) {
    absl::StrAppend(out, "<tr><td class=\"id\">", Masked(frame), "</td><td class=\"n\">",
                    Grouped(frame.members()), "</td><td class=\"n\">",
                    absl::StrFormat("%.0f %%", 100 * frame.share()), "</td><td class=\"n\">",
                    Grouped(frame.accounts()), "</td></tr>");
  }
  *out += "</tbody></table></div>";
}

}  // namespace

void AddCampaign(const v1::Campaign& campaign, std::string* out) {
  const std::string id = Safe(campaign.name().substr(campaign.name().find('/') + 1));
  absl::StrAppend(out, "<article id=\"", id, "\"><h3>Campaign ", id,
                  "</h3><div class=\"facts\"><span class=\"score\">score ",
                  absl::StrFormat("%.0f", campaign.score()), "</span><span>",
                  Grouped(campaign.member_count()), " members</span><span>found ",
                  TimeText(campaign.find_time()), " UTC</span><span>", Grouped(campaign.calls()),
                  " calls, ", Short(static_cast<double>(campaign.output_tokens())),
                  " output tokens</span></div><div class=\"columns\"><div>");
  Reasons(campaign, out);
  *out += "</div><div>";
  std::vector<Bar> calls, members;
  for (const v1::CampaignDay& day : campaign.days()) {
    calls.push_back({DayText(day.day()), static_cast<double>(day.calls())});
    members.push_back({DayText(day.day()), static_cast<double>(day.active_members())});
  }
  const std::string first = calls.empty() ? "" : calls.front().label;
  const std::string last = calls.empty() ? "" : calls.back().label;
  absl::StrAppend(out, "<figure><figcaption>Members' calls a day</figcaption>",
                  BarChart("Members' calls on each day", calls, first, last, ""), "</figure>");
  absl::StrAppend(out, "<figure><figcaption>Members that called a day</figcaption>",
                  BarChart("Members that called on each day", members, first, last, ""),
                  "</figure>");
  const bool all = campaign.members_size() <= kMembersShown;
  absl::StrAppend(out,
                  "<figure><figcaption>Members from first to last call, as thick as their "
                  "share of the work",
                  all ? "" : absl::StrCat(" (the first ", kMembersShown, ")"), "</figcaption>",
                  Lines(campaign), "</figure></div></div>");
  Frames(campaign, out);
  *out += "</article>";
}

}  // namespace stillwatch::service
