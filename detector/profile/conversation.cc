#include "detector/profile/conversation.h"

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

void Count(uint32_t lessons, std::array<uint32_t, kLessons>* counts) {
  for (size_t i = 0; i < kLessons; ++i) (*counts)[i] += lessons >> i & 1;
}

}  // namespace

void Conversation::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  if (fingerprint.conversation_hash == 0) return;
  const bool continued = fingerprint.assistant_turns > 0 || fingerprint.user_turns > 1;
  single_turn += continued ? 0 : 1;
  tool_calls += fingerprint.tool_turns > 0 ? 1 : 0;
  user_turns += fingerprint.user_turns;
  assistant_turns += fingerprint.assistant_turns;

  constexpr uint32_t kTag = ~0u << kLessons;
  const auto tag = static_cast<uint32_t>(fingerprint.conversation_hash) & kTag;
  const auto end = recent.begin() + recents;
  const auto known =
      std::find_if(recent.begin(), end, [tag](uint32_t other) { return (other & kTag) == tag; });
  if (known != end) {
    if (continued) {
      ++follow_ups;
      Count(*known & ~kTag, &read);
      *known = tag;
    }
  } else {
    const uint32_t lessons = continued ? 0 : LessonsOf(fingerprint.marks);
    Count(lessons, &begun);
    // With no room left it overwrites any one of them: which, only has to be deterministic.
    recent[recents < kRecent ? recents++ : calls % kRecent] = tag | lessons;
  }
  ++calls;
}

}  // namespace stillwatch::detector
