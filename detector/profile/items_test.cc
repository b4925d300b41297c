#include "detector/profile/items.h"

#include <string>

#include "detector/archive/archive.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/marks.h"
#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kHour = int64_t{3600} * 1'000'000;
constexpr int64_t kStart = int64_t{1'767'571'200} * 1'000'000;  // 2026-01-05

uint32_t Marks(std::initializer_list<Mark> marks) {
  uint32_t bits = 0;
  for (const Mark mark : marks) bits |= 1u << mark;
  return bits;
}

// An open answer to a request that stands alone.
StoredCall Call(uint64_t frame = 0, uint32_t marks = 0) {
  StoredCall call;
  call.time_us = kStart;
  call.has_usage = true;
  call.input_tokens = 50;
  call.output_tokens = 400;
  call.has_fingerprint = true;
  call.fingerprint.has_request = true;
  call.fingerprint.user_turns = 1;
  call.fingerprint.marks = marks;
  if (frame != 0) {
    call.fingerprint.prefix_hash = frame;
    call.fingerprint.suffix_hash = Avalanche(frame);
  }
  return call;
}

std::string Written(Items items) {
  std::string buffer(4096, '\0');
  Writer writer(buffer.data());
  items.Transfer(writer);
  return std::string(writer.bytes());
}

TEST(Items, AnAnswerIsOpenWhenThereIsMoreThanALabel) {
  EXPECT_TRUE(IsOpenAnswer(100'000, 40));
  EXPECT_FALSE(IsOpenAnswer(400, 39));
  EXPECT_TRUE(IsOpenAnswer(32, 8));  // A quarter of what was asked.
  EXPECT_FALSE(IsOpenAnswer(33, 8));
  EXPECT_FALSE(IsOpenAnswer(1, 7));
  EXPECT_FALSE(IsOpenAnswer(0, 0));
}

TEST(Items, OnlyNewRequestsWithOpenAnswersAreItems) {
  Items items;
  items.Add(Call(), Novelty::kNoRequest, false);
  StoredCall closed = Call();
  closed.output_tokens = 3;
  items.Add(closed, Novelty::kNew, false);
  items.Add(closed, Novelty::kRecent, false);
  EXPECT_EQ(items.count, 0u);
  EXPECT_EQ(items.samples, 0u);
  items.Add(Call(), Novelty::kNew, false);
  StoredCall untold = closed;  // Without token counts nobody knows.
  untold.has_usage = false;
  items.Add(untold, Novelty::kNew, false);
  EXPECT_EQ(items.count, 2u);
  items.Add(Call(), Novelty::kRecent, false);
  items.Add(Call(), Novelty::kImmediate, false);
  EXPECT_EQ(items.count, 2u);
  EXPECT_EQ(items.samples, 2u);
  StoredCall turn = Call();  // "Go on", as in another conversation before.
  turn.fingerprint.user_turns = 2;
  turn.fingerprint.assistant_turns = 1;
  items.Add(turn, Novelty::kRecent, false);
  EXPECT_EQ(items.samples, 2u);
}

TEST(Items, WhatCanOnlyBeAnsweredAsBeforeIsNoSample) {
  Items items;
  StoredCall greedy = Call();
  greedy.params.temperature = 0;
  items.Add(greedy, Novelty::kRecent, false);
  items.Add(Call(), Novelty::kElsewhere, false);
  EXPECT_EQ(items.samples, 0u);
  greedy.params.temperature = 0.7;
  items.Add(greedy, Novelty::kRecent, false);
  EXPECT_EQ(items.samples, 1u);
}

TEST(Items, LooseOnesStandAloneWithoutAFrame) {
  Items items;
  items.Add(Call(), Novelty::kNew, false);
  EXPECT_EQ(items.loose, 1u);
  items.Add(Call(), Novelty::kNew, /*framed=*/true);
  StoredCall instructed = Call();
  instructed.fingerprint.system_bytes = 201;
  items.Add(instructed, Novelty::kNew, false);
  EXPECT_EQ(items.alone, 3u);
  EXPECT_EQ(items.loose, 1u);
  for (uint32_t Fingerprint::*turns :
       {&Fingerprint::user_turns, &Fingerprint::assistant_turns, &Fingerprint::tool_turns}) {
    StoredCall talk = Call();
    talk.fingerprint.*turns = 2;
    items.Add(talk, Novelty::kNew, false);
  }
  EXPECT_EQ(items.count, 6u);
  EXPECT_EQ(items.alone, 3u);
}

TEST(Items, LooseHoursAndDaysAreCountedOnce) {
  Items items;
  const auto add = [&](int64_t time_us) {
    StoredCall call = Call();
    call.time_us = time_us;
    items.Add(call, Novelty::kNew, false);
  };
  add(kStart);
  add(kStart + kHour - 1);
  EXPECT_EQ(items.loose_hours, 1u);
  add(kStart + kHour);
  EXPECT_EQ(items.loose_hours, 2u);
  EXPECT_EQ(items.loose_days, 1u);
  add(kStart);  // Late.
  EXPECT_EQ(items.loose_hours, 2u);
  add(kStart + 24 * kHour);
  EXPECT_EQ(items.loose_hours, 3u);
  EXPECT_EQ(items.loose_days, 2u);
  EXPECT_EQ(items.loose, 5u);
}

TEST(Items, ALessonShowsInItsFrameUnderCoverOfOtherCalls) {
  Items items;
  for (uint64_t i = 0; i < 1000; ++i) {
    const bool lesson = i % 10 == 0;
    const uint64_t frame = lesson ? 7 : Avalanche(i + 1) % 2 == 0 ? 100 : 200;
    items.Add(Call(frame, lesson ? Marks({kJudge}) : 0), Novelty::kNew, false);
  }
  EXPECT_EQ(items.FramedLesson(Lesson::kPreference), 100u);
  EXPECT_EQ(items.FramedLesson(Lesson::kReasoning), 0u);
  EXPECT_EQ(items.lessons[static_cast<size_t>(Lesson::kPreference)], 100u);
}

TEST(Items, FewItemsOrMixedOnesAreNoLesson) {
  Items few;
  for (int i = 0; i < 5; ++i) few.Add(Call(7, Marks({kReasoning})), Novelty::kNew, false);
  EXPECT_EQ(few.FramedLesson(Lesson::kReasoning), 0u);
  few.Add(Call(7, Marks({kReasoning})), Novelty::kNew, false);
  EXPECT_EQ(few.FramedLesson(Lesson::kReasoning), 6u);
  Items mixed;
  for (int i = 0; i < 100; ++i) {
    mixed.Add(Call(7, i % 4 != 0 ? Marks({kReasoning}) : 0), Novelty::kNew, false);
  }
  EXPECT_EQ(mixed.FramedLesson(Lesson::kReasoning), 0u);
}

TEST(Items, AVerdictShorterThanTheRecordIsNoWorkedSolution) {
  EXPECT_TRUE(IsSolution(100, 75));
  EXPECT_FALSE(IsSolution(100, 74));
  Items items;
  StoredCall record = Call(7, Marks({kReasoning, kJudge}));
  record.input_tokens = 1000;
  for (int i = 0; i < 10; ++i) items.Add(record, Novelty::kNew, false);
  EXPECT_EQ(items.FramedLesson(Lesson::kReasoning), 0u);
  EXPECT_EQ(items.FramedLesson(Lesson::kPreference), 10u);  // Judgements are short.
  EXPECT_EQ(items.count, 10u);
  record.has_usage = false;  // Then nobody knows.
  items.Add(record, Novelty::kNew, false);
  EXPECT_EQ(items.lessons[static_cast<size_t>(Lesson::kReasoning)], 1u);
}

TEST(Items, AFrameThatComesLateIsFoundAmongMany) {
  Items items;
  for (uint64_t i = 0; i < 300; ++i) items.Add(Call(Avalanche(i + 1)), Novelty::kNew, false);
  for (int i = 0; i < 100; ++i) items.Add(Call(7, Marks({kRoleScript})), Novelty::kNew, false);
  EXPECT_EQ(items.FramedLesson(Lesson::kScript), 100u);
  EXPECT_EQ(items.prefix.Largest(), 100u);
}

TEST(Items, WritingAndReadingAnywhereChangesNothing) {
  Items straight;
  Items interrupted;
  for (uint64_t i = 0; i < 500; ++i) {
    StoredCall call = Call(Avalanche(i + 1) % 12 + 1, static_cast<uint32_t>(Avalanche(i)) & 0xfff);
    call.time_us += static_cast<int64_t>(i) * kHour / 3;
    const auto novelty = i % 5 == 4 ? Novelty::kRecent : Novelty::kNew;
    straight.Add(call, novelty, i % 3 == 0);
    interrupted.Add(call, novelty, i % 3 == 0);
    if (i % 41 != 0 && i > 8) continue;
    const std::string bytes = Written(interrupted);
    Reader reader(bytes);
    Items read;
    read.Transfer(reader);
    ASSERT_TRUE(reader.ok() && reader.at_end());
    interrupted = read;
  }
  EXPECT_EQ(Written(straight), Written(interrupted));
}

TEST(Items, MoreFramesThanFitAreNotRead) {
  FrameItems<6> many;
  FrameItems<2> few;
  for (uint64_t frame = 1; frame <= 3; ++frame) many.Add(frame, 0);
  std::string buffer(512, '\0');
  Writer writer(buffer.data());
  many.Transfer(writer);
  Reader reader(writer.bytes());
  few.Transfer(reader);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(few.Largest(), 0u);
}

TEST(Items, AreBoundedHoweverManyFrames) {
  Items items;
  const size_t none = Written(items).size();
  for (uint64_t i = 0; i < 50'000; ++i) {
    items.Add(Call(Avalanche(i + 1), 0xfff), Novelty::kNew, false);
  }
  EXPECT_LT(none, 24u);
  // Twelve frames of a hash and six numbers.
  EXPECT_LT(Written(items).size(), 12 * (8 + 6 * 3) + 64u);
}

}  // namespace
}  // namespace stillwatch::detector
