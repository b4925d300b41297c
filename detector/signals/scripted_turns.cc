#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"

namespace stillwatch::detector {
namespace {

// Why: where a loop plays the user, the turns of its conversations are the same few frames again
// and again; people answer to what they read.
// Limits: agents feed results of tools back in frames as well; their long system messages and
// tool turns tell them.
// Logic: many turns within conversations, most of them in one of a few frames.
// Evidence: requests that script a conversation.

double Level(const Traits& traits) {
  return Ramp(1 - traits.single_turn_share, 0.2, 0.5) * Ramp(traits.frames_share, 0.6, 0.85) *
         Ramp(traits.requests, 15, 40) * AgentFactor(traits);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("%.0f %% of calls continue a conversation, %.0f %% in one of a few frames",
                         100 * (1 - traits.single_turn_share), 100 * traits.frames_share);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"single_turn_share", traits.single_turn_share}, {"frames_share", traits.frames_share}};
}

}  // namespace

const SignalDefinition kScriptedTurns = {
    "scripted_turns", EvidenceGroup::kUse,
    /*expected=*/2.5, ExampleKind::kRoleScript, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
