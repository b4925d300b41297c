#ifndef STILLWATCH_DETECTOR_PROFILE_ITEMS_H_
#define STILLWATCH_DETECTOR_PROFILE_ITEMS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/profile/breadth.h"
#include "detector/profile/frame_items.h"
#include "detector/profile/lesson.h"

namespace stillwatch::detector {

struct StoredCall;

// What a harvest would collect: calls whose request is new and whose answer is open, that is, more
// than a label, a number or an extract.
struct Items {
  uint32_t count = 0;
  // Requests that stand alone: one user message, no tools.
  uint32_t alone = 0;
  // Requests that stand alone and have no frame of the account's: neither a system message of some
  // length nor a common beginning or end.
  uint32_t loose = 0;
  // Different clock hours and days in which loose items came; the newest of them.
  uint32_t loose_hours = 0;
  uint32_t loose_days = 0;
  uint32_t newest_hour = 0;
  uint32_t newest_day = 0;
  // Items that repeat a recent request and stand alone: several samples of one problem.
  uint32_t samples = 0;
  std::array<uint32_t, kLessons> lessons{};
  FrameItems<6> prefix;  // By the first 8 words.
  FrameItems<6> suffix;  // By the last 8.

  // `framed`: the request begins or ends as many others of the account.
  void Add(const StoredCall& call, Novelty novelty, bool framed);

  // Items of frames that teach the lesson.
  uint32_t FramedLesson(Lesson lesson) const;

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, count, alone, loose, loose_hours, loose_days, newest_hour, newest_day,
                    samples);
    TransferArray(archive, lessons.data(), kLessons);
    prefix.Transfer(archive);
    suffix.Transfer(archive);
  }
};

// Whether an answer of `output` tokens to `input` tokens leaves something to learn.
bool IsOpenAnswer(int64_t input, int64_t output);

// Whether an answer may be a worked solution: those are longer than their problems. One much
// shorter than what was sent is about that, as a verdict on own records is, however it was
// reasoned.
bool IsSolution(int64_t input, int64_t output);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_ITEMS_H_
