#include <algorithm>

#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

// Why: people who read an answer react to it.
// Limits: follow-ups can be scripted, at the price of calls that bring no new item.
// Logic: the share of calls that continue a conversation, unless most requests or many items
// come in frames: then a program converses.
// Evidence: none better than any other.

double Level(const Traits& traits) {
  const double most = *std::max_element(traits.framed_lessons.begin(), traits.framed_lessons.end());
  return Ramp(traits.requests, 0, 1) *
         Ramp(std::max(traits.follow_up_share, 1 - traits.single_turn_share), 0.1, 0.4) *
         Ramp(traits.frames_share, 0.85, 0.6) * Ramp(most, 30, 10);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("%.0f %% of calls continue a conversation",
                         100 * std::max(traits.follow_up_share, 1 - traits.single_turn_share));
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"follow_up_share", traits.follow_up_share},
          {"single_turn_share", traits.single_turn_share}};
}

}  // namespace

const SignalDefinition kConversation = {
    "conversation", EvidenceGroup::kUse, /*expected=*/-3, ExampleKind::kRepeat, Level, Reason,
    Readings,
};

}  // namespace stillwatch::detector
