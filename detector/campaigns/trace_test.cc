#include "detector/campaigns/trace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "detector/call/stored_call.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

StoredCall CallOf(uint64_t parameters, int64_t time_us) {
  StoredCall call;
  call.account_id = "account";
  call.time_us = time_us;
  call.params.signature = parameters << 40;
  call.has_fingerprint = true;
  call.fingerprint.user_turns = 1;
  return call;
}

std::vector<int64_t> TimesOf(const Trace& trace, uint16_t program) {
  std::vector<int64_t> times;
  for (size_t i = 0; i < std::min<size_t>(trace.calls, Trace::kTimes); ++i) {
    if (trace.programs[i] == program) times.push_back(trace.times[i]);
  }
  std::sort(times.begin(), times.end());
  return times;
}

TEST(Trace, KeepsTheLatestCallsOfOneProgram) {
  Trace trace;
  for (int64_t i = 1; i <= 50; ++i) trace.Add(CallOf(3, i));
  const std::vector<int64_t> times = TimesOf(trace, trace.programs[0]);
  ASSERT_EQ(times.size(), Trace::kTimes);
  EXPECT_EQ(times.front(), 19);
  EXPECT_EQ(times.back(), 50);
  EXPECT_EQ(trace.dropped_us, 18);
}

TEST(Trace, ABusyProgramDoesNotPushOutAQuietOne) {
  Trace trace;
  trace.Add(CallOf(5, 0));
  const uint16_t quiet = trace.programs[0];
  for (int64_t i = 1; i <= 400; ++i) trace.Add(CallOf(i % 10 == 0 ? 5 : 3, i));
  const std::vector<int64_t> times = TimesOf(trace, quiet);
  ASSERT_EQ(times.size(), Trace::kTimes / 2);
  // None between is missing.
  for (size_t i = 1; i < times.size(); ++i) EXPECT_EQ(times[i], times[i - 1] + 10);
  EXPECT_EQ(times.back(), 400);
}

TEST(Trace, ConversationsAreAnotherProgram) {
  Trace trace;
  trace.Add(CallOf(3, 1));
  StoredCall call = CallOf(3, 2);
  call.fingerprint.assistant_turns = 1;
  trace.Add(call);
  EXPECT_TRUE(Trace::StandsAlone(trace.programs[0]));
  EXPECT_FALSE(Trace::StandsAlone(trace.programs[1]));
  EXPECT_EQ(trace.programs[0] | 1, trace.programs[1] | 1);
}

TEST(Trace, LogBytesKeepAboutASixteenthOfAnOctave) {
  uint8_t before = 0;
  for (uint64_t number = 0; number < 200000; number = number * 5 / 4 + 1) {
    const uint8_t byte = Trace::LogByte(number);
    EXPECT_GE(byte, before);
    before = byte;
    EXPECT_NEAR(Trace::LogOf(byte), std::log1p(static_cast<double>(number)), 0.07) << number;
  }
  EXPECT_LE(Trace::LogByte(UINT64_MAX), 255);
}

TEST(Trace, SketchesWhatACallAsked) {
  Trace trace;
  StoredCall call = CallOf(3, 1);
  call.output_tokens = 100;
  trace.Add(call);
  EXPECT_EQ(trace.sketches[0].signs, 0);
  call.fingerprint.has_request = true;
  call.fingerprint.projection = {5, -3, 0, 7};
  call.fingerprint.request_words = 20;
  trace.Add(call);
  EXPECT_EQ(trace.sketches[1].signs, 0b1001);
  EXPECT_EQ(trace.sketches[1].words, Trace::LogByte(20));
  EXPECT_EQ(trace.sketches[1].output_tokens, Trace::LogByte(100));
}

TEST(Trace, SignsAreThoseOfEveryDimension) {
  std::mt19937 random(1);
  constexpr std::array<int8_t, 7> kValues = {-128, -127, -1, 0, 1, 2, 127};
  for (int i = 0; i < 1000; ++i) {
    StoredCall call = CallOf(3, 1);
    call.fingerprint.has_request = true;
    uint64_t positive = 0;
    for (size_t at = 0; at < call.fingerprint.projection.size(); ++at) {
      call.fingerprint.projection[at] = kValues[random() % kValues.size()];
      positive |= uint64_t{call.fingerprint.projection[at] > 0} << at;
    }
    Trace trace;
    trace.Add(call);
    EXPECT_EQ(trace.sketches[0].signs, positive);
  }
}

TEST(Trace, WhereAllDifferTheOldestGoes) {
  Trace trace;
  for (int64_t i = 1; i <= 40; ++i) trace.Add(CallOf(static_cast<uint64_t>(i), i));
  EXPECT_EQ(*std::min_element(trace.times.begin(), trace.times.end()), 9);
}

}  // namespace
}  // namespace stillwatch::detector
