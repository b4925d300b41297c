#include "detector/profile/conversation.h"

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {

void Conversation::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  if (fingerprint.conversation_hash == 0) return;
  const bool continued = fingerprint.assistant_turns > 0 || fingerprint.user_turns > 1;
  single_turn += continued ? 0 : 1;
  tool_calls += fingerprint.tool_turns > 0 ? 1 : 0;
  user_turns += fingerprint.user_turns;
  assistant_turns += fingerprint.assistant_turns;

  const auto tag = static_cast<uint32_t>(fingerprint.conversation_hash);
  const auto end = recent.begin() + recents;
  const bool known = std::find(recent.begin(), end, tag) != end;
  if (known && continued) ++follow_ups;
  if (!known) {
    if (recents < kRecent) {
      recent[recents++] = tag;
    } else {
      // Overwrites any one of them: which, only has to be deterministic.
      recent[calls % kRecent] = tag;
    }
  }
  ++calls;
}

}  // namespace stillwatch::detector
