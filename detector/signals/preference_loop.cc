#include "absl/strings/str_format.h"
#include "detector/signals/catalogue.h"
#include "detector/signals/factors.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

// Why: a preference model is trained on judgements: answers are graded, compared, criticised and
// revised, item after fresh item.
// Limits: teams judge their own product's answers in tests; they have stable items.
// Logic: the share of items that ask for it, or the number of items of frames that do, whatever
// else the account does; nothing for agents and for who goes through the same questions again.
// Evidence: such requests.

constexpr int kJudge = v1::MARK_JUDGE;
constexpr int kRubric = v1::MARK_RUBRIC;

double Level(const Traits& traits) { return LessonLevel(traits, Lesson::kPreference); }

std::string Reason(const Traits& traits) {
  return absl::StrFormat(
      "%.0f %% of requests ask to judge answers, %.0f %% by criteria or with a critique",
      100 * traits.marks[kJudge], 100 * traits.marks[kRubric]);
}

std::vector<Reading> Readings(const Traits& traits) {
  return {{"judge_share", traits.marks[kJudge]},
          {"rubric_share", traits.marks[kRubric]},
          {"repeat_share", traits.repeat_share}};
}

}  // namespace

const SignalDefinition kPreferenceLoop = {
    "preference_loop", EvidenceGroup::kForm,
    /*expected=*/5.5,  ExampleKind::kPreference, Level, Reason, Readings,
};

}  // namespace stillwatch::detector
