#include "detector/baselines/baselines.h"

#include <google/protobuf/util/json_util.h>

#include <cmath>
#include <limits>

#include "detector/baselines/specimens.h"
#include "detector/features/features.h"
#include "detector/signals/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::detector {
namespace {

using ::testing::HasSubstr;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void AddNode(int feature, float threshold, int left, float value, v1::RegressionTree* tree) {
  tree->add_feature(feature);
  tree->add_threshold(threshold);
  tree->add_left(left);
  tree->add_value(value);
}

// One split at the second feature of two, named in another order than the catalogue's.
v1::Baselines Small() {
  v1::Baselines baselines;
  baselines.set_version("small");
  baselines.add_features("tool_share");
  baselines.add_features("repeat_share");
  baselines.set_base(-1);
  baselines.set_flag_log_odds(2);
  baselines.set_flag_log_odds_without_content(3);
  v1::RegressionTree* tree = baselines.add_trees();
  AddNode(1, 0.5, 1, 0.25, tree);
  AddNode(-1, 0, 0, 0, tree);
  AddNode(-1, 0, 0, 1, tree);
  v1::CohortLevels* cohort = baselines.add_cohorts();
  cohort->set_cohort(v1::COHORT_CHAT);
  v1::UsualLevel* level = cohort->add_levels();
  level->set_signal(SignalCatalogue()[3]->name);
  level->set_level(0.75);
  WriteSpecimens(&baselines);
  return baselines;
}

std::string ErrorOf(const v1::Baselines& baselines) {
  const auto created = Baselines::Create(baselines);
  EXPECT_FALSE(created.ok());
  EXPECT_EQ(created.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(created.status().message()), HasSubstr("stillwatch calibrate"));
  return std::string(created.status().message());
}

double Weigh(const Baselines& baselines, const Traits& traits) {
  std::vector<double> parts(FeatureCatalogue().size());
  return baselines.model().Weigh(MeasureFeatures(traits), absl::MakeSpan(parts));
}

TEST(Baselines, TheBuiltInOnesAreReadAndWeigh) {
  v1::Baselines proto;
  const absl::string_view json = DefaultBaselinesJson();
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &proto).ok());
  ASSERT_TRUE(Baselines::Create(proto).ok()) << Baselines::Create(proto).status();
  EXPECT_GT(proto.ordinary_accounts(), 0);
  EXPECT_GT(proto.harvesting_accounts(), 0);
  const auto baselines = Baselines::Default();
  EXPECT_EQ(baselines->version(), proto.version());
  EXPECT_FALSE(baselines->model().trees().empty());
  EXPECT_TRUE(std::isfinite(Weigh(*baselines, Traits())));
  // Who did nothing is not flagged.
  EXPECT_LT(Weigh(*baselines, Traits()), baselines->flag_log_odds(Cohort::kOpen));
}

TEST(Baselines, FeaturesAreFoundByName) {
  const Baselines baselines = *Baselines::Create(Small());
  EXPECT_EQ(baselines.version(), "small");
  Traits traits;
  traits.tool_share = 1;
  EXPECT_EQ(Weigh(baselines, traits), -1);
  traits.repeat_share = 1;
  EXPECT_EQ(Weigh(baselines, traits), 0);
}

TEST(Baselines, CohortsHaveTheirLevelsAndThresholds) {
  const Baselines baselines = *Baselines::Create(Small());
  EXPECT_EQ(baselines.flag_log_odds(Cohort::kChat), 2);
  EXPECT_EQ(baselines.flag_log_odds(Cohort::kUnspecified), 2);
  EXPECT_EQ(baselines.flag_log_odds(Cohort::kMetadataOnly), 3);
  EXPECT_EQ(baselines.Usual(Cohort::kChat, 3), 0.75);
  EXPECT_EQ(baselines.Usual(Cohort::kChat, 4), 0);
  EXPECT_EQ(baselines.Usual(Cohort::kOpen, 3), 0);
}

TEST(Baselines, ACohortCanHaveItsOwnThreshold) {
  v1::Baselines proto = Small();
  proto.mutable_cohorts(0)->set_flag_log_odds(4.5);
  const Baselines baselines = *Baselines::Create(proto);
  const auto cohort = static_cast<Cohort>(proto.cohorts(0).cohort());
  EXPECT_EQ(baselines.flag_log_odds(cohort), 4.5);
  EXPECT_EQ(baselines.flag_log_odds(Cohort::kUnspecified), 2);
  proto.mutable_cohorts(0)->set_flag_log_odds(kNaN);
  EXPECT_THAT(ErrorOf(proto), HasSubstr("no number"));
}

TEST(Baselines, MistakesAreNamed) {
  v1::Baselines wrong = Small();
  wrong.clear_version();
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("version"));
  wrong.set_version(std::string(65, 'x'));
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("version"));

  wrong = Small();
  wrong.set_features(0, "tool_shares");
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("\"tool_shares\""));

  for (auto set : {&v1::Baselines::set_base, &v1::Baselines::set_flag_log_odds,
                   &v1::Baselines::set_flag_log_odds_without_content}) {
    wrong = Small();
    (wrong.*set)(kNaN);
    EXPECT_THAT(ErrorOf(wrong), HasSubstr("no number"));
  }
}

TEST(Baselines, MistakesInTreesAreNamed) {
  v1::Baselines wrong = Small();
  wrong.add_trees();
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("lists are empty or differ in length"));
  for (int list = 0; list < 4; ++list) {
    wrong = Small();
    v1::RegressionTree* tree = wrong.mutable_trees(0);
    if (list == 0) tree->add_feature(-1);
    if (list == 1) tree->add_threshold(0);
    if (list == 2) tree->add_left(0);
    if (list == 3) tree->add_value(0);
    EXPECT_THAT(ErrorOf(wrong), HasSubstr("lists are empty or differ in length")) << list;
  }
  // A child behind or at its parent would never end; one past the end is not there.
  for (const int child : {-1, 0, 2, 3, std::numeric_limits<int>::max()}) {
    wrong = Small();
    wrong.mutable_trees(0)->set_left(0, child);
    EXPECT_THAT(ErrorOf(wrong), HasSubstr("a child that is not there")) << child;
  }
  wrong = Small();
  wrong.mutable_trees(0)->set_feature(0, 2);
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("names a feature"));
  wrong = Small();
  wrong.mutable_trees(0)->set_value(2, static_cast<float>(kNaN));
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("no number"));
  wrong = Small();
  wrong.mutable_trees(0)->set_threshold(0, static_cast<float>(kNaN));
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("no number"));
}

TEST(Baselines, TreesAreTreesOfLimitedSize) {
  v1::Baselines wrong = Small();
  v1::RegressionTree* tree = wrong.mutable_trees(0);
  tree->Clear();
  for (int i = 0; i < 3; ++i) AddNode(1, 0.5, 1, 0.25, tree);
  tree->set_left(1, 2);
  for (int i = 0; i < 2; ++i) AddNode(-1, 0, 0, 0, tree);
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("the same child"));

  for (const int leaves : {16, 17}) {
    tree->Clear();
    for (int i = 0; i < leaves - 1; ++i) {
      AddNode(1, 0.5, 2 * i + 1, 0.25, tree);
      AddNode(-1, 0, 0, 0, tree);
    }
    AddNode(-1, 0, 0, 0, tree);
    EXPECT_EQ(Baselines::Create(wrong).ok(), leaves == 16);
  }
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("33 nodes, more than 31 (16 leaves)"));
}

TEST(Baselines, MistakesInCohortsAreNamed) {
  v1::Baselines wrong = Small();
  wrong.mutable_cohorts(0)->set_cohort(static_cast<v1::Cohort>(99));
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("cohort 99"));
  wrong = Small();
  wrong.mutable_cohorts(0)->mutable_levels(0)->set_signal("topic_spreads");
  EXPECT_THAT(ErrorOf(wrong), HasSubstr("\"topic_spreads\""));
  for (const double level : {-0.5, 1.5, kNaN}) {
    wrong = Small();
    wrong.mutable_cohorts(0)->mutable_levels(0)->set_level(level);
    EXPECT_THAT(ErrorOf(wrong), HasSubstr("0 to 1"));
  }
}

}  // namespace
}  // namespace stillwatch::detector
