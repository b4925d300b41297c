#ifndef STILLWATCH_DETECTOR_PROFILE_CONVERSATION_H_
#define STILLWATCH_DETECTOR_PROFILE_CONVERSATION_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/profile/lesson.h"

namespace stillwatch::detector {

struct StoredCall;

// How answers are used, over calls with a conversation.
struct Conversation {
  static constexpr size_t kRecent = 32;

  uint32_t calls = 0;
  // One user message, nothing before it.
  uint32_t single_turn = 0;
  // More turns of a conversation whose earlier turn was seen among the recent ones.
  uint32_t follow_ups = 0;
  uint32_t tool_calls = 0;
  uint64_t user_turns = 0;
  uint64_t assistant_turns = 0;
  // Conversations that were seen to begin, by what they ask for first, and those of them that went
  // on: somebody read the answer.
  std::array<uint32_t, kLessons> begun{};
  std::array<uint32_t, kLessons> read{};
  // Of the latest conversations the low halves of their hashes, but for the lowest bits: lessons of
  // the beginning that nobody was seen to read yet.
  uint8_t recents = 0;
  std::array<uint32_t, kRecent> recent;

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, single_turn, follow_ups, tool_calls, user_turns,
                    assistant_turns);
    TransferArray(archive, begun.data(), kLessons);
    TransferArray(archive, read.data(), kLessons);
    TransferSize(archive, recents, kRecent);
    archive.Raw(recent.data(), recents * sizeof recent[0]);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_CONVERSATION_H_
