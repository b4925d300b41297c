#include "absl/strings/str_format.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

// Why: training sets are grown by having the model invent tasks from demonstrations, or rewrite
// tasks into harder ones, over and over. Demonstrations ask without a word where their next number
// is left open.
// Limits: brainstorming tools ask for tasks as well, but few times and with people following up.
// Logic: the share of items that ask for it, or the number of items of frames that do, whatever
// else the account does; nothing for agents and for who goes through the same questions again.
// Evidence: requests that ask for it.

constexpr int kGenerateTasks = v1::MARK_GENERATE_TASKS;
constexpr int kRewrite = v1::MARK_REWRITE;
constexpr int kDemonstrations = v1::MARK_DEMONSTRATIONS;

double Level(const Traits& traits) { return LessonLevel(traits, Lesson::kTasks); }

std::string Reason(const Traits& traits) {
  if (traits.marks[kDemonstrations] > traits.marks[kGenerateTasks]) {
    return absl::StrFormat("%.0f %% of requests are demonstrations whose next number is left open",
                           100 * traits.marks[kDemonstrations]);
  }
  return absl::StrFormat("%.0f %% of requests ask for new tasks, %.0f %% for rewritten ones",
                         100 * traits.marks[kGenerateTasks], 100 * traits.marks[kRewrite]);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"generate_tasks_share", traits.marks[kGenerateTasks]},
          {"rewrite_share", traits.marks[kRewrite]},
          {"demonstrations_share", traits.marks[kDemonstrations]}};
}

}  // namespace

const SignalDefinition kGeneratorLoop = {
    "generator_loop", EvidenceGroup::kForm,
    /*expected=*/6,   ExampleKind::kGeneration, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
