#include "detector/profile/profile.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/profile.pb.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kStart = int64_t{1'767'571'200} * 1'000'000;  // 2026-01-05

// A call that makes every statistic move; all of it follows from `i`.
v1::StoredCall MakeCall(int i) {
  const uint64_t random = Avalanche(i + 1);
  v1::StoredCall call;
  call.set_account_id("a");
  call.set_request_id(absl::StrCat("request-", i));
  call.set_time_us(kStart + int64_t{97} * 1'000'000 * i - (i % 10 == 9 ? 400'000'000 : 0));
  call.set_status(i % 13 == 12 ? 429 : 200);
  call.set_has_usage(true);
  call.set_input_tokens(20 + random % 300);
  call.set_output_tokens(random % 900);
  call.set_client_ip(absl::StrCat("198.18.0.", random % 40));
  call.set_user_agent_hash(random % 5 + 1);
  call.mutable_params()->set_temperature(0.5 + 0.1 * static_cast<double>(random % 6));
  call.mutable_params()->set_signature(random % 9 + 1);
  call.mutable_params()->set_logprobs(random % 7 == 0);
  v1::Fingerprint* fingerprint = call.mutable_fingerprint();
  fingerprint->set_request_hash(Avalanche(random % 500 + 1));
  fingerprint->set_request_words(5 + random % 60);
  fingerprint->set_conversation_hash(Avalanche(random % 50 + 7));
  fingerprint->set_user_turns(1 + random % 3);
  fingerprint->set_marks(static_cast<uint32_t>(random >> 20) & 0xfff);
  fingerprint->set_script(v1::SCRIPT_LATIN);
  fingerprint->set_system_hash(random % 3);
  for (int length = 0; length < 4; ++length) {
    fingerprint->add_prefix_hash(Avalanche(random % 30 + length));
    fingerprint->add_suffix_hash(Avalanche(random % 20 + length));
  }
  std::string* projection = fingerprint->mutable_projection();
  for (int d = 0; d < 64; ++d) projection->push_back(static_cast<char>(Avalanche(random + d)));
  return call;
}

std::string Saved(const Profile& profile) {
  v1::ProfileState state;
  profile.Save(&state);
  return state.SerializeAsString();
}

TEST(ProfileTest, SavingAndLoadingAnywhereChangesNothing) {
  Profile straight;
  Profile interrupted;
  for (int i = 0; i < 1000; ++i) {
    straight.Add(MakeCall(i));
    interrupted.Add(MakeCall(i));
    if (i % 41 == 0) {
      v1::ProfileState state;
      interrupted.Save(&state);
      auto loaded = Profile::Load(std::move(state));
      ASSERT_TRUE(loaded.ok());
      interrupted = *std::move(loaded);
    }
  }
  EXPECT_EQ(Saved(straight), Saved(interrupted));
}

TEST(ProfileTest, StateIsBoundedHoweverManyCalls) {
  Profile profile;
  for (int i = 0; i < 20'000; ++i) profile.Add(MakeCall(i));
  const size_t early = Saved(profile).size();
  for (int i = 20'000; i < 40'000; ++i) profile.Add(MakeCall(i));
  const size_t late = Saved(profile).size();
  EXPECT_LT(late, 8 * 1024u);
  EXPECT_LT(late, early + 512);
}

TEST(ProfileTest, FailedCallsCountAsVolumeOnly) {
  Profile profile;
  v1::StoredCall call = MakeCall(1);
  call.set_status(500);
  profile.Add(call);
  EXPECT_EQ(profile.state().volume().calls(), 1u);
  EXPECT_EQ(profile.state().volume().failed_calls(), 1u);
  EXPECT_EQ(profile.state().breadth().calls(), 0u);
}

TEST(ProfileTest, LateCallsLeaveTheNewestTime) {
  Profile profile;
  v1::StoredCall call = MakeCall(5);
  profile.Add(call);
  const int64_t newest = profile.last_time_us();
  call.set_time_us(newest - 3'600'000'000);
  profile.Add(call);
  EXPECT_EQ(profile.last_time_us(), newest);
  EXPECT_EQ(profile.state().schedule().late_calls(), 1u);
  EXPECT_EQ(profile.state().volume().first_time_us(), newest - 3'600'000'000);
}

TEST(ProfileTest, DaysAreBoundedAndSorted) {
  Profile profile;
  for (int day = 0; day < 100; ++day) {
    v1::StoredCall call = MakeCall(1);
    call.set_time_us(kStart + int64_t{86'400'000'000} * (day ^ 3));
    profile.Add(call);
  }
  const v1::VolumeState& volume = profile.state().volume();
  ASSERT_EQ(volume.day_size(), 62);
  ASSERT_EQ(volume.day_calls_size(), 62);
  ASSERT_EQ(volume.day_output_tokens_size(), 62);
  for (int i = 1; i < 62; ++i) EXPECT_LT(volume.day(i - 1), volume.day(i));
}

TEST(ProfileTest, SummaryTellsTheProfile) {
  Profile profile;
  for (int i = 0; i < 300; ++i) profile.Add(MakeCall(i));
  v1::ProfileSummary summary;
  profile.Summarize(&summary);
  EXPECT_EQ(summary.calls(), 300);
  EXPECT_EQ(summary.failed_calls(), 23);
  EXPECT_EQ(summary.calls_by_hour_size(), 24);
  EXPECT_GT(summary.distinct_requests(), 100);
  EXPECT_LT(summary.distinct_requests(), 420);
  EXPECT_EQ(summary.state_bytes(), static_cast<int64_t>(Saved(profile).size()));
}

TEST(ProfileTest, CallsWithoutContentAreFine) {
  Profile profile;
  v1::StoredCall call = MakeCall(1);
  call.clear_fingerprint();
  profile.Add(call);
  EXPECT_EQ(profile.state().volume().calls_with_content(), 0u);
  EXPECT_EQ(profile.state().parameters().calls(), 1u);
  EXPECT_EQ(profile.state().breadth().calls(), 0u);
}

}  // namespace
}  // namespace stillwatch::detector
