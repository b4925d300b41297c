#include "service/calibrate/study.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "absl/strings/str_cat.h"
#include "detector/baselines/baselines.h"
#include "detector/features/features.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {
namespace {

// 0 to 1, the same for the same number.
double Draw(uint64_t number) {
  std::mt19937_64 random(number);
  return std::ldexp(static_cast<double>(random()), -64);
}

// Accounts of few families; the first feature tells harvests from ordinary use, not without errors.
std::vector<StudyAccount> Population(size_t count) {
  std::vector<StudyAccount> accounts;
  for (size_t i = 0; i < count; ++i) {
    StudyAccount& account = accounts.emplace_back();
    account.id = absl::StrCat("account-", i);
    account.label.harvest = i % 4 == 0;
    account.label.family = absl::StrCat("family-", i % 12);
    account.counts = true;
    account.cohort = detector::Cohort::kOpen;
    for (int64_t look = 0; look < 6; ++look) {
      Look& at = account.looks.emplace_back();
      at.calls = 20 + 2 * look;
      at.features.assign(detector::FeatureCatalogue().size(), 0);
      at.features[0] = static_cast<float>((account.label.harvest ? 0.7 : 0) + Draw(i) +
                                          0.02 * static_cast<double>(look));
      // What a signal says is 0 to 1.
      at.features.back() = static_cast<float>(Draw(i + 1'000'000));
    }
  }
  return accounts;
}

StudyOptions Options(double budget = 0.05) {
  StudyOptions options;
  options.boost.directed_trees = 0;
  options.boost.trees = 20;
  options.boost.trust = 1;
  options.boost.feature_share = 1;
  options.budget = budget;
  return options;
}

StudyResult Judge(const std::vector<StudyAccount>& accounts, const StudyOptions& options) {
  return CrossJudge(accounts, options, [](int) {});
}

v1::Baselines Learn(const std::vector<StudyAccount>& accounts) {
  v1::Baselines baselines;
  baselines.set_version("test");
  LearnBaselines(accounts, Options(), Judge(accounts, Options()).thresholds, &baselines);
  return baselines;
}

std::string Json(const v1::Baselines& baselines) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(baselines, &json).ok());
  return json;
}

TEST(Study, AtMostTheBudgetsShareOfOrdinaryAccountsPasses) {
  const std::vector<StudyAccount> accounts = Population(800);
  for (const double budget : {0.0, 0.01, 0.05, 0.2}) {
    const StudyResult result = Judge(accounts, Options(budget));
    ASSERT_EQ(result.flagged_at.size(), accounts.size());
    int ordinary = 0;
    int harvests = 0;
    for (size_t i = 0; i < accounts.size(); ++i) {
      if (result.flagged_at[i] == 0) continue;
      ++(accounts[i].label.harvest ? harvests : ordinary);
      EXPECT_GE(result.flagged_at[i], 20);
      EXPECT_LE(result.flagged_at[i], 30);
    }
    EXPECT_LE(ordinary, budget * 600) << budget;
    EXPECT_GT(harvests, 60) << budget;  // Seven of ten can be told.
  }
}

TEST(Study, AccountsThatDoNotCountLeaveTheThreshold) {
  std::vector<StudyAccount> accounts = Population(400);
  const StudyResult before = Judge(accounts, Options());
  // All that is flagged of the ordinary ones, and more: outside the population.
  for (StudyAccount& account : accounts) {
    if (!account.label.harvest && account.looks.back().features[0] > 0.8f) account.counts = false;
  }
  EXPECT_LT(Judge(accounts, Options()).thresholds[1], before.thresholds[1]);
}

TEST(Study, PoorerViewsAreJudgedAndLeaveTheThreshold) {
  std::vector<StudyAccount> accounts = Population(400);
  const Thresholds before = Judge(accounts, Options(0)).thresholds;
  const size_t ordinary = 1;
  StudyAccount poorer = accounts[ordinary];
  poorer.view = LogView::kOneText;
  for (Look& look : poorer.looks) {
    look.features[0] = 1.7f;  // As no ordinary account's.
    look.teaches = false;
  }
  accounts.push_back(poorer);
  const StudyResult judged = Judge(accounts, Options(0));
  EXPECT_EQ(judged.thresholds, before);
  EXPECT_GT(judged.highest.back()[1], judged.highest[ordinary][1]);
  accounts.back().view = LogView::kAsItIs;
  EXPECT_GT(Judge(accounts, Options(0)).thresholds[1], before[1]);
}

TEST(Study, LooksWithoutContentHaveTheirOwnThreshold) {
  std::vector<StudyAccount> accounts = Population(400);
  const StudyResult with = Judge(accounts, Options());
  EXPECT_EQ(with.thresholds[0], 0);
  EXPECT_GT(with.thresholds[1], 0);
  for (StudyAccount& account : accounts) {
    for (Look& look : account.looks) look.has_content = false;
  }
  const StudyResult without = Judge(accounts, Options());
  EXPECT_EQ(without.thresholds[0], with.thresholds[1]);
  EXPECT_EQ(without.thresholds[1], 0);
  EXPECT_EQ(without.flagged_at, with.flagged_at);
}

// A family of harvests alone in what it does, seen with and without text: two views of each.
std::vector<StudyAccount> WithALonelyFamily() {
  std::vector<StudyAccount> accounts = Population(400);
  constexpr size_t kLonely = 1;  // No signal: of those something is known beforehand.
  for (size_t i = 0; i < 60; ++i) {
    for (const LogView view : {LogView::kAsItIs, LogView::kWithoutText}) {
      StudyAccount account = accounts[1];  // Ordinary otherwise.
      account.id = absl::StrCat("lonely-", i);
      account.label.harvest = true;
      account.label.family = "lonely";
      account.label.source = "nowhere else";
      account.view = view;
      account.counts = false;
      for (Look& look : account.looks) {
        look.features[0] = 0.2f;
        look.features[kLonely] = 1;
        look.has_content = view == LogView::kAsItIs;
      }
      accounts.push_back(account);
    }
  }
  return accounts;
}

int64_t LonelyFlagged(HoldOut hold_out) {
  const std::vector<StudyAccount> accounts = WithALonelyFamily();
  StudyOptions options = Options();
  options.hold_out = hold_out;
  const StudyResult result = Judge(accounts, options);
  int64_t flagged = 0;
  for (size_t i = 400; i < accounts.size(); ++i) flagged += result.flagged_at[i] > 0 ? 1 : 0;
  return flagged;
}

TEST(Study, FamiliesAreHeldOutTogetherInBothViews) {
  // Known from its other accounts; never seen when its family is left out.
  EXPECT_GT(LonelyFlagged(HoldOut::kAccounts), 100);
  EXPECT_EQ(LonelyFlagged(HoldOut::kFamilies), 0);
}

TEST(Study, SourcesAreHeldOutWhateverTheirFamilies) {
  std::vector<StudyAccount> accounts = WithALonelyFamily();
  // Half of it under another name: that teaches when families are held out, not when sources are.
  for (size_t i = 400; i < accounts.size(); i += 4) {
    accounts[i].label.family = accounts[i + 1].label.family = "a namesake";
  }
  const auto flagged = [&](HoldOut hold_out) {
    StudyOptions options = Options();
    options.hold_out = hold_out;
    const StudyResult result = Judge(accounts, options);
    return std::count_if(result.flagged_at.begin() + 400, result.flagged_at.end(),
                         [](int64_t at) { return at > 0; });
  };
  EXPECT_GT(flagged(HoldOut::kFamilies), 100);
  EXPECT_EQ(flagged(HoldOut::kSources), 0);
}

TEST(Study, ALogIsJudgedByWhatTheOthersTeach) {
  std::vector<StudyAccount> accounts = WithALonelyFamily();
  for (size_t i = 0; i < accounts.size(); ++i) accounts[i].log = i < 400 ? i % 3 : 3;
  StudyOptions options = Options();
  options.hold_out = HoldOut::kLogs;
  options.folds = 4;
  const StudyResult result = Judge(accounts, options);
  int64_t known = 0;
  int64_t lonely = 0;
  for (size_t i = 0; i < accounts.size(); ++i) {
    (i < 400 ? known : lonely) += result.flagged_at[i] > 0 ? 1 : 0;
  }
  EXPECT_GT(known, 20);
  EXPECT_EQ(lonely, 0);
}

TEST(Study, WhatIsLearnedCanBeReadAndWeighs) {
  const v1::Baselines learned = Learn(Population(400));
  EXPECT_EQ(learned.ordinary_accounts(), 300);
  EXPECT_EQ(learned.harvesting_accounts(), 100);
  EXPECT_EQ(learned.false_alarm_budget(), 0.05);
  ASSERT_EQ(learned.cohorts_size(), 1);
  EXPECT_EQ(learned.cohorts(0).accounts(), 300);
  const auto baselines = detector::Baselines::Create(learned);
  ASSERT_TRUE(baselines.ok()) << baselines.status();
  EXPECT_EQ(baselines->flag_log_odds(detector::Cohort::kOpen), learned.flag_log_odds());
  std::vector<float> features(detector::FeatureCatalogue().size());
  std::vector<double> parts(features.size());
  const double ordinary = baselines->model().Weigh(features, absl::MakeSpan(parts));
  features[0] = 1.6f;
  EXPECT_GT(baselines->model().Weigh(features, absl::MakeSpan(parts)), ordinary + 1);
  // Nine of ten ordinary accounts stay at or below what is usual.
  const double usual = baselines->Usual(detector::Cohort::kOpen,
                                        static_cast<size_t>(learned.cohorts(0).levels_size()) - 1);
  EXPECT_NEAR(usual, 0.9, 0.06);
}

TEST(Study, AnAccountSeenTwiceIsOneAccount) {
  const v1::Baselines learned = Learn(WithALonelyFamily());
  EXPECT_EQ(learned.ordinary_accounts(), 300);
  EXPECT_EQ(learned.harvesting_accounts(), 160);
}

TEST(Study, LooksThatDoNotTeachAreJudgedAllTheSame) {
  std::vector<StudyAccount> accounts = Population(400);
  const std::string before = Json(Learn(accounts));
  for (StudyAccount& account : accounts) {
    if (account.label.harvest) continue;
    // Strands that look like a harvest, one of them the last look.
    Look strand = account.looks.back();
    strand.teaches = false;
    strand.features[0] = 1.6f;
    strand.features.back() = 1;  // Nor is it what is usual.
    account.looks.insert(account.looks.begin() + 3, strand);
    account.looks.push_back(strand);
  }
  v1::Baselines learned;
  learned.set_version("test");
  v1::Baselines expected;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(before, &expected).ok());
  LearnBaselines(accounts, Options(),
                 {expected.flag_log_odds_without_content(), expected.flag_log_odds()}, &learned);
  EXPECT_EQ(Json(learned), before);
  // Where all ordinary accounts look like a harvest now and then, the threshold is above that.
  EXPECT_GT(Judge(accounts, Options()).thresholds[1], expected.flag_log_odds() + 0.5);
}

TEST(Study, TheSameAccountsTeachTheSame) {
  EXPECT_EQ(Json(Learn(Population(200))), Json(Learn(Population(200))));
}

}  // namespace
}  // namespace stillwatch::service
