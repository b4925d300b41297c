#include "detector/profile/conversation.h"

#include <string>

#include "detector/archive/archive.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/marks.h"
#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr auto kReasoningLesson = static_cast<size_t>(Lesson::kReasoning);
constexpr auto kPreferenceLesson = static_cast<size_t>(Lesson::kPreference);
constexpr uint32_t kAsks = 1u << kReasoning;

// The turn of a conversation that there are `turn` turns before.
StoredCall Turn(uint64_t conversation, uint32_t turn, uint32_t marks) {
  StoredCall call;
  call.has_fingerprint = true;
  call.fingerprint.has_request = true;
  call.fingerprint.conversation_hash = Avalanche(conversation);
  call.fingerprint.user_turns = turn + 1;
  call.fingerprint.assistant_turns = turn;
  call.fingerprint.marks = marks;
  return call;
}

std::string Written(Conversation conversation) {
  std::string buffer(1024, '\0');
  Writer writer(buffer.data());
  conversation.Transfer(writer);
  return std::string(writer.bytes());
}

TEST(Conversation, WhoGoesOnTalkingHasRead) {
  Conversation conversation;
  conversation.Add(Turn(1, 0, kAsks));
  conversation.Add(Turn(2, 0, kAsks));
  conversation.Add(Turn(3, 0, 0));
  EXPECT_EQ(conversation.begun[kReasoningLesson], 2u);
  EXPECT_EQ(conversation.read[kReasoningLesson], 0u);
  conversation.Add(Turn(1, 1, 0));  // Whether or not the next turn asks for it again.
  conversation.Add(Turn(1, 2, kAsks));
  conversation.Add(Turn(3, 1, kAsks));  // Began without.
  EXPECT_EQ(conversation.read[kReasoningLesson], 1u);
  EXPECT_EQ(conversation.begun[kReasoningLesson], 2u);
  EXPECT_EQ(conversation.read[kPreferenceLesson], 0u);
  EXPECT_EQ(conversation.follow_ups, 3u);
}

TEST(Conversation, TheSameBeginningAgainIsNoReading) {
  Conversation conversation;
  for (int i = 0; i < 5; ++i) conversation.Add(Turn(1, 0, kAsks));
  EXPECT_EQ(conversation.begun[kReasoningLesson], 1u);
  EXPECT_EQ(conversation.read[kReasoningLesson], 0u);
  EXPECT_EQ(conversation.follow_ups, 0u);
}

TEST(Conversation, OneWhoseBeginningWasNotSeenCountsForNothing) {
  Conversation conversation;
  conversation.Add(Turn(1, 3, kAsks));
  conversation.Add(Turn(1, 4, kAsks));
  EXPECT_EQ(conversation.begun[kReasoningLesson], 0u);
  EXPECT_EQ(conversation.read[kReasoningLesson], 0u);
  EXPECT_EQ(conversation.follow_ups, 1u);
}

TEST(Conversation, WritingAndReadingAnywhereChangesNothing) {
  Conversation straight;
  Conversation interrupted;
  for (uint64_t i = 0; i < 300; ++i) {
    const StoredCall call = Turn(Avalanche(i) % 60, Avalanche(i + 1) % 3 == 0 ? 0 : 1,
                                 static_cast<uint32_t>(Avalanche(i + 2)) & 0xfff);
    straight.Add(call);
    interrupted.Add(call);
    const std::string bytes = Written(interrupted);
    Reader reader(bytes);
    Conversation read;
    read.Transfer(reader);
    ASSERT_TRUE(reader.ok() && reader.at_end());
    interrupted = read;
  }
  EXPECT_EQ(Written(straight), Written(interrupted));
  EXPECT_GT(straight.read[kReasoningLesson], 0u);
}

}  // namespace
}  // namespace stillwatch::detector
