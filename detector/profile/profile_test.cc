#include "detector/profile/profile.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "detector/archive/archive.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/profile.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kStart = int64_t{1'767'571'200} * 1'000'000;  // 2026-01-05

// A call that makes every statistic move, with the strings that it borrows; all of it follows from
// `i`.
struct MadeCall {
  std::string request_id;
  std::string ip;
  StoredCall call;

  explicit MadeCall(int i)
      : request_id(absl::StrCat("request-", i)),
        ip(absl::StrCat("198.18.0.", Avalanche(static_cast<uint64_t>(i) + 1) % 40)) {
    const uint64_t random = Avalanche(static_cast<uint64_t>(i) + 1);
    call.account_id = "a";
    call.request_id = request_id;
    call.time_us = kStart + int64_t{97} * 1'000'000 * i - (i % 10 == 9 ? 400'000'000 : 0);
    call.status = i % 13 == 12 ? 429 : 200;
    call.has_usage = true;
    call.input_tokens = static_cast<int64_t>(20 + random % 300);
    call.output_tokens = static_cast<int64_t>(random % 900);
    call.client_ip = ip;
    call.user_agent_hash = random % 5 + 1;
    call.params.temperature = 0.5 + 0.1 * static_cast<double>(random % 6);
    call.params.signature = random % 9 + 1;
    call.params.logprobs = random % 7 == 0;
    call.has_fingerprint = true;
    Fingerprint& fingerprint = call.fingerprint;
    fingerprint.has_request = true;
    fingerprint.request_hash = Avalanche(random % 500 + 1);
    fingerprint.request_words = 5 + random % 60;
    fingerprint.conversation_hash = Avalanche(random % 50 + 7);
    fingerprint.user_turns = 1 + random % 3;
    fingerprint.marks = static_cast<uint32_t>(random >> 20) & 0xfff;
    fingerprint.script = 1;
    fingerprint.system_hash = random % 3;
    fingerprint.prefix_hash = Avalanche(random % 30 + 1);
    fingerprint.suffix_hash = Avalanche(random % 20 + 1);
    for (size_t d = 0; d < 64; ++d) {
      fingerprint.projection[d] = static_cast<int8_t>(Avalanche(random + d));
    }
  }
};

void Add(int i, Profile* profile) { profile->Add(MadeCall(i).call); }

std::string Written(const Profile& profile) {
  std::string buffer(Profile::kMaxBytes, '\0');
  Writer writer(buffer.data());
  Profile copy = profile;
  copy.Transfer(writer);
  return std::string(writer.bytes());
}

bool ReadBack(absl::string_view bytes, Profile* profile) {
  Reader reader(bytes);
  profile->Transfer(reader);
  return reader.ok() && reader.at_end();
}

TEST(ProfileTest, WritingAndReadingAnywhereChangesNothing) {
  Profile straight;
  Profile interrupted;
  for (int i = 0; i < 1000; ++i) {
    Add(i, &straight);
    Add(i, &interrupted);
    if (i % 41 == 0 || i < 8) {
      Profile read;
      ASSERT_TRUE(ReadBack(Written(interrupted), &read));
      interrupted = read;
    }
  }
  EXPECT_EQ(Written(straight), Written(interrupted));
}

TEST(ProfileTest, CutOrDamagedBytesAreNeverReadBeyond) {
  Profile profile;
  for (int i = 0; i < 300; ++i) Add(i, &profile);
  const std::string bytes = Written(profile);
  for (size_t size = 0; size < bytes.size(); size += 7) {
    Profile read;
    EXPECT_FALSE(ReadBack(bytes.substr(0, size), &read)) << size;
  }
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(Avalanche(at) | 1));
    Profile read;
    ReadBack(damaged, &read);  // Whatever it makes of it.
  }
}

TEST(ProfileTest, StateIsBoundedHoweverManyCalls) {
  Profile profile;
  for (int i = 0; i < 20'000; ++i) Add(i, &profile);
  const size_t early = Written(profile).size();
  for (int i = 20'000; i < 40'000; ++i) Add(i, &profile);
  const size_t late = Written(profile).size();
  EXPECT_LT(late, 8 * 1024u);
  EXPECT_LT(late, early + 512);
}

TEST(ProfileTest, FailedCallsCountAsVolumeOnly) {
  Profile profile;
  MadeCall made(1);
  StoredCall& call = made.call;
  call.status = 500;
  profile.Add(call);
  EXPECT_EQ(profile.volume.calls, 1u);
  EXPECT_EQ(profile.volume.failed_calls, 1u);
  EXPECT_EQ(profile.breadth.calls, 0u);
}

TEST(ProfileTest, LateCallsLeaveTheNewestTime) {
  Profile profile;
  MadeCall made(5);
  StoredCall& call = made.call;
  profile.Add(call);
  const int64_t newest = profile.volume.last_time_us;
  call.time_us = newest - 3'600'000'000;
  profile.Add(call);
  EXPECT_EQ(profile.volume.last_time_us, newest);
  EXPECT_EQ(profile.schedule.late_calls, 1u);
  EXPECT_EQ(profile.volume.first_time_us, newest - 3'600'000'000);
}

TEST(ProfileTest, DaysAreBoundedAndSorted) {
  Profile profile;
  for (int day = 0; day < 100; ++day) {
    MadeCall made(1);
    StoredCall& call = made.call;
    call.time_us = kStart + int64_t{86'400'000'000} * (day ^ 3);
    profile.Add(call);
  }
  const Volume& volume = profile.volume;
  ASSERT_EQ(volume.days, 62);
  for (size_t i = 1; i < 62; ++i) EXPECT_LT(volume.day[i - 1].day, volume.day[i].day);
  for (size_t i = 0; i < 62; ++i) EXPECT_EQ(volume.day[i].calls, 1u);
}

TEST(ProfileTest, SummaryTellsTheProfile) {
  Profile profile;
  for (int i = 0; i < 300; ++i) Add(i, &profile);
  v1::ProfileSummary summary;
  profile.Summarize(&summary);
  EXPECT_EQ(summary.calls(), 300);
  EXPECT_EQ(summary.failed_calls(), 23);
  EXPECT_EQ(summary.calls_by_hour_size(), 24);
  EXPECT_GT(summary.distinct_requests(), 100);
  EXPECT_LT(summary.distinct_requests(), 420);
  EXPECT_EQ(summary.state_bytes(), static_cast<int64_t>(Written(profile).size()));
}

TEST(ProfileTest, CallsWithoutContentAreFine) {
  Profile profile;
  MadeCall made(1);
  StoredCall& call = made.call;
  call.has_fingerprint = false;
  call.fingerprint = Fingerprint();
  profile.Add(call);
  EXPECT_EQ(profile.volume.calls_with_content, 0u);
  EXPECT_EQ(profile.parameters.calls, 1u);
  EXPECT_EQ(profile.breadth.calls, 0u);
}

TEST(ProfileTest, AnAnswerThatNobodyCountedIsOfUnknownLength) {
  MadeCall made(1);
  StoredCall& call = made.call;
  call.output_tokens = 0;
  Profile uncounted;
  uncounted.Add(call);
  EXPECT_EQ(uncounted.output.tiny, 0u);
  EXPECT_EQ(uncounted.window.output_tokens.mean(), 0);
  EXPECT_EQ(uncounted.items.count, 1u);  // May be open.
  call.has_usage = false;
  Profile unsaid;
  unsaid.Add(call);
  EXPECT_EQ(unsaid.output.tiny, 0u);
  EXPECT_EQ(unsaid.items.count, 1u);
}

TEST(ProfileTest, EmbeddingsHaveNoAnswers) {
  MadeCall made(1);
  StoredCall& call = made.call;
  call.operation = "embedding";
  call.output_tokens = 0;
  for (const bool has_usage : {false, true}) {
    call.has_usage = has_usage;
    Profile profile;
    profile.Add(call);
    EXPECT_EQ(profile.output.tiny, 1u) << has_usage;
    EXPECT_EQ(profile.items.count, 0u) << has_usage;
  }
}

}  // namespace
}  // namespace stillwatch::detector
