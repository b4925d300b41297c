#include "detector/policy/policy.h"

#include "detector/signals/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

using ::testing::HasSubstr;

std::string ErrorOf(const v1::Policy& policy) {
  return std::string(Policy::Create(policy).status().message());
}

TEST(Policy, ASignalThatIsNotListedCountsAsLearned) {
  v1::Policy proto = DefaultPolicyProto();
  v1::SignalWeight* weight = proto.add_weights();
  weight->set_signal(SignalCatalogue()[1]->name);
  weight->set_weight(0.5);
  const Policy policy = *Policy::Create(proto);
  ASSERT_EQ(policy.weights().size(), SignalCatalogue().size());
  for (size_t i = 0; i < policy.weights().size(); ++i) {
    EXPECT_EQ(policy.weights()[i], i == 1 ? 0.5 : 1) << SignalCatalogue()[i]->name;
  }
}

TEST(Policy, MistakesAreNamed) {
  v1::Policy policy = DefaultPolicyProto();
  policy.add_weights()->set_signal("breadth");
  EXPECT_THAT(ErrorOf(policy),
              HasSubstr("\"breadth\"; it must be one of breadth_without_revisits"));

  policy = DefaultPolicyProto();
  policy.add_weights()->set_signal("topic_spread");
  policy.add_weights()->set_signal("topic_spread");
  EXPECT_THAT(ErrorOf(policy), HasSubstr("twice"));

  policy = DefaultPolicyProto();
  policy.add_weights()->set_signal("topic_spread");
  policy.mutable_weights(0)->set_weight(-1);
  EXPECT_THAT(ErrorOf(policy), HasSubstr("0 to 10"));

  policy = DefaultPolicyProto();
  policy.set_close_score(policy.elevated_score() + 1);
  EXPECT_THAT(ErrorOf(policy), HasSubstr("close_score is 46; it must be at most elevated_score"));

  policy = DefaultPolicyProto();
  policy.clear_version();
  EXPECT_THAT(ErrorOf(policy), HasSubstr("version"));

  policy = DefaultPolicyProto();
  policy.set_min_evidence_groups(5);
  EXPECT_THAT(ErrorOf(policy), HasSubstr("min_evidence_groups is 5; it must be 1 to 4"));
}

TEST(Policy, AllowEntriesExpireByEventTime) {
  v1::Policy proto = DefaultPolicyProto();
  v1::AllowEntry* entry = proto.add_allow_list();
  entry->set_account_id("a");
  entry->mutable_expire_time()->set_seconds(100);
  proto.add_allow_list()->set_account_id("b");
  const Policy policy = *Policy::Create(proto);
  EXPECT_TRUE(policy.Allows("a", 100000000));
  EXPECT_FALSE(policy.Allows("a", 100000001));
  EXPECT_TRUE(policy.Allows("b", int64_t{4000000000} * 1000000));
  EXPECT_FALSE(policy.Allows("c", 0));
}

}  // namespace
}  // namespace stillwatch::detector
