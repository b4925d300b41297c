#include "service/gateways/hooks/hook.h"

#include "detector/policy/policy.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/engine/verdict_board.h"
#include "service/gateways/hooks/webhooks.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::gateways {
namespace {

using ::testing::HasSubstr;

const absl::Time kNow = absl::FromUnixSeconds(1'772'409'600);

class Hooks : public ::testing::Test {
 protected:
  Hooks() {
    board_.Set("bad", {{12.5, detector::Verdict::kFlagged}, "findings/fnd-1", "in bulk"});
    board_.Set("odd", {{4, detector::Verdict::kElevated}, "", ""});
    board_.Set("cleared", {{12, detector::Verdict::kFlagged}, "findings/fnd-2", ""});
  }

  static detector::Policy MakePolicy() {
    v1::Policy policy = detector::DefaultPolicyProto();
    v1::AllowEntry* entry = policy.add_allow_list();
    entry->set_account_id("cleared");
    entry->mutable_expire_time()->set_seconds(absl::ToUnixSeconds(kNow) + 10);
    return *detector::Policy::Create(policy);
  }

  service::VerdictBoard board_;
  const detector::Policy policy_ = MakePolicy();
  HookConfig config_ = DefaultConfig().litellm_guardrail;
};

TEST_F(Hooks, ObservingTellsAndLetsPass) {
  const Hook hook(&board_, &policy_, &config_);
  const HookAnswer answer = hook.AskAbout("bad", kNow);
  EXPECT_FALSE(answer.deny);
  EXPECT_TRUE(answer.tell);
  EXPECT_EQ(answer.verdict, detector::Verdict::kFlagged);
  EXPECT_EQ(answer.finding, "findings/fnd-1");
  EXPECT_EQ(hook.counters().flagged, 1);
  EXPECT_EQ(hook.counters().denied, 0);
}

TEST_F(Hooks, ShadowTellsNothing) {
  config_.mode = HookMode::kShadow;
  const Hook hook(&board_, &policy_, &config_);
  EXPECT_FALSE(hook.AskAbout("bad", kNow).tell);
  EXPECT_EQ(hook.counters().flagged, 1);
}

TEST_F(Hooks, EnforcingDeniesFlaggedAccountsAlone) {
  config_.mode = HookMode::kEnforce;
  const Hook hook(&board_, &policy_, &config_);
  EXPECT_TRUE(hook.AskAbout("bad", kNow).deny);
  EXPECT_FALSE(hook.AskAbout("odd", kNow).deny);
  EXPECT_FALSE(hook.AskAbout("nobody", kNow).deny);
  EXPECT_FALSE(hook.AskAbout("", kNow).deny);
  EXPECT_EQ(hook.counters().without_account, 1);
}

TEST_F(Hooks, TheAllowListComesBeforeTheVerdictUntilItExpires) {
  config_.mode = HookMode::kEnforce;
  const Hook hook(&board_, &policy_, &config_);
  EXPECT_FALSE(hook.AskAbout("cleared", kNow).deny);
  EXPECT_EQ(hook.AskAbout("cleared", kNow).verdict, detector::Verdict::kClear);
  EXPECT_TRUE(hook.AskAbout("cleared", kNow + absl::Seconds(20)).deny);
}

TEST_F(Hooks, NothingKnownYetLetsEverythingPass) {
  config_.mode = HookMode::kEnforce;
  const service::VerdictBoard cold;
  const Hook hook(&cold, &policy_, &config_);
  EXPECT_FALSE(hook.AskAbout("bad", kNow).deny);
}

TEST_F(Hooks, Webhooks) {
  config_.mode = HookMode::kEnforce;
  const Hook litellm(&board_, &policy_, &config_);
  EXPECT_THAT(AnswerLiteLlm(litellm, R"({"request_data":{"user_api_key_hash":"bad"}})", kNow),
              HasSubstr(R"({"action":"BLOCKED","blocked_reason":")"));
  EXPECT_THAT(AnswerLiteLlm(litellm, R"({"request_data":{"user_api_key_hash":"odd"}})", kNow),
              HasSubstr(R"({"action":"NONE","stillwatch":{"verdict":"elevated")"));
  EXPECT_THAT(AnswerLiteLlm(litellm, "nonsense", kNow), HasSubstr(R"("action":"NONE")"));

  HookConfig portkey_config = DefaultConfig().portkey_guardrail;
  portkey_config.mode = HookMode::kEnforce;
  const Hook portkey(&board_, &policy_, &portkey_config);
  EXPECT_THAT(AnswerPortkey(portkey, R"({"metadata":{"_user":"bad"}})", kNow),
              HasSubstr(R"({"verdict":false)"));
  EXPECT_THAT(AnswerPortkey(portkey, R"({"metadata":{"_user":"good"}})", kNow),
              HasSubstr(R"({"verdict":true)"));
}

}  // namespace
}  // namespace stillwatch::gateways
