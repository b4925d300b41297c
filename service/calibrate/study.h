#ifndef STILLWATCH_SERVICE_CALIBRATE_STUDY_H_
#define STILLWATCH_SERVICE_CALIBRATE_STUDY_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "detector/cohort/cohort.h"
#include "detector/learn/boost.h"
#include "service/calibrate/labels.h"
#include "service/calibrate/log_view.h"

namespace stillwatch::v1 {
class Baselines;
}

namespace stillwatch::service {

// An account, or one of its strands, at a look.
struct Look {
  int64_t calls = 0;
  bool has_content = true;
  std::vector<float> features;
  // Log-odds that count less, as the calls are a mixture or few.
  double handicap = 0;
  // Labels do not say which strands of an account harvest: those are judged only.
  bool teaches = true;
};

// An account of known label, with all its looks.
struct StudyAccount {
  std::string id;
  size_t log = 0;  // Which of the logs it is in.
  Label label;
  // Of the population whose false alarms are budgeted; others only teach.
  bool counts = false;
  double weight = 1;  // In teaching.
  // An account can be there in several.
  LogView view = LogView::kAsItIs;
  detector::Cohort cohort = detector::Cohort::kUnspecified;  // At its last look.
  std::vector<Look> looks;
};

// What is left out together when an account is judged by a model that has not seen it: a part of
// the accounts, of the families, of the sources, or its whole log, in which case there are as many
// folds as logs.
enum class HoldOut { kAccounts, kFamilies, kSources, kLogs };

// Log-odds that at most the budget's share of ordinary accounts that count ever exceed, for looks
// without and with content.
using Thresholds = std::array<double, 2>;

struct StudyOptions {
  detector::BoostOptions boost;
  int folds = 5;
  HoldOut hold_out = HoldOut::kAccounts;
  double budget = 0.003;
};

// What models that had not seen them say of the accounts.
struct StudyResult {
  Thresholds thresholds{};
  // Parallel to the accounts: log-odds of the highest look without and with content, minus infinity
  // where there is none.
  std::vector<std::array<double, 2>> highest;
  // Likewise: the call at which the account first exceeds the threshold; 0: never.
  std::vector<int64_t> flagged_at;
};

// Judges every account by models learned from the others and sets the threshold by it: the
// running maximum over all looks is what is compared, so looking often costs nothing (a split
// conformal bound on the maximum; Vovk et al. 2005). `step` is called after each of the models.
StudyResult CrossJudge(const std::vector<StudyAccount>& accounts, const StudyOptions& options,
                       absl::FunctionRef<void(int done)> step);

// Learns from all accounts and writes down the model, the threshold and what is usual by cohort.
void LearnBaselines(const std::vector<StudyAccount>& accounts, const StudyOptions& options,
                    const Thresholds& thresholds, v1::Baselines* baselines);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_STUDY_H_
