#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "detector/assess/assessor.h"
#include "detector/cohort/cohort.h"
#include "detector/features/features.h"
#include "detector/learn/boost.h"
#include "detector/model/tree.h"
#include "detector/profile/profile.h"
#include "detector/signals/catalogue.h"
#include "detector/traits/traits.h"
#include "service/calibrate/judgements.h"
#include "service/calibrate/labels.h"
#include "service/calibrate/log_view.h"
#include "service/calibrate/looks.h"
#include "service/calibrate/study.h"
#include "service/command/calibrate_unlabelled.h"
#include "service/command/command.h"
#include "service/key_file/key_file.h"
#include "service/policy_file/baselines_file.h"
#include "service/present/format.h"
#include "service/present/progress.h"
#include "service/present/table.h"
#include "service/threads/in_parallel.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {
namespace {

// As the default policy's min_calls.
constexpr int64_t kFirstLook = 20;
// How much an account teaches where nobody says, of the population and of other logs.
constexpr double kPopulationWeight = 5;
constexpr double kOtherWeight = 1;

struct CalibrateCommand {
  std::vector<std::string> logs;
  std::vector<std::string> labels;
  std::string baselines;
  std::string key_file = DefaultKeyPath();
  std::string output;
  std::string judgements;
  std::string version;
  std::string hold_out = "accounts";
  std::vector<std::string> leave_out;
  int population = 1;
  std::vector<double> weights;
  StudyOptions study;
};

// The features, those of some signals without what they say.
std::vector<float> FeaturesWithout(const std::vector<std::string>& signals,
                                   const detector::Traits& traits) {
  std::vector<float> features = detector::MeasureFeatures(traits);
  const auto catalogue = detector::FeatureCatalogue();
  for (const std::string& signal : signals) {
    for (size_t i = 0; i < features.size(); ++i) {
      if (signal == detector::SignalCatalogue()[catalogue[i].signal]->name) features[i] = 0;
    }
  }
  return features;
}

std::vector<std::string> SignalNames() {
  std::vector<std::string> names;
  for (const detector::SignalDefinition* signal : detector::SignalCatalogue()) {
    names.emplace_back(signal->name);
  }
  return names;
}

// The accounts of a log in one view.
absl::Status FoldAccounts(const CalibrateCommand& command, const detector::FingerprintKey& key,
                          size_t number, LogView view,
                          const absl::flat_hash_map<std::string, Label>& labels,
                          absl::FunctionRef<void(int64_t, int64_t)> progress,
                          std::vector<StudyAccount>* accounts) {
  absl::flat_hash_map<std::string, size_t> places;
  for (const auto& [id, label] : labels) {
    places[id] = accounts->size();
    StudyAccount& account = accounts->emplace_back();
    account.id = absl::StrCat(number, "/", id);
    account.log = number;
    account.label = label;
    account.view = view;
    account.counts = static_cast<int>(number) < command.population;
    account.weight = !command.weights.empty() ? command.weights[number]
                     : account.counts         ? kPopulationWeight
                                              : kOtherWeight;
  }
  return FoldLooks(command.logs[number], {key, view, kFirstLook, progress},
                   [&](const ShownLook& look) {
                     const auto place = places.find(std::string(look.account_id));
                     if (place == places.end()) return;
                     StudyAccount& account = (*accounts)[place->second];
                     const detector::Traits traits = detector::Measure(look.profile);
                     const detector::Cohort cohort = detector::CohortOf(traits);
                     if (!look.of_strand) account.cohort = cohort;
                     account.looks.push_back({look.calls, cohort != detector::Cohort::kMetadataOnly,
                                              FeaturesWithout(command.leave_out, traits),
                                              Handicap(look), !look.of_strand});
                   });
}

// Adds the accounts of a log, each in all views.
absl::Status AddLog(const CalibrateCommand& command, const detector::FingerprintKey& key,
                    size_t number, std::vector<StudyAccount>* accounts) {
  const absl::StatusOr<absl::flat_hash_map<std::string, Label>> labels =
      LoadLabels(command.labels[number]);
  if (!labels.ok()) return labels.status();
  ProgressBar bar(absl::StrCat("reading ", command.logs[number]), 1000 * kLogViews.size());
  std::mutex mutex;  // Of the bar.
  int64_t sum = 0;
  std::array<std::vector<StudyAccount>, kLogViews.size()> in_view;
  std::array<absl::Status, kLogViews.size()> status;
  InParallelOneByOne(kLogViews.size(), [&](size_t i) {
    int64_t before = 0;
    const auto progress = [&](int64_t done, int64_t all) {
      const int64_t now = all > 0 ? 1000 * done / all : 0;
      std::lock_guard lock(mutex);
      sum += now - before;
      before = now;
      bar.Update(sum, "");
    };
    status[i] = FoldAccounts(command, key, number, kLogViews[i], *labels, progress, &in_view[i]);
  });
  for (size_t i = 0; i < kLogViews.size(); ++i) {
    if (!status[i].ok()) return status[i];
    accounts->insert(accounts->end(), std::make_move_iterator(in_view[i].begin()),
                     std::make_move_iterator(in_view[i].end()));
  }
  return absl::OkStatus();
}

// There is nothing to tell apart without accounts of both kinds.
absl::Status CheckKinds(const std::vector<StudyAccount>& accounts) {
  for (const bool harvest : {false, true}) {
    const bool found =
        std::any_of(accounts.begin(), accounts.end(), [&](const StudyAccount& account) {
          return account.label.harvest == harvest && !account.looks.empty();
        });
    if (found) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("no account in the logs with calls enough to be assessed is labelled ",
                     harvest ? "harvest" : "benign",
                     "; do the labels belong to the logs, and name accounts of both kinds?"));
  }
  return absl::OkStatus();
}

struct FamilyRow {
  int64_t accounts = 0;
  std::vector<int64_t> flagged_at;
};

void PrintFamilies(const std::vector<StudyAccount>& accounts, const StudyResult& result) {
  std::map<std::pair<bool, std::string>, FamilyRow> families;
  for (size_t i = 0; i < accounts.size(); ++i) {
    const Label& label = accounts[i].label;
    if (accounts[i].view != LogView::kAsItIs) continue;
    FamilyRow& row = families[{label.harvest,
                               absl::StrCat(label.family, label.in_campaign ? " (campaign)" : "")}];
    ++row.accounts;
    if (result.flagged_at[i] > 0) row.flagged_at.push_back(result.flagged_at[i]);
  }
  Table table({{"LABEL"},
               {"FAMILY"},
               {"ACCOUNTS", Table::kRight},
               {"FLAGGED", Table::kRight},
               {"SHARE", Table::kRight},
               {"MEDIAN CALL", Table::kRight}});
  for (auto& [key, row] : families) {
    std::sort(row.flagged_at.begin(), row.flagged_at.end());
    const auto flagged = static_cast<int64_t>(row.flagged_at.size());
    table.AddRow(
        {key.first ? "harvest" : "ordinary", key.second, absl::StrCat(row.accounts),
         absl::StrCat(flagged),
         absl::StrFormat("%.3f", static_cast<double>(flagged) / static_cast<double>(row.accounts)),
         flagged == 0 ? "" : absl::StrCat(row.flagged_at[row.flagged_at.size() / 2])});
  }
  std::printf("%s", table.Render(0).c_str());
}

// What would be found in the population's logs if they said less.
void PrintViews(const std::vector<StudyAccount>& accounts, const StudyResult& result) {
  struct Row {
    // Of ordinary accounts, of lone harvesters, of members of campaigns.
    std::array<int64_t, 3> accounts{}, flagged{};
  };
  std::map<LogView, Row> rows;
  for (size_t i = 0; i < accounts.size(); ++i) {
    if (!accounts[i].counts) continue;
    const Label& label = accounts[i].label;
    const size_t kind = !label.harvest ? 0 : label.in_campaign ? 2 : 1;
    Row& row = rows[accounts[i].view];
    ++row.accounts[kind];
    row.flagged[kind] += result.flagged_at[i] > 0 ? 1 : 0;
  }
  Table table({{"THE POPULATION'S LOGS"},
               {"ORDINARY FLAGGED", Table::kRight},
               {"LONE HARVESTERS", Table::kRight},
               {"MEMBERS BY THEMSELVES", Table::kRight}});
  for (const auto& [view, row] : rows) {
    std::vector<std::string> cells = {std::string(LogViewName(view))};
    for (size_t kind = 0; kind < row.accounts.size(); ++kind) {
      cells.push_back(absl::StrCat(row.flagged[kind], " of ", row.accounts[kind]));
    }
    table.AddRow(std::move(cells));
  }
  std::printf("\n%s\n", table.Render(0).c_str());
}

int Calibrate(const CalibrateCommand& command) {
  if (command.labels.empty() && !command.judgements.empty()) {
    PrintError("--judgements needs --labels: without, no model is learned and judged by");
    return kUsage;
  }
  if (command.labels.empty()) {
    return CalibrateUnlabelled({command.logs, command.baselines, command.key_file, command.output,
                                command.version, command.study.budget});
  }
  if (!command.baselines.empty()) {
    PrintError("--baselines goes with logs without --labels: from labels all is learned anew");
    return kUsage;
  }
  if (command.labels.size() != command.logs.size()) {
    PrintError("--labels must name one file for every log, in the same order");
    return kUsage;
  }
  if (!command.weights.empty() && command.weights.size() != command.logs.size()) {
    PrintError("--weights must give one number for every log, in the same order");
    return kUsage;
  }
  if (command.hold_out == "logs" && command.logs.size() < 2) {
    PrintError("--hold-out logs needs at least two logs: each is judged by models of the others");
    return kUsage;
  }
  const auto key = LoadOrCreateKey(command.key_file);
  if (!key.ok()) return Fail(key.status());
  std::vector<StudyAccount> accounts;
  for (size_t i = 0; i < command.logs.size(); ++i) {
    const absl::Status status = AddLog(command, *key, i, &accounts);
    if (!status.ok()) return Fail(status);
  }
  const absl::Status kinds = CheckKinds(accounts);
  if (!kinds.ok()) return Fail(kinds);
  // By id: what is learned does not depend on the order of a hash table.
  std::sort(accounts.begin(), accounts.end(), [](const StudyAccount& a, const StudyAccount& b) {
    return std::tie(a.id, a.view) < std::tie(b.id, b.view);
  });
  StudyOptions study = command.study;
  const char* unseen = "it";
  if (command.hold_out == "families") {
    study.hold_out = HoldOut::kFamilies;
    unseen = "its family";
  } else if (command.hold_out == "sources") {
    study.hold_out = HoldOut::kSources;
    unseen = "its source";
  } else if (command.hold_out == "logs") {
    study.hold_out = HoldOut::kLogs;
    study.folds = static_cast<int>(command.logs.size());
    unseen = "its log";
  }
  std::optional<ProgressBar> bar(std::in_place, "learning", study.folds);
  const StudyResult result = CrossJudge(accounts, study, [&](int done) { bar->Update(done, ""); });
  bar.reset();
  PrintFamilies(accounts, result);
  PrintViews(accounts, result);
  std::printf(
      "flags from log-odds %.3f on, %.3f without content; each account judged by models that had "
      "not seen %s\n",
      result.thresholds[1], result.thresholds[0], unseen);
  if (!command.judgements.empty()) {
    const absl::Status written = WriteJudgements(accounts, result, command.judgements);
    if (!written.ok()) return Fail(written);
  }
  if (command.output.empty()) return kDone;
  v1::Baselines baselines;
  baselines.set_version(command.version);
  baselines.set_learned_from(absl::StrJoin(command.logs, ", "));
  LearnBaselines(accounts, study, result.thresholds, &baselines);
  const absl::Status status = WriteBaselines(baselines, command.output);
  return status.ok() ? kDone : Fail(status);
}

void AddLearningOptions(CLI::App* command, detector::BoostOptions* boost) {
  command
      ->add_option("--directed-trees", boost->directed_trees,
                   "Trees of a model that look only at what can say but one thing")
      ->check(CLI::Range(0, 2000))
      ->capture_default_str();
  command->add_option("--trust", boost->trust, "How much of what the other trees say is believed")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--trees", boost->trees, "Other trees of a model")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
  command->add_option("--leaves", boost->leaves, "Leaves of a tree")
      ->check(CLI::Range(2, static_cast<int>(detector::kMostLeaves)))
      ->capture_default_str();
  command->add_option("--shrinkage", boost->shrinkage, "How far few rows are distrusted")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--firmness", boost->firmness,
                   "How firmly signals keep to the weights that are expected of them")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

}  // namespace

void AddCalibrate(CLI::App* app, CommandContext* context) {
  CLI::App* command = app->add_subcommand(
      "calibrate",
      "Learn from labelled logs how harvests differ from ordinary use, or from logs without labels "
      "from which score on accounts are out of the ordinary");
  auto options = std::make_shared<CalibrateCommand>();
  command->add_option("logs", options->logs, "Logs of calls")->required();
  command->add_option("--labels", options->labels,
                      "For every log its labels, CSV; without, the model stays and each cohort's "
                      "threshold is raised to where few of its accounts come to");
  command->add_option("--baselines", options->baselines,
                      "Without --labels: whose model stays; the built-in baselines if empty");
  command
      ->add_option("--population", options->population,
                   "So many of the logs, from the first on, are the population whose false alarms "
                   "are budgeted; the others only teach")
      ->capture_default_str();
  command
      ->add_option("--weights", options->weights,
                   "For every log how much one of its accounts teaches; without, one of the "
                   "population five times as much as others")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--budget", options->study.budget,
                   "Share of ordinary accounts that may ever be flagged")
      ->check(CLI::Range(0.0, 0.5))
      ->capture_default_str();
  command
      ->add_option("--hold-out", options->hold_out,
                   "What a model has not seen that judges an account: the account, all of its "
                   "family, all of the source that the labels name, or all of its log")
      ->check(CLI::IsMember({"accounts", "families", "sources", "logs"}))
      ->capture_default_str();
  command
      ->add_option(
          "--leave-out", options->leave_out,
          "Signals whose numbers are not looked at, with commas between: what do they add?")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(SignalNames()));
  command->add_option("--folds", options->study.folds, "So many models judge")
      ->check(CLI::Range(2, 100))
      ->capture_default_str();
  AddLearningOptions(command, &options->study.boost);
  command->add_option("--output", options->output,
                      "Where to write the baselines; a policy names them in baselines_file");
  command->add_option("--judgements", options->judgements,
                      "With --labels: where to write every account's highest log-odds, CSV");
  command->add_option("--version", options->version, "Their version, 1 to 64 bytes")
      ->check([](const std::string& version) -> std::string {
        if (!version.empty() && version.size() <= 64) return "";
        return "it must be 1 to 64 bytes long";
      })
      ->default_str("calibrated")
      ->capture_default_str();
  options->version = "calibrated";
  command->add_option("--key-file", options->key_file, "The installation's fingerprint key")
      ->capture_default_str();
  command->callback([options, context] { context->exit_code = Calibrate(*options); });
}

}  // namespace stillwatch::service
