#include "detector/findings/life.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::detector {
namespace {

using ::testing::HasSubstr;

v1::Assessment SomeAssessment(int64_t seconds) {
  v1::Assessment assessment;
  assessment.set_score(72);
  assessment.set_calls(31);
  assessment.mutable_time()->set_seconds(seconds);
  return assessment;
}

Decision By(const std::string& actor, const std::string& note = "") {
  return Decision{.etag = "", .actor = actor, .note = note, .time_us = 5000000};
}

TEST(FindingLife, TheIdDependsOnAccountAndOrdinalOnly) {
  const v1::Finding one = OpenFinding("a", 1, SomeAssessment(10));
  EXPECT_EQ(one.name(), OpenFinding("a", 1, SomeAssessment(20)).name());
  EXPECT_NE(one.name(), OpenFinding("a", 2, SomeAssessment(10)).name());
  EXPECT_NE(one.name(), OpenFinding("b", 1, SomeAssessment(10)).name());
}

TEST(FindingLife, OpensOnceAndCountsOccurrences) {
  v1::Finding finding = OpenFinding("a", 1, SomeAssessment(10));
  for (const int64_t seconds : {20, 30}) {
    *finding.mutable_assessment() = SomeAssessment(seconds);
    UpdateFinding(&finding);
  }
  EXPECT_EQ(finding.occurrences(), 3);
  EXPECT_EQ(finding.open_time().seconds(), 10);
  EXPECT_EQ(finding.update_time().seconds(), 30);
  EXPECT_EQ(finding.calls_at_open(), 31);
  EXPECT_EQ(finding.history_size(), 1);
}

TEST(FindingLife, ADecisionOnAStaleReadingIsRefused) {
  v1::Finding finding = OpenFinding("a", 1, SomeAssessment(10));
  Decision first = By("ann");
  first.etag = finding.etag();
  Decision second = first;
  second.actor = "bob";
  ASSERT_TRUE(Acknowledge(first, &finding).ok());
  const absl::Status status = Confirm(second, &finding);
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_THAT(std::string(status.message()), HasSubstr("acknowledged now"));
  EXPECT_EQ(finding.state(), v1::FINDING_STATE_ACKNOWLEDGED);
}

TEST(FindingLife, AnOccurrenceDoesNotMakeAReadingStale) {
  v1::Finding finding = OpenFinding("a", 1, SomeAssessment(10));
  Decision decision = By("ann");
  decision.etag = finding.etag();
  *finding.mutable_assessment() = SomeAssessment(20);
  UpdateFinding(&finding);
  EXPECT_TRUE(Acknowledge(decision, &finding).ok());
}

TEST(FindingLife, ClosedAndDismissedFindingsHaveToBeReopenedFirst) {
  v1::Finding finding = OpenFinding("a", 1, SomeAssessment(10));
  EXPECT_EQ(Dismiss(By("ann"), &finding).code(), absl::StatusCode::kInvalidArgument);
  ASSERT_TRUE(Dismiss(By("ann", "our own tests"), &finding).ok());
  EXPECT_FALSE(IsLive(finding));
  EXPECT_EQ(Acknowledge(By("bob"), &finding).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Confirm(By("bob"), &finding).code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(Reopen(By("bob", "they are not"), &finding).ok());
  EXPECT_EQ(Reopen(By("bob"), &finding).code(), absl::StatusCode::kFailedPrecondition);
  CloseFinding(7000000, "quiet", &finding);
  EXPECT_EQ(finding.close_time().seconds(), 7);
  ASSERT_TRUE(Reopen(By("bob"), &finding).ok());
  EXPECT_FALSE(finding.has_close_time());
  EXPECT_TRUE(Confirm(By("bob"), &finding).ok());
}

TEST(FindingLife, HistoryKeepsItsEndsWithinItsBound) {
  v1::Finding finding = OpenFinding("a", 1, SomeAssessment(10));
  for (int i = 0; i < 150; ++i) ASSERT_TRUE(Acknowledge(By(absl::StrCat(i)), &finding).ok());
  ASSERT_EQ(finding.history_size(), 100);
  EXPECT_EQ(finding.history(0).actor(), "detector");
  EXPECT_EQ(finding.history(1).actor(), "0");
  EXPECT_EQ(finding.history(99).actor(), "149");
}

}  // namespace
}  // namespace stillwatch::detector
