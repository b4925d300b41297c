#ifndef STILLWATCH_SERVICE_CALIBRATE_JUDGEMENTS_H_
#define STILLWATCH_SERVICE_CALIBRATE_JUDGEMENTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace stillwatch::service {

struct StudyAccount;
struct StudyResult;

// What models that had not seen them say of the accounts, as CSV with a line for each: log (from 0
// on), account id, label, family, whether in a campaign, whether judged with its text (1 or 0), the
// highest log-odds of its looks with content and without, empty where it had none, and the call at
// which it is first flagged, empty if never.
std::string JudgementsCsv(const std::vector<StudyAccount>& accounts, const StudyResult& result);

// Writes that to a file; UNAVAILABLE names the path and says what to check.
absl::Status WriteJudgements(const std::vector<StudyAccount>& accounts, const StudyResult& result,
                             const std::string& path);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_JUDGEMENTS_H_
