#include "detector/baselines/baselines.h"

#include <google/protobuf/util/json_util.h>

#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/baselines/specimens.h"
#include "detector/features/features.h"
#include "detector/model/tree.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kCohorts = static_cast<size_t>(Cohort::kOpen) + 1;

absl::Status Wrong(absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("baselines: ", what, "; learn them anew with stillwatch calibrate"));
}

// Where in the catalogue of features each of the file's features is.
absl::StatusOr<std::vector<int32_t>> MapFeatures(const v1::Baselines& from) {
  std::vector<int32_t> map;
  for (const std::string& name : from.features()) {
    const size_t at = FindFeature(name);
    if (at == FeatureCatalogue().size()) {
      return Wrong(absl::StrCat("the feature \"", name, "\" is not one of this version's"));
    }
    map.push_back(static_cast<int32_t>(at));
  }
  return map;
}

absl::StatusOr<std::vector<double>> ReadSlopes(const v1::Baselines& from,
                                               const std::vector<int32_t>& map) {
  std::vector<double> slopes(FeatureCatalogue().size(), 0);
  if (from.slopes_size() != 0 && static_cast<size_t>(from.slopes_size()) != map.size()) {
    return Wrong("there are not as many slopes as features");
  }
  for (int i = 0; i < from.slopes_size(); ++i) {
    if (!std::isfinite(from.slopes(i))) return Wrong("a slope is no number");
    slopes[static_cast<size_t>(map[static_cast<size_t>(i)])] = from.slopes(i);
  }
  return slopes;
}

absl::StatusOr<Tree> ReadTree(const v1::RegressionTree& from, const std::vector<int32_t>& map) {
  const int size = from.feature_size();
  if (size == 0 || from.threshold_size() != size || from.left_size() != size ||
      from.value_size() != size) {
    return Wrong("a tree's lists are empty or differ in length");
  }
  if (size > 2 * static_cast<int>(kMostLeaves) - 1) {
    return Wrong(absl::StrCat("a tree has ", size, " nodes, more than ", 2 * kMostLeaves - 1, " (",
                              kMostLeaves, " leaves)"));
  }
  Tree tree;
  std::vector<bool> is_child(static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) {
    TreeNode node;
    node.value = from.value(i);
    node.threshold = from.threshold(i);
    node.left = from.left(i);
    const int feature = from.feature(i);
    if (!std::isfinite(node.value) || std::isnan(node.threshold)) {
      return Wrong("a tree holds what is no number");
    }
    if (feature >= 0) {
      // Children come behind their parent, hence every way down ends.
      if (static_cast<size_t>(feature) >= map.size() || node.left <= i || node.left >= size - 1) {
        return Wrong("a tree's node names a feature or a child that is not there");
      }
      for (const auto child :
           {static_cast<size_t>(node.left), static_cast<size_t>(node.left) + 1}) {
        if (is_child[child]) return Wrong("two nodes of a tree name the same child");
        is_child[child] = true;
      }
      node.feature = map[static_cast<size_t>(feature)];
    }
    tree.push_back(node);
  }
  return tree;
}

absl::Status ReadLevel(const v1::UsualLevel& level, std::vector<double>* usual) {
  const absl::Span<const SignalDefinition* const> signals = SignalCatalogue();
  size_t at = 0;
  while (at < signals.size() && level.signal() != signals[at]->name) ++at;
  if (at == signals.size()) {
    return Wrong(absl::StrCat("the signal \"", level.signal(), "\" is not one of this version's"));
  }
  if (!(level.level() >= 0 && level.level() <= 1)) {
    return Wrong(
        absl::StrCat("the usual level of ", level.signal(), " is ", level.level(), ", not 0 to 1"));
  }
  (*usual)[at] = level.level();
  return absl::OkStatus();
}

absl::Status ReadLevels(const v1::Baselines& from, std::vector<std::vector<double>>* usual) {
  usual->assign(kCohorts, std::vector<double>(SignalCatalogue().size(), 0));
  for (const v1::CohortLevels& cohort : from.cohorts()) {
    if (cohort.cohort() < 0 || static_cast<size_t>(cohort.cohort()) >= kCohorts) {
      return Wrong(absl::StrCat("cohort ", cohort.cohort(), " is not known"));
    }
    for (const v1::UsualLevel& level : cohort.levels()) {
      absl::Status status = ReadLevel(level, &(*usual)[static_cast<size_t>(cohort.cohort())]);
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

// Of cohorts that ReadLevels knows.
absl::Status ReadThresholds(const v1::Baselines& from, std::vector<double>* flag_log_odds) {
  flag_log_odds->assign(kCohorts, from.flag_log_odds());
  (*flag_log_odds)[static_cast<size_t>(Cohort::kMetadataOnly)] =
      from.flag_log_odds_without_content();
  for (const v1::CohortLevels& cohort : from.cohorts()) {
    if (!cohort.has_flag_log_odds()) continue;
    if (!std::isfinite(cohort.flag_log_odds())) return Wrong("a cohort's threshold is no number");
    (*flag_log_odds)[static_cast<size_t>(cohort.cohort())] = cohort.flag_log_odds();
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Baselines> Baselines::Create(const v1::Baselines& from) {
  absl::StatusOr<Baselines> baselines = Read(from);
  if (!baselines.ok()) return baselines;
  const absl::Status same = CheckSpecimens(from);
  if (!same.ok()) return Wrong(same.message());
  return baselines;
}

absl::StatusOr<Baselines> Baselines::Read(const v1::Baselines& from) {
  if (from.version().empty() || from.version().size() > 64) {
    return Wrong("the version is not 1 to 64 bytes long");
  }
  if (!std::isfinite(from.base()) || !std::isfinite(from.flag_log_odds()) ||
      !std::isfinite(from.flag_log_odds_without_content())) {
    return Wrong("base or a threshold is no number");
  }
  absl::StatusOr<std::vector<int32_t>> map = MapFeatures(from);
  if (!map.ok()) return map.status();
  absl::StatusOr<std::vector<double>> slopes = ReadSlopes(from, *map);
  if (!slopes.ok()) return slopes.status();
  std::vector<Tree> trees;
  for (const v1::RegressionTree& tree : from.trees()) {
    absl::StatusOr<Tree> read = ReadTree(tree, *map);
    if (!read.ok()) return read.status();
    trees.push_back(*std::move(read));
  }
  Baselines baselines;
  baselines.version_ = from.version();
  baselines.model_ = Model(from.base(), *std::move(slopes), std::move(trees));
  absl::Status status = ReadLevels(from, &baselines.usual_);
  if (status.ok()) status = ReadThresholds(from, &baselines.flag_log_odds_);
  if (!status.ok()) return status;
  return baselines;
}

std::shared_ptr<const Baselines> Baselines::Default() {
  static const auto* const kDefault = new std::shared_ptr<const Baselines>([] {
    v1::Baselines proto;
    const absl::string_view json = DefaultBaselinesJson();
    // Cannot fail: a test creates them, which also compares the specimens. That takes longer than
    // all else that a short command does.
    if (!google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &proto).ok()) {
      std::abort();
    }
    return std::make_shared<const Baselines>(*Read(proto));
  }());
  return *kDefault;
}

}  // namespace stillwatch::detector
