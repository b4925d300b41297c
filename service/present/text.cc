#include "service/present/text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "service/present/format.h"
#include "service/present/table.h"
#include "service/present/words.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

constexpr int kReasonsShown = 3;
constexpr int kExamplesShown = 3;

std::string Line(absl::string_view label, absl::string_view value) {
  return absl::StrFormat("  %-12s %s\n", label, value);
}

std::string Strongest(const v1::Assessment& assessment) {
  if (assessment.contributions().empty() || assessment.contributions(0).points() <= 0) return "-";
  return assessment.contributions(0).signal().reason();
}

std::string Score(const v1::Assessment& assessment) {
  return absl::StrFormat("%.0f", assessment.score());
}

}  // namespace

std::string FindingsTable(absl::Span<const v1::Finding> findings, size_t width) {
  if (findings.empty()) return "No findings.\n";
  Table table({{"FINDING"},
               {"ACCOUNT"},
               {"STATE"},
               {"SCORE", Table::kRight},
               {"OPENED (UTC)"},
               {"SEEN", Table::kRight},
               {"CALLS", Table::kRight},
               {"STRONGEST REASON"}});
  for (const v1::Finding& finding : findings) {
    table.AddRow({finding.name().substr(finding.name().find('/') + 1),
                  Fit(Printable(finding.account_id()), 32), FindingStateText(finding.state()),
                  Score(finding.assessment()), TimeText(finding.open_time()),
                  absl::StrCat(Grouped(finding.occurrences()), "x"),
                  Grouped(finding.assessment().calls()), Strongest(finding.assessment())});
  }
  return table.Render(width);
}

std::string ReasonsText(const v1::Assessment& assessment) {
  std::string out = "  Why\n";
  if (assessment.strand_calls() > 0) {
    absl::StrAppend(&out, "         of ", Grouped(assessment.strand_calls()), " of its ",
                    Grouped(assessment.calls()),
                    " calls, which have one setup (system message, parameters):\n");
  }
  int shown = 0;
  for (const v1::Contribution& part : assessment.contributions()) {
    if (part.points() <= 0 || shown == kReasonsShown) break;
    absl::StrAppendFormat(&out, "  %+5.0f  %s: %s\n", part.points(), part.signal().name(),
                          part.signal().reason());
    std::vector<std::string> numbers;
    for (const v1::Measurement& measurement : part.signal().measurements()) {
      numbers.push_back(MeasurementText(measurement));
    }
    absl::StrAppend(&out, "         ", absl::StrJoin(numbers, ", "), "\n");
    std::vector<std::string> calls;
    for (const std::string& id : part.signal().example_request_ids()) {
      if (calls.size() < kExamplesShown) calls.push_back(Printable(id));
    }
    if (!calls.empty()) absl::StrAppend(&out, "         calls ", absl::StrJoin(calls, ", "), "\n");
    ++shown;
  }
  if (shown == 0) out += "         nothing speaks for a harvest\n";
  if (!assessment.mitigations().empty()) {
    out += "  Against\n";
    for (const v1::Contribution& part : assessment.contributions()) {
      if (part.points() >= 0) continue;
      absl::StrAppendFormat(&out, "  %+5.0f  %s: %s\n", part.points(), part.signal().name(),
                            part.signal().reason());
    }
  }
  return out;
}

std::string FindingDetail(const v1::Finding& finding) {
  const v1::Assessment& assessment = finding.assessment();
  std::string out = absl::StrCat(finding.name(), "\n");
  out += Line("account", Printable(finding.account_id()));
  out += Line("state", FindingStateText(finding.state()));
  out += Line("opened", absl::StrCat(TimeText(finding.open_time()), " UTC, at call ",
                                     Grouped(finding.calls_at_open())));
  out += Line("seen", absl::StrCat(Grouped(finding.occurrences()), " times, last ",
                                   TimeText(finding.update_time()), " UTC"));
  out +=
      Line("score", absl::StrCat(Score(assessment), " under policy ", assessment.policy_version()));
  out += Line("cohort", CohortText(assessment.cohort()));
  out += Line("calls", absl::StrFormat("%s, %.0f %% with content", Grouped(assessment.calls()),
                                       100 * assessment.content_share()));
  out += ReasonsText(assessment);
  out += "  History\n";
  for (const v1::FindingEvent& event : finding.history()) {
    absl::StrAppend(&out, "         ", TimeText(event.time()), "  ",
                    FindingStateText(event.state()), " by ",
                    event.actor().empty() ? "somebody" : Printable(event.actor()),
                    event.note().empty() ? "" : absl::StrCat(": ", Printable(event.note())), "\n");
  }
  out += Line("etag", finding.etag());
  return out;
}

std::string AccountsTable(absl::Span<const v1::Account> accounts, size_t width) {
  if (accounts.empty()) return "No accounts.\n";
  Table table({{"ACCOUNT"},
               {"VERDICT"},
               {"SCORE", Table::kRight},
               {"COHORT"},
               {"CALLS", Table::kRight},
               {"OUTPUT TOKENS", Table::kRight},
               {"LAST CALL (UTC)"},
               {"STRONGEST REASON"}});
  for (const v1::Account& account : accounts) {
    const v1::Assessment& assessment = account.assessment();
    table.AddRow({Fit(Printable(account.account_id()), 32),
                  account.finding().empty() ? VerdictText(assessment.verdict()) : "flagged",
                  Score(assessment), CohortText(assessment.cohort()),
                  Grouped(account.profile().calls()),
                  Short(static_cast<double>(account.profile().output_tokens())),
                  TimeText(account.profile().last_call_time()), Strongest(assessment)});
  }
  return table.Render(width);
}

std::string AccountDetail(const v1::Account& account) {
  const v1::ProfileSummary& profile = account.profile();
  const v1::Assessment& assessment = account.assessment();
  std::string out = absl::StrCat("accounts/", Printable(account.account_id()), "\n");
  out +=
      Line("verdict", absl::StrCat(VerdictText(assessment.verdict()), ", score ", Score(assessment),
                                   " under policy ", assessment.policy_version()));
  out += Line("finding", account.finding().empty() ? "none open" : account.finding());
  out += Line("cohort", CohortText(assessment.cohort()));
  out += Line("calls",
              absl::StrCat(Grouped(profile.calls()), ", ", Grouped(profile.failed_calls()),
                           " failed, ", Grouped(profile.calls_with_content()), " with content"));
  out += Line("period", absl::StrCat(TimeText(profile.first_call_time()), " to ",
                                     TimeText(profile.last_call_time()), " UTC"));
  out += Line("tokens", absl::StrCat(Grouped(profile.input_tokens()), " in, ",
                                     Grouped(profile.output_tokens()), " out"));
  out += Line("requests",
              absl::StrFormat("about %s different, %.0f %% seen before, %.0f %% follow-ups",
                              Grouped(static_cast<int64_t>(profile.distinct_requests() + 0.5)),
                              100 * profile.revisit_share(), 100 * profile.follow_up_share()));
  out += ReasonsText(assessment);
  return out;
}

}  // namespace stillwatch::service
