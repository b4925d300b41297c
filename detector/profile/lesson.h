#ifndef STILLWATCH_DETECTOR_PROFILE_LESSON_H_
#define STILLWATCH_DETECTOR_PROFILE_LESSON_H_

#include <cstddef>
#include <cstdint>

namespace stillwatch::detector {

// Ways of asking a model for what another model can be trained on; each gathers several of
// stillwatch.v1.Mark.
enum class Lesson : uint8_t { kTasks, kReasoning, kPreference, kScript };
inline constexpr size_t kLessons = 4;

constexpr uint32_t LessonBit(Lesson lesson) { return 1u << static_cast<uint32_t>(lesson); }

// Bit i for Lesson i: what a request with these marks asks for.
uint32_t LessonsOf(uint32_t marks);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_LESSON_H_
