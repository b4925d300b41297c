#include "service/calibrate/judgements.h"

#include <cmath>
#include <fstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/calibrate/log_view.h"
#include "service/calibrate/study.h"

namespace stillwatch::service {
namespace {

std::string Number(double log_odds) {
  return std::isinf(log_odds) ? "" : absl::StrFormat("%.4f", log_odds);
}

}  // namespace

std::string JudgementsCsv(const std::vector<StudyAccount>& accounts, const StudyResult& result) {
  std::string csv =
      "log,account_id,label,family,campaign,view,log_odds,log_odds_without_content,flagged_at\n";
  for (size_t i = 0; i < accounts.size(); ++i) {
    const StudyAccount& account = accounts[i];
    // The id begins with the log's number, as two logs may have the same accounts.
    const std::string id = account.id.substr(account.id.find('/') + 1);
    const int64_t flagged_at = result.flagged_at[i];
    absl::StrAppend(&csv, account.log, ",", id, ",", account.label.harvest ? "harvest" : "benign",
                    ",", account.label.family, ",", account.label.in_campaign ? 1 : 0, ",",
                    LogViewName(account.view), ",", Number(result.highest[i][1]), ",",
                    Number(result.highest[i][0]), ",",
                    flagged_at > 0 ? absl::StrCat(flagged_at) : "", "\n");
  }
  return csv;
}

absl::Status WriteJudgements(const std::vector<StudyAccount>& accounts, const StudyResult& result,
                             const std::string& path) {
  std::ofstream file(path, std::ios::trunc);
  file << JudgementsCsv(accounts, result) << std::flush;
  if (file) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot write the judgements ", path, "; check the folder and its permissions"));
}

}  // namespace stillwatch::service
