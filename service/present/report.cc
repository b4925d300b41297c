#include "service/present/report.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "service/present/campaign_report.h"
#include "service/present/format.h"
#include "service/present/report_style.h"
#include "service/present/svg.h"
#include "service/present/words.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/campaign.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

constexpr size_t kDetailed = 200;
constexpr int64_t kDaySeconds = 86400;

std::string Safe(absl::string_view text) { return HtmlEscape(Printable(text)); }

std::string IdOf(const v1::Finding& finding) {
  return Safe(finding.name().substr(finding.name().find('/') + 1));
}

int DayOf(const google::protobuf::Timestamp& time) {
  return static_cast<int>(time.seconds() / kDaySeconds);
}

std::string MicrosText(int64_t time_us) {
  google::protobuf::Timestamp time;
  time.set_seconds(time_us / 1000000);
  return TimeText(time);
}

void Figure(absl::string_view label, absl::string_view value, std::string* out) {
  absl::StrAppend(out, "<div><dt>", HtmlEscape(label), "</dt><dd>", HtmlEscape(value),
                  "</dd></div>");
}

void Summary(const ReportData& data, std::string* out) {
  std::vector<std::string> files;
  for (const std::string& file : data.files) files.push_back(Safe(file));
  absl::StrAppend(out, "<h1>Stillwatch audit</h1><p class=\"dim\">", absl::StrJoin(files, ", "),
                  "<br>", MicrosText(data.first_time_us), " to ", MicrosText(data.last_time_us),
                  " UTC, policy ", Safe(data.policy_version), "</p><dl class=\"figures\">");
  Figure("Findings", Grouped(static_cast<int64_t>(data.findings.size())), out);
  Figure("Campaigns", Grouped(static_cast<int64_t>(data.campaigns.size())), out);
  Figure("Accounts", Grouped(data.accounts), out);
  Figure("Elevated accounts", Grouped(data.elevated), out);
  Figure("Calls", Grouped(data.calls), out);
  Figure("Redeliveries", Grouped(data.duplicates), out);
  Figure("Rejected records", Grouped(data.rejected), out);
  *out += "</dl>";
}

// How many findings opened on each day of the log.
void Overview(const ReportData& data, std::string* out) {
  const int first = static_cast<int>(data.first_time_us / 1000000 / kDaySeconds);
  const int last = static_cast<int>(data.last_time_us / 1000000 / kDaySeconds);
  if (data.findings.empty() || last - first > 400) return;
  std::map<int, int> opened;
  for (const auto& [finding, account] : data.findings) ++opened[DayOf(finding.open_time())];
  std::vector<Bar> bars;
  for (int day = first; day <= last; ++day) {
    bars.push_back({DayText(day), static_cast<double>(opened[day])});
  }
  absl::StrAppend(out, "<h2>Findings opened a day</h2><figure class=\"overview\">",
                  BarChart("Findings opened on each day", bars, DayText(first), DayText(last), ""),
                  "</figure>");
}

void FindingsList(const ReportData& data, std::string* out) {
  *out += "<h2>Findings</h2>";
  if (data.findings.empty()) {
    *out += "<p>Nothing in these logs looks like a harvest.</p>";
    return;
  }
  *out +=
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Account</th>"
      "<th scope=\"col\" class=\"n\">Score</th><th scope=\"col\">Opened (UTC)</th>"
      "<th scope=\"col\" class=\"n\">At call</th><th scope=\"col\" class=\"n\">Calls</th>"
      "<th scope=\"col\" class=\"n\">Output tokens</th><th scope=\"col\">Strongest reason</th>"
      "</tr></thead><tbody>";
  size_t shown = 0;
  for (const auto& [finding, account] : data.findings) {
    const v1::Assessment& assessment = account.assessment();
    const std::string name = Safe(finding.account_id());
    const std::string cell = shown++ < kDetailed
                                 ? absl::StrCat("<a href=\"#", IdOf(finding), "\">", name, "</a>")
                                 : name;
    const std::string reason =
        assessment.contributions().empty() ? "" : assessment.contributions(0).signal().reason();
    absl::StrAppend(out, "<tr><td class=\"id\">", cell, "</td><td class=\"n\">",
                    absl::StrFormat("%.0f", assessment.score()), "</td><td>",
                    TimeText(finding.open_time()), "</td><td class=\"n\">",
                    Grouped(finding.calls_at_open()), "</td><td class=\"n\">",
                    Grouped(account.profile().calls()), "</td><td class=\"n\">",
                    Short(static_cast<double>(account.profile().output_tokens())), "</td><td>",
                    Safe(reason), "</td></tr>");
  }
  *out += "</tbody></table></div>";
}

void Reason(const v1::Contribution& part, double most, std::string* out) {
  const double share = most > 0 ? std::min(1.0, std::abs(part.points()) / most) : 0;
  std::vector<std::string> numbers;
  for (const v1::Measurement& measurement : part.signal().measurements()) {
    numbers.push_back(Safe(MeasurementText(measurement)));
  }
  std::vector<std::string> calls;
  for (const std::string& id : part.signal().example_request_ids()) calls.push_back(Safe(id));
  absl::StrAppend(out, "<div class=\"reason", part.points() < 0 ? " against" : "",
                  "\"><div class=\"meter\"><span>", absl::StrFormat("%+.0f", part.points()),
                  "</span><i style=\"width:", absl::StrFormat("%.0f", 100 * share),
                  "%\"></i></div><p>", Safe(part.signal().reason()), "</p><small>",
                  Safe(part.signal().name()), ": ", absl::StrJoin(numbers, ", "), "</small>");
  if (!calls.empty() && part.points() > 0) {
    absl::StrAppend(out, "<small>calls ", absl::StrJoin(calls, ", "), "</small>");
  }
  *out += "</div>";
}

void Pictures(const v1::Finding& finding, const v1::Account& account, std::string* out) {
  std::vector<Bar> calls, tokens, hours;
  const int flagged = DayOf(finding.open_time());
  for (const v1::DayActivity& day : account.profile().days()) {
    const bool marked = day.day() == flagged;
    calls.push_back({DayText(day.day()), static_cast<double>(day.calls()), marked});
    tokens.push_back({DayText(day.day()), static_cast<double>(day.output_tokens()), marked});
  }
  const std::string first = calls.empty() ? "" : calls.front().label;
  const std::string last = calls.empty() ? "" : calls.back().label;
  absl::StrAppend(out, "<figure><figcaption>Calls a day</figcaption>",
                  BarChart("Calls on each active day", calls, first, last, "flagged"), "</figure>");
  absl::StrAppend(out, "<figure><figcaption>Output tokens a day</figcaption>",
                  BarChart("Output tokens on each active day", tokens, first, last, "flagged"),
                  "</figure>");
  for (int hour = 0; hour < account.profile().calls_by_hour_size(); ++hour) {
    hours.push_back({absl::StrFormat("%02d:00", hour),
                     static_cast<double>(account.profile().calls_by_hour(hour))});
  }
  absl::StrAppend(out, "<figure><figcaption>Calls by hour of the day, UTC</figcaption>",
                  BarChart("Calls by hour of the day", hours, "00:00", "23:00", ""), "</figure>");
}

void Detail(const v1::Finding& finding, const v1::Account& account, double flag_score,
            std::string* out) {
  const v1::Assessment& assessment = account.assessment();
  absl::StrAppend(
      out, "<article id=\"", IdOf(finding), "\"><h3>", Safe(finding.account_id()),
      "</h3><div class=\"facts\"><span class=\"score\">score ",
      absl::StrFormat("%.0f (flagged from %.0f)", assessment.score(), flag_score),
      "</span><span>looks most like: ", Safe(CohortText(assessment.cohort())),
      "</span><span>opened ", TimeText(finding.open_time()), " UTC at call ",
      Grouped(finding.calls_at_open()), "</span><span>seen ", Grouped(finding.occurrences()),
      " times</span><span>", Grouped(account.profile().calls()), " calls, ",
      Short(static_cast<double>(account.profile().output_tokens())), " output tokens</span><span>",
      absl::StrFormat("%.0f %% with content", 100 * assessment.content_share()), "</span>",
      assessment.strand_calls() == 0
          ? ""
          : absl::StrCat("<span>reasons are of ", Grouped(assessment.strand_calls()),
                         " calls with one setup</span>"),
      "</div><div class=\"columns\"><div>");
  double most = 0;
  for (const v1::Contribution& part : assessment.contributions()) {
    most = std::max(most, std::abs(part.points()));
  }
  for (const v1::Contribution& part : assessment.contributions()) Reason(part, most, out);
  if (assessment.mitigations().empty()) *out += "<p class=\"dim\">Nothing speaks against it.</p>";
  *out += "</div><div>";
  Pictures(finding, account, out);
  *out += "</div></div></article>";
}

}  // namespace

std::string ReportHtml(const ReportData& data) {
  std::string out = absl::StrCat(
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><title>Stillwatch audit</title><style>",
      kReportStyle, "</style></head><body>");
  Summary(data, &out);
  Overview(data, &out);
  for (const v1::Campaign& campaign : data.campaigns) AddCampaign(campaign, &out);
  FindingsList(data, &out);
  const size_t detailed = std::min(data.findings.size(), kDetailed);
  if (detailed > 0) out += "<h2>Why</h2>";
  for (size_t i = 0; i < detailed; ++i) {
    Detail(data.findings[i].first, data.findings[i].second, data.flag_score, &out);
  }
  if (detailed < data.findings.size()) {
    absl::StrAppend(&out, "<p class=\"dim\">Details of the first ", kDetailed,
                    " findings; the other ", data.findings.size() - detailed,
                    " are in the table only.</p>");
  }
  out += "</body></html>\n";
  return out;
}

}  // namespace stillwatch::service
