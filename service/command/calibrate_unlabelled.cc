#include "service/command/calibrate_unlabelled.h"

#include <cstdio>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "detector/assess/assessor.h"
#include "detector/baselines/baselines.h"
#include "detector/policy/policy.h"
#include "service/calibrate/looks.h"
#include "service/calibrate/population.h"
#include "service/command/command.h"
#include "service/key_file/key_file.h"
#include "service/policy_file/baselines_file.h"
#include "service/policy_file/policy_file.h"
#include "service/present/format.h"
#include "service/present/progress.h"
#include "service/present/table.h"
#include "service/present/words.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {
namespace {

// In bar steps.
constexpr int64_t kSteps = 1000;

absl::Status AddLog(const std::string& log, const detector::FingerprintKey& key, int64_t first_look,
                    Population* population) {
  ProgressBar bar(absl::StrCat("reading ", log), kSteps);
  const auto progress = [&](int64_t done, int64_t all) {
    bar.Update(all > 0 ? kSteps * done / all : 0, "");
  };
  return FoldLooks(log, {key, LogView::kAsItIs, first_look, progress},
                   [&](const ShownLook& look) { population->Add(look); });
}

void Print(const std::vector<CohortRow>& rows) {
  Table table({{"COHORT"},
               {"ACCOUNTS", Table::kRight},
               {"MEDIAN SCORE", Table::kRight},
               {"SPREAD", Table::kRight},
               {"FLAGGED FROM", Table::kRight},
               {"FLAGGED BEFORE", Table::kRight},
               {"NOW", Table::kRight}});
  for (const CohortRow& row : rows) {
    const bool fitted = row.spread > 0;
    table.AddRow({std::string(detector::CohortName(row.cohort)), Grouped(row.accounts),
                  fitted ? absl::StrFormat("%.0f", row.median) : "too few",
                  fitted ? absl::StrFormat("%.0f", row.spread) : "",
                  absl::StrFormat("%.0f", row.flag_score), Grouped(row.flagged_before),
                  Grouped(row.flagged_now)});
  }
  std::printf("%s", table.Render(0).c_str());
  std::printf(
      "scores are those of the baselines in use, each account's highest while it was of the "
      "cohort; "
      "to flag from a higher one, the new baselines count less there\n");
}

}  // namespace

int CalibrateUnlabelled(const UnlabelledOptions& options) {
  if (!(options.budget > 0)) {
    PrintError("--budget must be above 0 without --labels: what no account exceeds is not known");
    return kUsage;
  }
  const auto key = LoadOrCreateKey(options.key_file);
  if (!key.ok()) return Fail(key.status());
  absl::StatusOr<detector::Baselines> in_use = LoadBaselines(options.baselines);
  if (!in_use.ok()) return Fail(in_use.status());
  v1::Baselines baselines;
  if (absl::Status read = ReadBaselines(options.baselines, &baselines); !read.ok()) {
    return Fail(read);
  }
  detector::Policy policy = detector::Policy::Default();
  policy.UseBaselines(std::make_shared<const detector::Baselines>(*std::move(in_use)));
  const detector::Assessor assessor(std::move(policy));
  Population population(&assessor);
  for (const std::string& log : options.logs) {
    const absl::Status status = AddLog(log, *key, assessor.policy().min_calls(), &population);
    if (!status.ok()) return Fail(status);
  }
  if (population.size() == 0) {
    return Fail(absl::InvalidArgumentError(
        "no account in the logs has calls enough to be assessed: nothing to calibrate by"));
  }
  Print(population.Calibrate(options.budget, &baselines));
  if (options.output.empty()) return kDone;
  baselines.set_version(options.version);
  baselines.set_learned_from(absl::StrCat(baselines.learned_from(), "; thresholds of cohorts from ",
                                          absl::StrJoin(options.logs, ", "), " without labels"));
  const absl::Status status = WriteBaselines(baselines, options.output);
  return status.ok() ? kDone : Fail(status);
}

}  // namespace stillwatch::service
