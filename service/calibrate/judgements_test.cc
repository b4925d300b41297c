#include "service/calibrate/judgements.h"

#include <limits>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/calibrate/study.h"

namespace stillwatch::service {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

TEST(Judgements, HaveALineForEveryAccount) {
  std::vector<StudyAccount> accounts(2);
  accounts[0].id = "0/acct/a";
  accounts[0].label = {.harvest = true, .family = "walk", .source = "", .in_campaign = true};
  accounts[1].id = "1/b";
  accounts[1].log = 1;
  accounts[1].label.family = "people";
  accounts[1].view = LogView::kWithoutText;
  StudyResult result;
  result.highest = {{kNever, 2.5}, {-1.25, kNever}};
  result.flagged_at = {24, 0};
  EXPECT_EQ(
      JudgementsCsv(accounts, result),
      "log,account_id,label,family,campaign,view,log_odds,log_odds_without_content,flagged_at\n"
      "0,acct/a,harvest,walk,1,as_it_is,2.5000,,24\n"
      "1,b,benign,people,0,without_text,,-1.2500,\n");
}

TEST(Judgements, AFileThatCannotBeWrittenIsNamed) {
  const absl::Status status = WriteJudgements({}, {}, "/nowhere/judgements.csv");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), testing::HasSubstr("/nowhere/judgements.csv"));
}

}  // namespace
}  // namespace stillwatch::service
