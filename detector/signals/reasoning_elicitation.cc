#include "absl/strings/str_format.h"
#include "detector/ramp/ramp.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

// Why: worked solutions teach a student model to reason, so every problem is sent with the demand
// to show each step, often several times.
// Limits: tutors and evaluations of reasoning do it too: the former with follow-ups, the latter on
// a finite set.
// Logic: the share of items that ask for it, or the number of items of frames that do, whatever
// else the account does; nothing for agents, for who goes through the same questions again and for
// who talks about what comes back. Answers shorter than what was sent are no worked solutions.
// Evidence: such requests.

constexpr int kReasoning = v1::MARK_REASONING;
constexpr int kVerify = v1::MARK_VERIFY;

double Level(const Traits& traits) {
  return LessonLevel(traits, Lesson::kReasoning) * Ramp(traits.output_median, 30, 120);
}

std::string Reason(const Traits& traits) {
  std::string reason = absl::StrFormat(
      "%.0f %% of requests demand the reasoning step by step; answers have %.0f tokens",
      100 * traits.marks[kReasoning], traits.output_median);
  const double read = traits.lessons_read[static_cast<size_t>(Lesson::kReasoning)];
  if (ReadFactor(traits, Lesson::kReasoning) > 0) {
    absl::StrAppendFormat(&reason, "; %.0f %% of these conversations go on", 100 * read);
  }
  return reason;
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"reasoning_share", traits.marks[kReasoning]},
          {"verify_share", traits.marks[kVerify]},
          {"samples_per_call", traits.samples_per_call}};
}

}  // namespace

const SignalDefinition kReasoningElicitation = {
    "reasoning_elicitation", EvidenceGroup::kForm,
    /*expected=*/5.5,        ExampleKind::kReasoning, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
