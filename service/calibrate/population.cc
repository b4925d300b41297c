#include "service/calibrate/population.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "detector/signals/catalogue.h"
#include "detector/traits/traits.h"
#include "service/calibrate/nulls.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {
namespace {

using detector::Cohort;

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr double kUsualShare = 0.9;

v1::CohortLevels* LevelsOf(Cohort cohort, v1::Baselines* baselines) {
  for (v1::CohortLevels& levels : *baselines->mutable_cohorts()) {
    if (levels.cohort() == static_cast<v1::Cohort>(cohort)) return &levels;
  }
  v1::CohortLevels* levels = baselines->add_cohorts();
  levels->set_cohort(static_cast<v1::Cohort>(cohort));
  return levels;
}

int64_t CountFrom(const std::vector<double>& values, double score) {
  return std::count_if(values.begin(), values.end(),
                       [score](double value) { return value >= score; });
}

}  // namespace

void Population::Add(const ShownLook& look) {
  const detector::Assessor::Weighing weighing =
      assessor_->Weigh(look.profile, {look.calls, look.mixed_share});
  const auto [place, fresh] = accounts_.try_emplace(std::string(look.account_id));
  Member& member = place->second;
  if (fresh) member.highest.fill(kNever);
  double& highest = member.highest[static_cast<size_t>(weighing.cohort)];
  highest = std::max(highest, weighing.score);
  member.cohort = weighing.cohort;
  member.levels.clear();
  for (const detector::SignalDefinition* signal : detector::SignalCatalogue()) {
    member.levels.push_back(static_cast<float>(signal->level(weighing.traits)));
  }
}

std::vector<CohortRow> Population::Calibrate(double budget, v1::Baselines* baselines) const {
  const double flag_score = assessor_->policy().flag_score();
  std::vector<CohortRow> rows;
  for (size_t i = 0; i < kCohorts; ++i) {
    const auto cohort = static_cast<Cohort>(i);
    std::vector<double> scores;
    for (const auto& [id, member] : accounts_) {
      if (member.highest[i] > kNever) scores.push_back(member.highest[i]);
    }
    if (scores.empty()) continue;
    CohortRow row;
    row.cohort = cohort;
    row.accounts = static_cast<int64_t>(scores.size());
    row.flagged_before = CountFrom(scores, flag_score);
    row.flag_score = flag_score;
    if (const std::optional<EmpiricalNull> null = FitNull(scores, budget); null.has_value()) {
      row.median = null->median;
      row.spread = null->spread;
      row.flag_score = std::max(flag_score, null->threshold);
    }
    row.flagged_now = CountFrom(scores, row.flag_score);
    if (row.flag_score > flag_score) {
      const double raise = (row.flag_score - flag_score) / detector::kPointsPerLogOdd;
      LevelsOf(cohort, baselines)
          ->set_flag_log_odds(assessor_->policy().baselines().flag_log_odds(cohort) + raise);
    }
    rows.push_back(row);
  }
  WriteUsual(flag_score, baselines);
  return rows;
}

// Of cohorts with accounts enough; accounts that are flagged as things are do not say what is
// usual.
void Population::WriteUsual(double flag_score, v1::Baselines* baselines) const {
  const auto signals = detector::SignalCatalogue();
  for (size_t i = 0; i < kCohorts; ++i) {
    std::vector<const Member*> members;
    for (const auto& [id, member] : accounts_) {
      const double highest = *std::max_element(member.highest.begin(), member.highest.end());
      if (static_cast<size_t>(member.cohort) == i && highest < flag_score) {
        members.push_back(&member);
      }
    }
    if (members.size() < kLeastForNull) continue;
    v1::CohortLevels* levels = LevelsOf(static_cast<Cohort>(i), baselines);
    levels->set_accounts(static_cast<int64_t>(members.size()));
    levels->clear_levels();
    for (size_t signal = 0; signal < signals.size(); ++signal) {
      std::vector<float> of_signal;
      of_signal.reserve(members.size());
      for (const Member* member : members) of_signal.push_back(member->levels[signal]);
      const auto at = of_signal.begin() + static_cast<std::ptrdiff_t>(
                                              kUsualShare * static_cast<double>(members.size()));
      std::nth_element(of_signal.begin(), at, of_signal.end());
      v1::UsualLevel* level = levels->add_levels();
      level->set_signal(signals[signal]->name);
      level->set_level(*at);
    }
  }
}

}  // namespace stillwatch::service
