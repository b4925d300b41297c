#include "detector/account/account.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "detector/baselines/specimens.h"
#include "detector/call/stored_call.h"
#include "detector/findings/life.h"
#include "detector/fingerprint/mix.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/baselines.pb.h"
#include "stillwatch/v1/finding.pb.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kStart = 1767571200000000;
constexpr int64_t kMinute = 60000000;
constexpr int64_t kDay = 24 * 60 * kMinute;

constexpr uint32_t kStructured = 1u << 10;  // stillwatch.v1.MARK_STRUCTURED

// A single request with an answer of 300 tokens that demands a structured answer; `request` tells
// requests apart. The request id is the same for all.
StoredCall StructuredCall(uint64_t request, int64_t time_us) {
  StoredCall call;
  call.account_id = "a";
  call.request_id = "r";
  call.time_us = time_us;
  call.status = 200;
  call.has_usage = true;
  call.output_tokens = 300;
  call.has_fingerprint = true;
  call.fingerprint.has_request = true;
  call.fingerprint.request_hash = Avalanche(request + 1);
  call.fingerprint.conversation_hash = Avalanche(request + 1);
  call.fingerprint.request_words = 40;
  call.fingerprint.request_bytes = 240;
  call.fingerprint.user_turns = 1;
  call.fingerprint.marks = kStructured;
  return call;
}

Account Harvester(int calls, const Assessor& assessor) {
  Account account("a");
  for (int i = 0; i < calls; ++i) {
    account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
  }
  return account;
}

std::string BytesOf(const Account& account) {
  std::string record;
  account.AppendTo(&record);
  return record;
}

// Flags what demands structured answers in half of its calls, and nothing else.
Assessor StructuredOnly() {
  v1::Baselines learned;
  learned.set_version("test");
  learned.add_features("structured_mark");
  v1::RegressionTree* tree = learned.add_trees();
  const auto add = [tree](int feature, float threshold, int left, float value) {
    tree->add_feature(feature);
    tree->add_threshold(threshold);
    tree->add_left(left);
    tree->add_value(value);
  };
  add(0, 0.5, 1, 0);
  add(-1, 0, 0, -5);
  add(-1, 0, 0, 5);
  WriteSpecimens(&learned);
  v1::Policy proto = DefaultPolicyProto();
  proto.set_min_evidence_groups(1);
  Policy policy = *Policy::Create(proto);
  policy.UseBaselines(std::make_shared<const Baselines>(*Baselines::Create(learned)));
  return Assessor(std::move(policy));
}

Decision By(const std::string& actor) {
  return {.etag = "", .actor = actor, .note = "because", .time_us = 1};
}

TEST(Account, OpensOneFindingAndCountsItsOccurrences) {
  const Assessor assessor = StructuredOnly();
  Account account("a");
  int opened = 0, updated = 0;
  for (int i = 0; i < 200; ++i) {
    const CaseChange change =
        account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
    opened += change == CaseChange::kOpened;
    updated += change == CaseChange::kUpdated;
  }
  EXPECT_EQ(opened, 1);
  EXPECT_TRUE(account.flagged());
  EXPECT_EQ(account.finding()->occurrences(), 1 + updated);
  EXPECT_GT(updated, 5);
  EXPECT_LE(account.finding()->calls_at_open(), 40);
  EXPECT_GE(account.finding()->calls_at_open(), assessor.policy().min_calls());
  EXPECT_THAT(account.finding()->assessment().contributions(0).signal().example_request_ids(),
              ::testing::Not(::testing::IsEmpty()));
}

TEST(Account, SavingAndLoadingAtAnyPointChangesNothing) {
  const Assessor assessor = StructuredOnly();
  const Account straight = Harvester(150, assessor);
  Account account("a");
  for (int i = 0; i < 150; ++i) {
    account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
    const std::string record = BytesOf(account);
    ASSERT_TRUE(account.Read("a", record).ok());
  }
  EXPECT_EQ(BytesOf(account), BytesOf(straight));
}

TEST(Account, ADismissedOneIsTakenUpAgainOnlyAfterAsManyCallsAgain) {
  const Assessor assessor = StructuredOnly();
  Account account = Harvester(100, assessor);
  const std::string first = account.finding()->name();
  ASSERT_TRUE(account.Dismiss(By("ann"), nullptr).ok());
  int i = 100;
  for (; i < 190; ++i) {
    account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
  }
  EXPECT_FALSE(account.flagged());
  for (; i < 230; ++i) {
    account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
  }
  EXPECT_TRUE(account.flagged());
  EXPECT_NE(account.finding()->name(), first);
}

TEST(Account, AnAllowedOneIsNotFlaggedUntilTheEntryExpires) {
  const Assessor assessor = StructuredOnly();
  Account account = Harvester(60, assessor);
  v1::AllowEntry allow;
  allow.mutable_expire_time()->set_seconds((kStart + 500 * kMinute) / 1000000);
  ASSERT_TRUE(account.Dismiss(By("ann"), &allow).ok());
  int i = 60;
  for (; i < 490; ++i) {
    account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
  }
  EXPECT_FALSE(account.flagged());
  for (; i < 600; ++i) {
    account.Add(StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute), assessor);
  }
  EXPECT_TRUE(account.flagged());
}

TEST(Account, KeepsTheHighestScoreWhateverComesLater) {
  const Assessor assessor = StructuredOnly();
  Account account = Harvester(60, assessor);
  v1::Assessment before;
  account.Assess(assessor, &before);
  EXPECT_EQ(before.highest_score(), before.score());
  for (int i = 60; i < 600; ++i) {
    StoredCall call = StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute);
    call.fingerprint.marks = 0;
    account.Add(call, assessor);
  }
  v1::Assessment after;
  account.Assess(assessor, &after);
  EXPECT_LT(after.score(), before.score());
  EXPECT_GE(after.highest_score(), before.score());
}

TEST(Account, ClosesWhenTheEvidenceStaysAwayUnlessAPersonConfirmedIt) {
  const Assessor assessor = StructuredOnly();
  Account account = Harvester(60, assessor);
  Account confirmed = Harvester(60, assessor);
  ASSERT_TRUE(confirmed.Confirm(By("ann")).ok());
  const auto go_on = [&](int from, int to, int64_t start) {
    for (int i = from; i < to; ++i) {
      StoredCall call = StructuredCall(static_cast<uint64_t>(i), start + i * kMinute);
      call.fingerprint.marks = 0;
      account.Add(call, assessor);
      confirmed.Add(call, assessor);
    }
  };
  go_on(60, 600, kStart);
  EXPECT_EQ(account.finding()->state(), v1::FINDING_STATE_OPEN);
  for (int day = 1; day < 18; ++day) {
    go_on(500 + 100 * day, 600 + 100 * day, kStart + day * kDay);
  }
  EXPECT_EQ(account.finding()->state(), v1::FINDING_STATE_CLOSED);
  EXPECT_EQ(confirmed.finding()->state(), v1::FINDING_STATE_CONFIRMED);
}

TEST(Account, WhatACampaignAloneOpenedEndsWithMembership) {
  const Assessor assessor = StructuredOnly();
  const Membership membership{"campaigns/cmp-1", 90, "takes turns"};
  for (const bool harvests : {false, true}) {
    Account account = harvests ? Harvester(60, assessor) : Account("a");
    for (int i = 60; i < 90; ++i) {
      StoredCall call = StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute);
      if (!harvests) call.fingerprint.marks = 0;
      account.Add(call, assessor);
    }
    EXPECT_EQ(account.flagged(), harvests);
    account.JoinCampaign(membership, assessor);
    EXPECT_TRUE(account.flagged());
    const CaseChange change = account.LeaveCampaign(assessor);
    EXPECT_EQ(change == CaseChange::kClosed, !harvests);
    EXPECT_EQ(account.flagged(), harvests);
  }
}

TEST(Account, WhatItDidAloneOutlastsTheMembership) {
  const Assessor assessor = StructuredOnly();
  Account account = Harvester(60, assessor);
  ASSERT_TRUE(account.flagged());
  account.JoinCampaign({"campaigns/cmp-1", 90, "takes turns"}, assessor);
  for (int i = 60; i < 400; ++i) {
    StoredCall call = StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute);
    call.fingerprint.marks = 0;
    account.Add(call, assessor);
  }
  EXPECT_NE(account.LeaveCampaign(assessor), CaseChange::kClosed);
  EXPECT_LT(account.outcome().score, assessor.policy().flag_score());
  EXPECT_TRUE(account.flagged());
}

TEST(Account, WhatAPersonReopenedOutlastsTheMembership) {
  const Assessor assessor = StructuredOnly();
  Account account("a");
  account.Add(StructuredCall(1, kStart), assessor);
  account.JoinCampaign({"campaigns/cmp-1", 90, "takes turns"}, assessor);
  ASSERT_EQ(account.LeaveCampaign(assessor), CaseChange::kClosed);
  ASSERT_TRUE(account.Reopen(By("ann")).ok());
  EXPECT_EQ(account.LeaveCampaign(assessor), CaseChange::kNone);
  EXPECT_TRUE(account.flagged());
}

// Ordinary calls with every fifth one a harvest's.
Account Covered(int calls, bool own_setup, const Assessor& assessor) {
  Account account("a");
  for (int i = 0; i < calls; ++i) {
    StoredCall call = StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute);
    const bool harvest = i % 5 == 3;
    if (!harvest) call.fingerprint.marks = 0;
    if (harvest && own_setup) call.fingerprint.system_hash = 99;
    account.Add(call, assessor);
  }
  return account;
}

TEST(Account, AHarvestBesideOrdinaryCallsShowsByItsSetup) {
  const Assessor assessor = StructuredOnly();
  const Account account = Covered(200, /*own_setup=*/true, assessor);
  ASSERT_TRUE(account.flagged());
  const v1::Assessment& assessment = account.finding()->assessment();
  EXPECT_GE(assessment.calls(), 60);
  EXPECT_GE(assessment.strand_calls(), assessor.policy().min_calls());
  EXPECT_LE(assessment.strand_calls(), assessment.calls() / 5);
  v1::Assessment now;
  account.Assess(assessor, &now);
  EXPECT_EQ(now.verdict(), v1::VERDICT_FLAGGED);
  EXPECT_EQ(now.calls(), 200);
  EXPECT_EQ(now.strand_calls(), 39);
  EXPECT_FALSE(Covered(200, /*own_setup=*/false, assessor).flagged());
}

TEST(Account, FewCallsTakeFromItsScoreAndNotFromWhatItIsLike) {
  const Assessor assessor = StructuredOnly();
  const Account account = Harvester(40, assessor);  // A number at which it is assessed.
  EXPECT_NEAR(account.outcome().score, assessor.Weigh(account.profile()).score, 1e-9);
  EXPECT_NEAR(account.own_score(), assessor.Weigh(account.profile(), {1000, 0}).score, 1e-9);
  EXPECT_GT(account.own_score(), account.outcome().score + 1);
}

TEST(Account, WhatCountsForAStrandIsHowManyCallsTheAccountHas) {
  const Assessor assessor = StructuredOnly();
  const Account account = Covered(200, /*own_setup=*/true, assessor);
  v1::Assessment now;
  account.Assess(assessor, &now);
  ASSERT_EQ(now.strand_calls(), 39);
  const v1::Contribution& last = *now.contributions().rbegin();
  ASSERT_EQ(last.signal().name(), "few_calls");
  EXPECT_NEAR(last.points(), -FewCallsPoints(200), 1e-9);
}

TEST(Account, AMixtureWithStrandsIsWrittenAndReadLikeAnyOther) {
  const Assessor assessor = StructuredOnly();
  const Account account = Covered(120, /*own_setup=*/true, assessor);
  Account read("a");
  ASSERT_TRUE(read.Read("a", BytesOf(account)).ok());
  EXPECT_EQ(BytesOf(read), BytesOf(account));
  read.Reset("b");
  EXPECT_TRUE(read.strands().all().empty());
}

TEST(Account, NothingHappensBeforeItIsAssessed) {
  const Assessor assessor = StructuredOnly();
  Account account("a");
  int64_t quiet = 1;
  for (int i = 0; i < 600; ++i) {
    StoredCall call = StructuredCall(static_cast<uint64_t>(i), kStart + i * kMinute);
    if (i % 5 != 3) call.fingerprint.marks = 0;
    call.fingerprint.system_hash = i < 300 ? 1 : static_cast<uint64_t>(1 + i % 5);
    const double before = account.outcome().score;
    const CaseChange change = account.Add(call, assessor);
    if (--quiet > 0) {
      EXPECT_EQ(change, CaseChange::kNone) << i;
      EXPECT_EQ(account.outcome().score, before) << i;
    } else {
      quiet = account.CallsUntilAssessed(assessor.policy().min_calls());
    }
  }
  EXPECT_TRUE(account.flagged());
}

TEST(Account, AfterALongSilenceItIsANewFinding) {
  const Assessor assessor = StructuredOnly();
  Account account = Harvester(60, assessor);
  const std::string first = account.finding()->name();
  CaseChange change = CaseChange::kNone;
  for (int i = 0; i < 8 && change != CaseChange::kOpened; ++i) {
    change = account.Add(
        StructuredCall(uint64_t{100} + static_cast<uint64_t>(i), kStart + 20 * kDay + i), assessor);
    if (i == 0) {
      EXPECT_TRUE(change == CaseChange::kClosed || change == CaseChange::kClosedAndOpened);
      if (change == CaseChange::kClosedAndOpened) break;
    }
  }
  EXPECT_TRUE(account.flagged());
  EXPECT_NE(account.finding()->name(), first);
}

TEST(Account, CutBytesAreNotRead) {
  const std::string record = BytesOf(Harvester(30, StructuredOnly()));
  Account account("a");
  for (size_t size = 0; size < record.size(); size += 3) {
    EXPECT_EQ(account.Read("a", absl::string_view(record).substr(0, size)).code(),
              absl::StatusCode::kDataLoss)
        << size;
  }
  EXPECT_TRUE(account.Read("a", record).ok());
}

TEST(Account, AnotherVersionIsNamed) {
  std::string record = BytesOf(Harvester(30, StructuredOnly()));
  record[0] = 99;
  const absl::Status status = Account("a").Read("a", record);
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("version 99"));
}

}  // namespace
}  // namespace stillwatch::detector
