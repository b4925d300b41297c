#include "service/calibrate/population.h"

#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "detector/baselines/baselines.h"
#include "detector/baselines/specimens.h"
#include "detector/call/stored_call.h"
#include "detector/policy/policy.h"
#include "detector/profile/profile.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {
namespace {

using detector::Cohort;

// Calls of an account, so many that their number takes nothing away from its score.
constexpr int64_t kMany = 320;

// A model that sees one number alone: each point of the share of structured requests in a hundred
// is a fifth of a point of the score, and half of them are at 60.
v1::Baselines Proto() {
  v1::Baselines baselines;
  baselines.set_version("small");
  baselines.add_features("structured_mark");
  baselines.add_slopes(2);
  baselines.set_flag_log_odds(1);
  baselines.set_flag_log_odds_without_content(1);
  detector::WriteSpecimens(&baselines);
  return baselines;
}

detector::Assessor Judge() {
  detector::Policy policy = detector::Policy::Default();
  policy.UseBaselines(
      std::make_shared<const detector::Baselines>(*detector::Baselines::Create(Proto())));
  return detector::Assessor(std::move(policy));
}

// An account's profile of which so many of 100 requests demand a structured answer.
detector::Profile Structured(int share) {
  detector::Profile profile;
  for (int i = 0; i < 100; ++i) {
    detector::StoredCall call;
    call.account_id = "a";
    call.request_id = "r";
    call.time_us = 1767571200000000 + int64_t{i} * 60000000;
    call.status = 200;
    call.has_usage = true;
    call.output_tokens = 300;
    call.has_fingerprint = call.fingerprint.has_request = true;
    call.fingerprint.request_hash = static_cast<uint64_t>(i) * 0x9e3779b97f4a7c15u + 1;
    call.fingerprint.request_words = 40;
    call.fingerprint.user_turns = 1;
    call.fingerprint.marks = i < share ? 1u << 10 : 0;  // stillwatch.v1.MARK_STRUCTURED
    profile.Add(call);
  }
  return profile;
}

const v1::CohortLevels* LevelsOf(const v1::Baselines& baselines, Cohort cohort) {
  for (const v1::CohortLevels& levels : baselines.cohorts()) {
    if (levels.cohort() == static_cast<v1::Cohort>(cohort)) return &levels;
  }
  return nullptr;
}

// Accounts of which each has a percent more than the one before, from `first` on, by twos.
void Fill(int accounts, int first, Population* population) {
  for (int i = 0; i < accounts; ++i) {
    const detector::Profile profile = Structured(first + i / 2);
    population->Add({absl::StrCat("account-", i), kMany, profile, 0});
  }
}

TEST(Population, ACohortThatComesOutHighIsFlaggedFromHigherOn) {
  const detector::Assessor assessor = Judge();
  Population population(&assessor);
  Fill(100, 10, &population);
  v1::Baselines baselines = Proto();
  const std::vector<CohortRow> rows = population.Calibrate(0.003, &baselines);
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].accounts, 100);
  EXPECT_GT(rows[0].flag_score, 60);
  EXPECT_GT(rows[0].flagged_before, 0);
  EXPECT_EQ(rows[0].flagged_now, 0);
  const v1::CohortLevels* levels = LevelsOf(baselines, rows[0].cohort);
  ASSERT_NE(levels, nullptr);
  EXPECT_NEAR(levels->flag_log_odds(), 1 + (rows[0].flag_score - 60) / 10, 1e-9);
  EXPECT_GT(levels->levels_size(), 0);
  const auto made = detector::Baselines::Create(baselines);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->flag_log_odds(rows[0].cohort), levels->flag_log_odds());
}

TEST(Population, AThresholdIsNeverLowered) {
  const detector::Assessor assessor = Judge();
  Population population(&assessor);
  Fill(60, 0, &population);
  v1::Baselines baselines = Proto();
  for (const CohortRow& row : population.Calibrate(0.3, &baselines)) {
    EXPECT_EQ(row.flag_score, 60);
    EXPECT_LT(row.median, 60);
  }
  for (const v1::CohortLevels& levels : baselines.cohorts()) {
    EXPECT_FALSE(levels.has_flag_log_odds());
  }
}

TEST(Population, OfFewAccountsNothingChanges) {
  const detector::Assessor assessor = Judge();
  Population population(&assessor);
  Fill(20, 80, &population);
  v1::Baselines baselines = Proto();
  const std::vector<CohortRow> rows = population.Calibrate(0.003, &baselines);
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].flagged_before, 20);
  EXPECT_EQ(rows[0].flagged_now, 20);
  EXPECT_EQ(baselines.cohorts_size(), 0);
}

TEST(Population, AnAccountCountsOnceByItsHighestLook) {
  const detector::Assessor assessor = Judge();
  Population population(&assessor);
  for (const int share : {10, 90, 20}) {
    const detector::Profile profile = Structured(share);
    population.Add({"account", kMany, profile, 0});
  }
  v1::Baselines baselines = Proto();
  const std::vector<CohortRow> rows = population.Calibrate(0.003, &baselines);
  int64_t flagged = 0;
  for (const CohortRow& row : rows) flagged += row.flagged_before;
  EXPECT_EQ(population.size(), 1);
  EXPECT_EQ(flagged, 1);
}

}  // namespace
}  // namespace stillwatch::service
