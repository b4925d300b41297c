#ifndef STILLWATCH_DETECTOR_PROFILE_WINDOW_H_
#define STILLWATCH_DETECTOR_PROFILE_WINDOW_H_

#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/sketches/open_window.h"

namespace stillwatch::detector {

struct StoredCall;

// The latest calls: moments and medians of the open window, and what the one before came to when it
// closed.
struct Window {
  static constexpr uint32_t kCalls = 128;

  struct Summary {
    double gap_median = 0;  // Seconds.
    double gap_mean = 0;
    double gap_variance = 0;
    double words_median = 0;
    double words_mean = 0;
    double words_variance = 0;
    double output_median = 0;  // Tokens.
    double output_mean = 0;
    double output_variance = 0;

    template <class Archive>
    void Transfer(Archive& archive) {
      for (double* real : {&gap_median, &gap_mean, &gap_variance, &words_median, &words_mean,
                           &words_variance, &output_median, &output_mean, &output_variance}) {
        TransferReal(archive, *real);
      }
    }
  };

  uint32_t calls = 0;
  uint32_t closed = 0;
  OpenWindow gap_seconds;
  OpenWindow request_words;
  OpenWindow output_tokens;
  Summary previous;

  void Add(const StoredCall& call, int64_t previous_us);

  // Of the open window, or of the one before while the open one is too short to tell.
  Summary Latest() const;

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, closed);
    gap_seconds.Transfer(archive);
    request_words.Transfer(archive);
    output_tokens.Transfer(archive);
    if (closed > 0) previous.Transfer(archive);
  }

 private:
  Summary Open() const;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_WINDOW_H_
