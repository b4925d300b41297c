#include <algorithm>

#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kRecent = 32;

}  // namespace

void AddToConversation(const v1::StoredCall& call, v1::ConversationState* conversation) {
  const v1::Fingerprint& fingerprint = call.fingerprint();
  if (fingerprint.conversation_hash() == 0) return;
  const bool continued = fingerprint.assistant_turns() > 0 || fingerprint.user_turns() > 1;
  if (!continued) conversation->set_single_turn(conversation->single_turn() + 1);
  if (fingerprint.tool_turns() > 0) conversation->set_tool_calls(conversation->tool_calls() + 1);
  conversation->set_user_turns(conversation->user_turns() + fingerprint.user_turns());
  conversation->set_assistant_turns(conversation->assistant_turns() +
                                    fingerprint.assistant_turns());

  const uint32_t tag = static_cast<uint32_t>(fingerprint.conversation_hash());
  const auto& recent = conversation->recent();
  const bool known = std::find(recent.begin(), recent.end(), tag) != recent.end();
  if (known && continued) conversation->set_follow_ups(conversation->follow_ups() + 1);
  if (!known) {
    if (conversation->recent_size() < kRecent) {
      conversation->add_recent(tag);
    } else {
      // Overwrites any one of them: which, only has to be deterministic.
      conversation->set_recent(static_cast<int>(conversation->calls() % kRecent), tag);
    }
  }
  conversation->set_calls(conversation->calls() + 1);
}

}  // namespace stillwatch::detector
