#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

// Why: conversations to train on are written by the model alone: it plays both sides, or a script
// plays the user.
// Limits: games and agent tests script roles as well.
// Logic: the share of items that ask for it, or the number of items of frames that do, whatever
// else the account does; nothing for agents and for who goes through the same questions again.
// Evidence: such requests.

constexpr int kRoleScript = v1::MARK_ROLE_SCRIPT;

double Level(const Traits& traits) {
  const double scripted = Ramp(traits.marks[kRoleScript], 0.5, 0.9) *
                          Ramp(traits.frames_share, 0.6, 0.85) * Ramp(traits.requests, 15, 40) *
                          AgentFactor(traits) * (1 - RerunFactor(traits));
  return std::max(LessonLevel(traits, Lesson::kScript), scripted);
}

std::string Reason(const Traits& traits) {
  return absl::StrFormat("%.0f %% of requests script a conversation between two speakers",
                         100 * traits.marks[kRoleScript]);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"role_script_share", traits.marks[kRoleScript]},
          {"follow_up_share", traits.follow_up_share}};
}

}  // namespace

const SignalDefinition kSelfChat = {
    "self_chat", EvidenceGroup::kForm, /*expected=*/5.5, ExampleKind::kRoleScript, Level, Reason,
    Readings,
};

}  // namespace stillwatch::detector
