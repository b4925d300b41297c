#include "service/engine/verdict_board.h"

#include "absl/time/time.h"
#include "detector/policy/policy.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST(VerdictBoard, WhoIsNotOnItIsClear) {
  VerdictBoard board;
  EXPECT_EQ(board.Get("acct-1"), nullptr);
  board.Set("acct-1", {{}, "findings/fnd-1", "one frame"});
  ASSERT_NE(board.Get("acct-1"), nullptr);
  EXPECT_EQ(board.Get("acct-1")->finding, "findings/fnd-1");
  EXPECT_EQ(board.size(), 1u);
  board.Clear("acct-1");
  EXPECT_EQ(board.Get("acct-1"), nullptr);
}

TEST(VerdictBoard, KnowsForASecondThatChecksCome) {
  const detector::Policy policy = detector::Policy::Default();
  VerdictBoard board;
  EXPECT_FALSE(board.WasAskedLately(kNow));
  board.Get("acct-1");
  EXPECT_FALSE(board.WasAskedLately(kNow)) << "nobody waits for that";
  EXPECT_EQ(board.GetUnlessAllowed("acct-1", policy, kNow), nullptr);
  EXPECT_TRUE(board.WasAskedLately(kNow));
  EXPECT_TRUE(board.WasAskedLately(kNow + absl::Milliseconds(999)));
  EXPECT_FALSE(board.WasAskedLately(kNow + absl::Seconds(1)));
  EXPECT_FALSE(board.WasAskedLately(kNow - absl::Hours(1))) << "the clock was put back";
}

}  // namespace
}  // namespace stillwatch::service
