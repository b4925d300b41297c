#ifndef STILLWATCH_DETECTOR_FINGERPRINT_MARKS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_MARKS_H_

namespace stillwatch::detector {

// The marks that a text can bear, numbered as in stillwatch.v1.Mark; by its words, but for
// kDemonstrations (see LeavesListOpen).
enum Mark : int {
  kReasoning = 0,
  kJudge = 1,
  kRubric = 2,
  kGenerateTasks = 3,
  kRewrite = 4,
  kVerify = 5,
  kRoleScript = 6,
  kTrainingData = 7,
  kDemonstrations = 8,
  kManyItems = 9,
  kStructured = 10,
  kClosedAnswer = 11,
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_MARKS_H_
