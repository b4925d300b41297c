#include "service/calibrate/study.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/baselines/specimens.h"
#include "detector/features/features.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {
namespace {

using detector::Expectation;
using detector::FeatureCatalogue;
using detector::FeatureDefinition;
using detector::Model;
using detector::TrainingRow;

// Where nobody was seen, what is likelier than not.
constexpr double kLowest = 0;
constexpr double kNever = -std::numeric_limits<double>::infinity();
// Looks are much alike; every so many of them, and the last one, teach.
constexpr size_t kTeachingStep = 4;
// A family of many accounts teaches more than one of few, but not in proportion.
constexpr double kFamilyExponent = 0.6;

// Thresholds and what is usual are those of the log as it is and of its metadata alone.
bool IsPoorer(LogView view) { return view != LogView::kAsItIs && view != LogView::kWithoutText; }

std::vector<Expectation> Expectations() {
  std::vector<Expectation> expectations;
  for (const FeatureDefinition& feature : FeatureCatalogue()) {
    expectations.push_back(feature.expectation);
  }
  return expectations;
}

const std::string& UnitOf(const StudyAccount& account, HoldOut hold_out) {
  if (hold_out == HoldOut::kFamilies) return account.label.family;
  if (hold_out == HoldOut::kSources) return account.label.source;
  return account.id;
}

// Fold by fold the accounts that are judged there. Stable: by name, not by place.
size_t FoldOf(const StudyAccount& account, const StudyOptions& options) {
  if (options.hold_out == HoldOut::kLogs) return account.log;
  const std::string& unit = UnitOf(account, options.hold_out);
  uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : unit) hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211u;
  return static_cast<size_t>((hash >> 20) % static_cast<uint64_t>(options.folds));
}

// The last one that may teach, and every so many before it.
std::vector<const Look*> TeachingLooks(const StudyAccount& account) {
  std::vector<const Look*> looks;
  size_t back = 0;
  for (auto look = account.looks.rbegin(); look != account.looks.rend(); ++look) {
    if (look->teaches && back++ % kTeachingStep == 0) looks.push_back(&*look);
  }
  return looks;
}

std::vector<TrainingRow> Rows(const std::vector<StudyAccount>& accounts,
                              const std::function<bool(const StudyAccount&)>& teaches) {
  std::map<std::pair<LogView, std::string>, double> family_size;
  for (const StudyAccount& account : accounts) {
    if (teaches(account)) family_size[{account.view, account.label.family}] += 1;
  }
  std::vector<TrainingRow> rows;
  double weight_by_kind[2] = {0, 0};
  for (const StudyAccount& account : accounts) {
    if (!teaches(account)) continue;
    const std::vector<const Look*> looks = TeachingLooks(account);
    if (looks.empty()) continue;
    const double of_family = family_size[{account.view, account.label.family}];
    const double weight =
        account.weight * std::pow(of_family, -kFamilyExponent) / static_cast<double>(looks.size());
    for (const Look* look : looks) {
      rows.push_back({look->features, account.label.harvest, weight});
      weight_by_kind[account.label.harvest ? 1 : 0] += weight;
    }
  }
  for (TrainingRow& row : rows) row.weight /= weight_by_kind[row.harvest ? 1 : 0];
  return rows;
}

Model Learn(const std::vector<StudyAccount>& accounts, const StudyOptions& options,
            const std::function<bool(const StudyAccount&)>& teaches) {
  const std::vector<TrainingRow> rows = Rows(accounts, teaches);
  std::vector<const TrainingRow*> pointers;
  pointers.reserve(rows.size());
  for (const TrainingRow& row : rows) pointers.push_back(&row);
  return detector::LearnModel(pointers, Expectations(), options.boost);
}

double Weigh(const Model& model, const Look& look, std::vector<double>* parts) {
  return model.Weigh(look.features, absl::MakeSpan(*parts)) - look.handicap;
}

// The lowest value that at most `most` of the numbers exceed.
double ExceededByAtMost(std::vector<double> numbers, size_t most) {
  if (numbers.size() <= most) return 0;
  std::sort(numbers.begin(), numbers.end(), std::greater<>());
  return std::max(numbers[most], kLowest);
}

std::array<double, 2> Highest(const StudyAccount& account, const std::vector<double>& margins) {
  std::array<double, 2> highest = {kNever, kNever};
  for (size_t look = 0; look < margins.size(); ++look) {
    double& most = highest[account.looks[look].has_content ? 1 : 0];
    most = std::max(most, margins[look]);
  }
  return highest;
}

// A quantile of what the accounts' looks come to at most: an account is compared by its highest
// look, so looking often does not add to the share.
Thresholds FindThresholds(const std::vector<StudyAccount>& accounts,
                          const std::vector<std::array<double, 2>>& highest_of, double budget) {
  Thresholds thresholds{};
  for (const bool has_content : {false, true}) {
    std::vector<double> highest;
    for (size_t i = 0; i < accounts.size(); ++i) {
      if (!accounts[i].counts || accounts[i].label.harvest || IsPoorer(accounts[i].view)) continue;
      const double most = highest_of[i][has_content ? 1 : 0];
      // Accounts too small to be looked at are part of the population, too.
      const bool too_small =
          accounts[i].looks.empty() && has_content && accounts[i].view == LogView::kAsItIs;
      if (most > kNever || too_small) highest.push_back(most);
    }
    const double allowed = std::floor(budget * static_cast<double>(highest.size()));
    thresholds[has_content ? 1 : 0] = ExceededByAtMost(highest, static_cast<size_t>(allowed));
  }
  return thresholds;
}

int64_t FlaggedAt(const StudyAccount& account, const std::vector<double>& margins,
                  const Thresholds& thresholds) {
  for (size_t look = 0; look < margins.size(); ++look) {
    if (margins[look] > thresholds[account.looks[look].has_content ? 1 : 0]) {
      return account.looks[look].calls;
    }
  }
  return 0;
}

void WriteModel(const Model& model, v1::Baselines* baselines) {
  for (const FeatureDefinition& feature : FeatureCatalogue()) {
    baselines->add_features(std::string(feature.name));
  }
  baselines->set_base(model.base());
  for (const double slope : model.slopes()) baselines->add_slopes(slope);
  for (const detector::Tree& tree : model.trees()) {
    v1::RegressionTree* to = baselines->add_trees();
    for (const detector::TreeNode& node : tree) {
      to->add_feature(node.feature);
      to->add_threshold(node.threshold);
      to->add_left(node.left);
      to->add_value(node.value);
    }
  }
}

void WriteCohorts(const std::vector<StudyAccount>& accounts, v1::Baselines* baselines) {
  const auto signals = detector::SignalCatalogue();
  const size_t first_level = FeatureCatalogue().size() - signals.size();
  std::map<detector::Cohort, std::vector<const Look*>> by_cohort;
  for (const StudyAccount& account : accounts) {
    if (account.label.harvest || IsPoorer(account.view)) continue;
    const std::vector<const Look*> looks = TeachingLooks(account);
    if (!looks.empty()) by_cohort[account.cohort].push_back(looks.front());
  }
  for (const auto& [cohort, looks] : by_cohort) {
    v1::CohortLevels* to = baselines->add_cohorts();
    to->set_cohort(static_cast<v1::Cohort>(cohort));
    to->set_accounts(static_cast<int64_t>(looks.size()));
    for (size_t i = 0; i < signals.size(); ++i) {
      std::vector<double> levels;
      for (const Look* look : looks) levels.push_back(look->features[first_level + i]);
      v1::UsualLevel* level = to->add_levels();
      level->set_signal(signals[i]->name);
      level->set_level(ExceededByAtMost(levels, levels.size() / 10));
    }
  }
}

}  // namespace

StudyResult CrossJudge(const std::vector<StudyAccount>& accounts, const StudyOptions& options,
                       absl::FunctionRef<void(int done)> step) {
  std::vector<std::vector<double>> margins(accounts.size());
  const auto judge = [&](size_t fold) {
    const Model model = Learn(accounts, options, [&](const StudyAccount& account) {
      return FoldOf(account, options) != fold;
    });
    std::vector<double> parts(FeatureCatalogue().size());
    for (size_t i = 0; i < accounts.size(); ++i) {
      if (FoldOf(accounts[i], options) != fold) continue;
      for (const Look& look : accounts[i].looks) {
        margins[i].push_back(Weigh(model, look, &parts));
      }
    }
  };
  for (int fold = 0; fold < options.folds; fold += 2) {
    std::thread other;
    if (fold + 1 < options.folds) other = std::thread(judge, static_cast<size_t>(fold + 1));
    judge(static_cast<size_t>(fold));
    if (other.joinable()) other.join();
    step(std::min(fold + 2, options.folds));
  }
  StudyResult result;
  for (size_t i = 0; i < accounts.size(); ++i) {
    result.highest.push_back(Highest(accounts[i], margins[i]));
  }
  result.thresholds = FindThresholds(accounts, result.highest, options.budget);
  for (size_t i = 0; i < accounts.size(); ++i) {
    result.flagged_at.push_back(FlaggedAt(accounts[i], margins[i], result.thresholds));
  }
  return result;
}

void LearnBaselines(const std::vector<StudyAccount>& accounts, const StudyOptions& options,
                    const Thresholds& thresholds, v1::Baselines* baselines) {
  for (const StudyAccount& account : accounts) {
    if (account.view != LogView::kAsItIs) continue;
    if (account.label.harvest) {
      baselines->set_harvesting_accounts(baselines->harvesting_accounts() + 1);
    } else {
      baselines->set_ordinary_accounts(baselines->ordinary_accounts() + 1);
    }
  }
  baselines->set_false_alarm_budget(options.budget);
  baselines->set_flag_log_odds_without_content(thresholds[0]);
  baselines->set_flag_log_odds(thresholds[1]);
  WriteModel(Learn(accounts, options, [](const StudyAccount&) { return true; }), baselines);
  WriteCohorts(accounts, baselines);
  detector::WriteSpecimens(baselines);
}

}  // namespace stillwatch::service
