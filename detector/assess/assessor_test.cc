#include "detector/assess/assessor.h"

#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/baselines/baselines.h"
#include "detector/baselines/specimens.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/mix.h"
#include "detector/profile/profile.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/assessment.pb.h"
#include "stillwatch/v1/baselines.pb.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kStart = int64_t{1'767'571'200} * 1'000'000;  // 2026-01-05

// A split at one feature: `low` up to the threshold, `high` above, 0 in the mean.
void AddSplit(const std::string& feature, float threshold, float low, float high,
              v1::Baselines* baselines) {
  v1::RegressionTree* tree = baselines->add_trees();
  const int features = baselines->features_size();
  baselines->add_features(feature);
  for (const int node : {features, -1, -1}) tree->add_feature(node);
  for (const float at : {threshold, 0.0f, 0.0f}) tree->add_threshold(at);
  for (const int left : {1, 0, 0}) tree->add_left(left);
  for (const float value : {0.0f, low, high}) tree->add_value(value);
  WriteSpecimens(baselines);
}

// 20 points for longer requests, 15 for content, 8 for many calls a day; 5 and 3 points off for who
// does not go on talking and has no tools.
v1::Baselines Made() {
  v1::Baselines baselines;
  baselines.set_version("made");
  baselines.set_base(1);
  baselines.set_flag_log_odds(3);
  baselines.set_flag_log_odds_without_content(5);
  AddSplit("request_words", 0.5, 0, 2, &baselines);
  AddSplit("content_share", 0.5, 0, 1.5, &baselines);
  AddSplit("busiest_hour_share", 0.1, 0, 0.8f, &baselines);
  AddSplit("follow_up_share", 0.5, -0.5f, 0, &baselines);
  AddSplit("likeness", -2, 0, -0.01f, &baselines);  // Too little to be shown.
  return baselines;
}

Assessor Make(const v1::Policy& proto, const v1::Baselines& baselines = Made()) {
  Policy policy = *Policy::Create(proto);
  policy.UseBaselines(std::make_shared<const Baselines>(*Baselines::Create(baselines)));
  return Assessor(policy);
}

// So many that their number takes nothing away.
constexpr int kMany = 320;

// `different`: requests, one after the other over and over; 0: every call has its own.
Profile MakeProfile(int calls, bool content = true, bool counted = true, int different = 0,
                    int top_logprobs = 0) {
  Profile profile;
  for (int i = 0; i < calls; ++i) {
    StoredCall call;
    const std::string id = absl::StrCat("request-", i);
    call.account_id = "a";
    call.request_id = id;
    call.time_us = kStart + int64_t{60} * 1'000'000 * i;
    call.status = 200;
    call.has_usage = counted;
    call.input_tokens = 30;
    call.output_tokens = 500;
    call.params.top_logprobs = top_logprobs;
    if (content) {
      call.has_fingerprint = true;
      Fingerprint& fingerprint = call.fingerprint;
      fingerprint.has_request = true;
      fingerprint.request_hash =
          Avalanche(static_cast<uint64_t>(different == 0 ? i : i % different) + 1);
      fingerprint.conversation_hash = fingerprint.request_hash;
      fingerprint.request_words = 20;
      fingerprint.user_turns = 1;
      fingerprint.projection[static_cast<size_t>(i % 64)] = 100;
    }
    profile.Add(call);
  }
  return profile;
}

std::map<std::string, double> Points(const v1::Assessment& assessment) {
  std::map<std::string, double> points;
  for (const v1::Contribution& contribution : assessment.contributions()) {
    points[contribution.signal().name()] = contribution.points();
  }
  return points;
}

Outcome Assess(const Assessor& assessor, const Profile& profile, v1::Assessment* assessment) {
  const Assessor::Weighing weighing = assessor.Weigh(profile);
  assessor.Assess("a", profile, weighing, assessment);
  return {weighing.score, weighing.verdict};
}

TEST(Assessor, StartAndPointsAddUpToTheScore) {
  const Assessor assessor = Make(DefaultPolicyProto());
  v1::Assessment assessment;
  const Outcome outcome = Assess(assessor, MakeProfile(kMany), &assessment);
  EXPECT_EQ(assessment.score(), outcome.score);
  EXPECT_EQ(assessment.account_id(), "a");
  EXPECT_EQ(assessment.calls(), kMany);
  // The start is 20 below the budget's place.
  EXPECT_NEAR(outcome.score, 60 - 20 + 20 + 15 + 8 - 5 - 0.1, 1e-5);
  const auto points = Points(assessment);
  ASSERT_EQ(points.size(), 4u) << assessment.DebugString();
  EXPECT_NEAR(points.at("topic_spread"), 20 - 0.1, 1e-5);
  EXPECT_NEAR(points.at("no_consumption_loop"), 15, 1e-5);
  EXPECT_NEAR(points.at("scheduled_job"), 8, 1e-5);
  EXPECT_NEAR(points.at("conversation"), -5, 1e-5);
  double sum = 40;
  for (int i = 0; i < assessment.contributions_size(); ++i) {
    sum += assessment.contributions(i).points();
    if (i > 0) {
      EXPECT_LE(assessment.contributions(i).points(), assessment.contributions(i - 1).points());
    }
  }
  EXPECT_NEAR(sum, outcome.score, 1e-9);
  ASSERT_EQ(assessment.mitigations_size(), 1);
  EXPECT_EQ(assessment.mitigations(0), assessment.contributions(3).signal().reason());
}

TEST(Assessor, WithTheBuiltInBaselinesWhatIsNotShownIsLittle) {
  const Policy policy = Policy::Default();
  const Assessor assessor(policy);
  v1::Assessment assessment;
  const Outcome outcome = Assess(assessor, MakeProfile(200), &assessment);
  const Baselines& baselines = policy.baselines();
  double sum = 60 + 10 * (baselines.model().start() -
                          baselines.flag_log_odds(static_cast<Cohort>(assessment.cohort())));
  for (const auto& [signal, points] : Points(assessment)) sum += points;
  const auto hidden =
      static_cast<double>(policy.weights().size()) - assessment.contributions_size();
  EXPECT_NEAR(sum, outcome.score, 0.5 * hidden + 1e-9);
}

TEST(Assessor, NothingIsLeftOfWhatTheAssessmentWas) {
  const Assessor assessor = Make(DefaultPolicyProto());
  for (const bool content : {true, false}) {
    const Profile profile = MakeProfile(kMany, content);
    v1::Assessment fresh, used;
    Assess(assessor, profile, &fresh);
    Assess(assessor, MakeProfile(200, !content), &used);
    used.set_highest_score(99);
    for (int i = 0; i < 3; ++i) used.add_mitigations("that was");
    v1::Contribution more = used.contributions(0);
    more.mutable_signal()->add_example_request_ids("that was");
    more.mutable_signal()->mutable_measurements(0)->set_usual(7);
    for (int i = 0; i < 9; ++i) *used.add_contributions() = more;
    Assess(assessor, profile, &used);
    EXPECT_EQ(used.SerializeAsString(), fresh.SerializeAsString());
  }
}

TEST(Assessor, ASignalWithoutWeightHasNoPoints) {
  v1::Policy policy = DefaultPolicyProto();
  const Profile profile = MakeProfile(kMany);
  const double all = Make(policy).Weigh(profile).score;
  v1::SignalWeight* weight = policy.add_weights();
  weight->set_signal("no_consumption_loop");
  weight->set_weight(0);
  v1::Assessment assessment;
  EXPECT_NEAR(Assess(Make(policy), profile, &assessment).score, all - 15, 1e-5);
  EXPECT_EQ(Points(assessment).count("no_consumption_loop"), 0u);
  weight->set_weight(2);
  EXPECT_NEAR(Assess(Make(policy), profile, &assessment).score, all + 15, 1e-5);
  EXPECT_NEAR(Points(assessment).at("no_consumption_loop"), 30, 1e-5);
}

TEST(Assessor, FewerThanThePolicysCallsAreNotFlagged) {
  v1::Policy policy = DefaultPolicyProto();
  policy.set_min_calls(400);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(400)).verdict, Verdict::kFlagged);
  const Outcome early = Make(policy).Weigh(MakeProfile(399));
  EXPECT_GT(early.score, 60);
  EXPECT_EQ(early.verdict, Verdict::kElevated);
}

TEST(Assessor, AFewRequestsOverAndOverAreNotFlagged) {
  const Assessor assessor = Make(DefaultPolicyProto());
  const auto verdict = [&](int different, int top_logprobs = 0) {
    return assessor.Weigh(MakeProfile(kMany, true, true, different, top_logprobs)).verdict;
  };
  EXPECT_EQ(verdict(4), Verdict::kElevated);
  EXPECT_EQ(verdict(5), Verdict::kFlagged);
  EXPECT_EQ(verdict(4, /*top_logprobs=*/5), Verdict::kFlagged);
}

TEST(Assessor, EvidenceOfTooFewGroupsIsNotFlagged) {
  // Content and use; the schedule, with 8 points, is no independent group.
  v1::Policy policy = DefaultPolicyProto();
  policy.set_flag_score(70);  // The score is 77.9.
  policy.set_min_evidence_groups(2);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kFlagged);
  policy.set_min_evidence_groups(3);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kElevated);
}

TEST(Assessor, FarAboveTheScoreOneGroupIsEnough) {
  v1::Policy policy = DefaultPolicyProto();  // The score is 77.9.
  policy.set_min_evidence_groups(4);
  policy.set_flag_score(68);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kElevated);
  policy.set_flag_score(67);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kFlagged);
}

TEST(Assessor, WhereNoAnswerIsCountedOneGroupLessIsEnough) {
  v1::Policy policy = DefaultPolicyProto();
  policy.set_flag_score(70);
  const Profile counted = MakeProfile(kMany);
  const Profile uncounted = MakeProfile(kMany, /*content=*/true, /*counted=*/false);
  policy.set_min_evidence_groups(3);
  EXPECT_EQ(Make(policy).Weigh(counted).verdict, Verdict::kElevated);
  EXPECT_EQ(Make(policy).Weigh(uncounted).verdict, Verdict::kFlagged);
  EXPECT_EQ(Make(policy).Weigh(uncounted).score, Make(policy).Weigh(counted).score);
  policy.set_min_evidence_groups(4);
  EXPECT_EQ(Make(policy).Weigh(uncounted).verdict, Verdict::kElevated);
}

TEST(Assessor, VerdictsFollowThePolicysScores) {
  v1::Policy policy = DefaultPolicyProto();  // The score is 77.9.
  policy.set_flag_score(77);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kFlagged);
  policy.set_flag_score(79);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kElevated);
  policy.set_elevated_score(78.5);
  EXPECT_EQ(Make(policy).Weigh(MakeProfile(kMany)).verdict, Verdict::kClear);
}

TEST(Assessor, AMixtureNeedsMoreAndSaysSo) {
  const Assessor assessor = Make(DefaultPolicyProto());
  const Profile profile = MakeProfile(kMany);
  const Assessor::Weighing pure = assessor.Weigh(profile);
  EXPECT_NEAR(assessor.Weigh(profile, {kMany, 0.05}).score, pure.score - 5, 1e-9);
  const Assessor::Weighing mixed = assessor.Weigh(profile, {kMany, 0.5});
  EXPECT_NEAR(mixed.score, pure.score - 25, 1e-9);
  EXPECT_EQ(pure.verdict, Verdict::kFlagged);
  EXPECT_NE(mixed.verdict, Verdict::kFlagged);
  v1::Assessment assessment;
  assessor.Assess("a", profile, mixed, &assessment);
  const v1::Contribution& last = *assessment.contributions().rbegin();
  EXPECT_EQ(last.signal().name(), "several_setups");
  EXPECT_EQ(last.points(), -25);
  EXPECT_THAT(assessment.mitigations(), ::testing::Contains(last.signal().reason()));
}

TEST(Assessor, FewCallsNeedMoreAndSaySo) {
  const Assessor assessor = Make(DefaultPolicyProto());
  const Profile profile = MakeProfile(40);
  // A strand of as many calls in an account of more.
  const Assessor::Weighing strand = assessor.Weigh(profile, {kMany, 0});
  const Assessor::Weighing all = assessor.Weigh(profile);
  EXPECT_NEAR(all.score, strand.score - 10 * std::log(8), 1e-9);
  EXPECT_EQ(strand.verdict, Verdict::kFlagged);
  EXPECT_NE(all.verdict, Verdict::kFlagged);
  v1::Assessment assessment;
  assessor.Assess("a", profile, strand, &assessment);
  EXPECT_EQ(Points(assessment).count("few_calls"), 0u);
  assessor.Assess("a", profile, all, &assessment);
  const v1::Contribution& last = *assessment.contributions().rbegin();
  EXPECT_EQ(last.signal().name(), "few_calls");
  EXPECT_NEAR(last.points(), -10 * std::log(8), 1e-9);
  EXPECT_THAT(last.signal().reason(), ::testing::StartsWith("40 calls"));
  EXPECT_THAT(assessment.mitigations(), ::testing::Contains(last.signal().reason()));
}

TEST(FewCallsPoints, AreForEachHalvingTheSame) {
  for (const int64_t calls : {20, 40, 80, 160}) {
    EXPECT_NEAR(FewCallsPoints(calls) - FewCallsPoints(2 * calls), 10 * std::log(2), 1e-9);
  }
  EXPECT_EQ(FewCallsPoints(320), 0);
  EXPECT_EQ(FewCallsPoints(100'000), 0);
  EXPECT_EQ(FewCallsPoints(0), FewCallsPoints(1));
}

TEST(Assessor, WithoutContentTheOtherThresholdCounts) {
  const Profile profile = MakeProfile(kMany, /*content=*/false);
  v1::Assessment assessment;
  const double score = Assess(Make(DefaultPolicyProto()), profile, &assessment).score;
  EXPECT_EQ(assessment.cohort(), v1::COHORT_METADATA_ONLY);
  EXPECT_EQ(assessment.content_share(), 0);
  v1::Baselines baselines = Made();
  baselines.set_flag_log_odds(9);  // Not looked at.
  EXPECT_EQ(Make(DefaultPolicyProto(), baselines).Weigh(profile).score, score);
  baselines.set_flag_log_odds_without_content(6);
  EXPECT_NEAR(Make(DefaultPolicyProto(), baselines).Weigh(profile).score, score - 10, 1e-9);
}

TEST(Assessor, WhatIsUsualInTheCohortIsSaid) {
  v1::Assessment assessment;
  Assess(Make(DefaultPolicyProto()), MakeProfile(kMany), &assessment);
  v1::Baselines baselines = Made();
  v1::CohortLevels* cohort = baselines.add_cohorts();
  cohort->set_cohort(assessment.cohort());
  v1::UsualLevel* level = cohort->add_levels();
  level->set_signal("topic_spread");
  level->set_level(0.25);
  Assess(Make(DefaultPolicyProto(), baselines), MakeProfile(kMany), &assessment);
  const v1::Signal& signal = assessment.contributions(0).signal();
  ASSERT_EQ(signal.name(), "topic_spread");
  const v1::Measurement& last = *signal.measurements().rbegin();
  EXPECT_EQ(last.name(), "level");
  EXPECT_EQ(last.value(), signal.strength());
  EXPECT_EQ(last.usual(), 0.25);
}

TEST(NextAssessment, ComesAfterAShareOfTheCalls) {
  EXPECT_EQ(NextAssessment(1), 5);
  EXPECT_EQ(NextAssessment(32), 36);
  EXPECT_EQ(NextAssessment(1600), 1800);
}

}  // namespace
}  // namespace stillwatch::detector
