#include "detector/profile/items.h"

#include <algorithm>

#include "detector/call/answer.h"
#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kMicrosPerHour = int64_t{3600} * 1'000'000;
// A system message of up to so many bytes says no more than "You are a helpful assistant".
constexpr uint32_t kTellingSystemBytes = 200;
// Fewer items do not make a frame.
constexpr uint32_t kLeastOfFrame = 6;

bool StandsAlone(const Fingerprint& fingerprint) {
  return fingerprint.user_turns <= 1 && fingerprint.assistant_turns == 0 &&
         fingerprint.tool_turns == 0;
}

}  // namespace

bool IsOpenAnswer(int64_t input, int64_t output) {
  constexpr int64_t kLongAnswer = 40;
  constexpr int64_t kShortAnswer = 8;
  return output >= kLongAnswer || (output >= kShortAnswer && 4 * output >= input);
}

bool IsSolution(int64_t input, int64_t output) { return 4 * output >= 3 * input; }

uint32_t Items::FramedLesson(Lesson lesson) const {
  return std::max(prefix.Teaching(lesson, kLeastOfFrame), suffix.Teaching(lesson, kLeastOfFrame));
}

void Items::Add(const StoredCall& call, Novelty novelty, bool framed) {
  if (novelty == Novelty::kNoRequest) return;
  const std::optional<int64_t> answer = AnswerTokens(call);
  if (answer.has_value() && !IsOpenAnswer(call.input_tokens, *answer)) return;
  const Fingerprint& fingerprint = call.fingerprint;
  if (novelty != Novelty::kNew) {
    // That people say "go on" again, in another conversation, is none; nor is what another role is
    // asked, or what can only be answered as before.
    const bool another = call.params.temperature.value_or(1) > 0 && novelty != Novelty::kElsewhere;
    if (StandsAlone(fingerprint) && another) ++samples;
    return;
  }
  uint32_t taught = LessonsOf(fingerprint.marks);
  if (answer.has_value() && !IsSolution(call.input_tokens, *answer)) {
    taught &= ~LessonBit(Lesson::kReasoning);
  }
  ++count;
  for (size_t i = 0; i < kLessons; ++i) lessons[i] += taught >> i & 1;
  if (fingerprint.prefix_hash != 0) {
    prefix.Add(fingerprint.prefix_hash, taught);
    suffix.Add(fingerprint.suffix_hash, taught);
  }
  if (!StandsAlone(fingerprint)) return;
  ++alone;
  if (framed || fingerprint.system_bytes > kTellingSystemBytes) return;
  ++loose;
  const auto hour = static_cast<uint32_t>(call.time_us / kMicrosPerHour);
  if (hour > newest_hour) {
    newest_hour = hour;
    ++loose_hours;
  }
  if (hour / 24 > newest_day) {
    newest_day = hour / 24;
    ++loose_days;
  }
}

}  // namespace stillwatch::detector
