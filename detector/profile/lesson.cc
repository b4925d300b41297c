#include "detector/profile/lesson.h"

#include "detector/fingerprint/marks.h"

namespace stillwatch::detector {
namespace {

bool Has(uint32_t marks, Mark mark) { return (marks >> mark & 1) != 0; }

}  // namespace

uint32_t LessonsOf(uint32_t marks) {
  uint32_t lessons = 0;
  // One of these alone is in many an ordinary request.
  if (Has(marks, kGenerateTasks) &&
      (Has(marks, kRewrite) || Has(marks, kManyItems) || Has(marks, kTrainingData))) {
    lessons |= LessonBit(Lesson::kTasks);
  }
  if (Has(marks, kDemonstrations)) lessons |= LessonBit(Lesson::kTasks);
  if (Has(marks, kReasoning)) lessons |= LessonBit(Lesson::kReasoning);
  if (Has(marks, kJudge) || Has(marks, kRubric)) lessons |= LessonBit(Lesson::kPreference);
  if (Has(marks, kRoleScript)) lessons |= LessonBit(Lesson::kScript);
  return lessons;
}

}  // namespace stillwatch::detector
