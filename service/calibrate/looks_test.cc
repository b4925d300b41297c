#include "service/calibrate/looks.h"

#include <cstdint>
#include <fstream>
#include <string>

#include "absl/strings/str_format.h"
#include "detector/assess/assessor.h"
#include "detector/policy/policy.h"
#include "detector/profile/profile.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

// A log of one account, whose calls have so many setups in turn.
std::string LogOf(int setups) {
  const std::string path = absl::StrFormat("%s/looks_%d.jsonl", ::testing::TempDir(), setups);
  std::ofstream file(path);
  for (int call = 0; call < 120; ++call) {
    file << absl::StrFormat(
        R"({"account_id":"acct-1","request_id":"req-%d","time":"2026-01-05T%02d:%02d:00Z",)"
        R"("operation":"chat","model":"m","status":200,"params":{"temperature":0.%d},)"
        R"("usage":{"input_tokens":9,"output_tokens":80}})"
        "\n",
        call, call / 60, call % 60, 1 + call % setups);
  }
  return path;
}

struct Seen {
  int whole = 0;
  int of_strands = 0;
};

Seen Fold(int setups) {
  Seen seen;
  const auto status = FoldLooks(
      LogOf(setups), {.key = {}, .progress = [](int64_t, int64_t) {}}, [&](const ShownLook& look) {
        const auto calls = static_cast<int64_t>(look.profile.volume.calls);
        ++(look.of_strand ? seen.of_strands : seen.whole);
        if (!look.of_strand) {
          EXPECT_EQ(calls, look.calls);
          return;
        }
        EXPECT_LT(calls, look.calls);
        EXPECT_EQ(look.mixed_share, 0);
      });
  EXPECT_TRUE(status.ok()) << status;
  return seen;
}

TEST(Looks, SayWhichAreOfAStrand) {
  const Seen one = Fold(1);
  EXPECT_GT(one.whole, 5);
  EXPECT_EQ(one.of_strands, 0);
  const Seen two = Fold(2);
  EXPECT_EQ(two.whole, one.whole);
  EXPECT_GT(two.of_strands, 5);
}

TEST(Looks, AreHeldBackAsInAnAudit) {
  const detector::Assessor assessor(detector::Policy::Default());
  int looks = 0;
  const auto status = FoldLooks(
      LogOf(2), {.key = {}, .progress = [](int64_t, int64_t) {}}, [&](const ShownLook& look) {
        ++looks;
        const double free = assessor.Weigh(look.profile, {1'000'000, 0}).score;
        const double held = assessor.Weigh(look.profile, {look.calls, look.mixed_share}).score;
        EXPECT_NEAR(10 * Handicap(look), free - held, 1e-9);
        EXPECT_GT(Handicap(look), 0.9);  // There are 120 calls.
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_GT(looks, 10);
}

}  // namespace
}  // namespace stillwatch::service
