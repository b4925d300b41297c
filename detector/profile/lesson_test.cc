#include "detector/profile/lesson.h"

#include <initializer_list>

#include "detector/fingerprint/marks.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

uint32_t Marks(std::initializer_list<Mark> marks) {
  uint32_t bits = 0;
  for (const Mark mark : marks) bits |= 1u << mark;
  return bits;
}

uint32_t Bits(std::initializer_list<Lesson> lessons) {
  uint32_t bits = 0;
  for (const Lesson lesson : lessons) bits |= LessonBit(lesson);
  return bits;
}

TEST(Lessons, AreMarksAloneOrTogether) {
  EXPECT_EQ(LessonsOf(0), 0u);
  EXPECT_EQ(LessonsOf(Marks({kReasoning})), Bits({Lesson::kReasoning}));
  EXPECT_EQ(LessonsOf(Marks({kJudge})), Bits({Lesson::kPreference}));
  EXPECT_EQ(LessonsOf(Marks({kRubric})), Bits({Lesson::kPreference}));
  EXPECT_EQ(LessonsOf(Marks({kRoleScript})), Bits({Lesson::kScript}));
  EXPECT_EQ(LessonsOf(Marks({kGenerateTasks})), 0u);
  EXPECT_EQ(LessonsOf(Marks({kDemonstrations})), Bits({Lesson::kTasks}));
  EXPECT_EQ(LessonsOf(Marks({kRewrite, kManyItems, kTrainingData})), 0u);
  for (const Mark second : {kRewrite, kManyItems, kTrainingData}) {
    EXPECT_EQ(LessonsOf(Marks({kGenerateTasks, second})), Bits({Lesson::kTasks})) << second;
  }
  EXPECT_EQ(LessonsOf(Marks({kReasoning, kJudge, kVerify, kStructured, kClosedAnswer})),
            Bits({Lesson::kReasoning, Lesson::kPreference}));
}

}  // namespace
}  // namespace stillwatch::detector
