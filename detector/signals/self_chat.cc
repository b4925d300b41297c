#include "absl/strings/str_format.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

// Why: conversations to train on are written by the model alone: it plays both sides, or a script
// plays the user.
// Limits: games and agent tests script roles as well.
// Logic: the share of requests that set up speakers and turns, little of it followed up by a
// person.
// Evidence: such requests.

constexpr int kRoleScript = v1::MARK_ROLE_SCRIPT;

double Level(const Traits& traits) {
  return Ramp(traits.requests, 8, 30) * Ramp(traits.marks[kRoleScript], 0.3, 0.7) *
         Ramp(traits.repeat_share, 0.6, 0.3);
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
    "self_chat", EvidenceGroup::kForm, /*mitigates=*/false, ExampleKind::kRoleScript, Level, Reason,
    Readings,
};

}  // namespace stillwatch::detector
