#include "detector/signals/factors.h"

#include <algorithm>

#include "detector/ramp/ramp.h"

namespace stillwatch::detector {

double AgentFactor(const Traits& traits) {
  const double instructed =
      Ramp(traits.system_weight, 0.4, 0.7) * Ramp(traits.system_bytes, 400, 1200);
  return 1 - std::max(instructed, Ramp(traits.tool_share, 0.05, 0.2));
}

double RerunFactor(const Traits& traits) {
  return Ramp(traits.repeat_share, 0.2, 0.45) * Ramp(traits.late_novelty, 0.3, 0.1) *
         Ramp(traits.logit_bias_share, 0.5, 0.1);
}

double ReadFactor(const Traits& traits, Lesson lesson) {
  return Ramp(traits.lessons_read[static_cast<size_t>(lesson)], 0.1, 0.4) *
         Ramp(traits.frames_share, 0.85, 0.6);
}

double LessonLevel(const Traits& traits, Lesson lesson) {
  const auto at = static_cast<size_t>(lesson);
  const double framed = traits.framed_lessons[at];
  const double by_frames = 0.75 * Ramp(framed, 8, 25) + 0.25 * Ramp(framed, 25, 80);
  const double by_share = Ramp(traits.lessons[at], 0.3, 0.7) * Ramp(traits.items, 10, 30);
  return std::max(by_frames, by_share) * AgentFactor(traits) * (1 - RerunFactor(traits)) *
         (1 - ReadFactor(traits, lesson));
}

}  // namespace stillwatch::detector
