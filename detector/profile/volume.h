#ifndef STILLWATCH_DETECTOR_PROFILE_VOLUME_H_
#define STILLWATCH_DETECTOR_PROFILE_VOLUME_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

struct StoredCall;

// Whether the call got an answer. Without a status it is taken to have got one.
bool Succeeded(const StoredCall& call);

// How much and when, over all calls.
struct Volume {
  static constexpr size_t kMaxDays = 62;
  static constexpr int64_t kMostDaysApart = 1 << 20;

  uint64_t calls = 0;
  uint64_t failed_calls = 0;
  uint64_t rate_limited_calls = 0;
  uint64_t calls_with_content = 0;
  uint64_t calls_with_usage = 0;
  uint64_t input_tokens = 0;
  uint64_t output_tokens = 0;
  uint64_t reasoning_tokens = 0;
  uint64_t cached_input_tokens = 0;
  int64_t first_time_us = 0;
  int64_t last_time_us = 0;
  // Days with calls, ascending; the newest ones.
  struct Day {
    int32_t day;  // Since 1970-01-01, UTC.
    uint32_t calls;
    uint64_t output_tokens;
  };
  uint8_t days = 0;
  std::array<Day, kMaxDays> day;

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, failed_calls, rate_limited_calls, calls_with_content,
                    calls_with_usage, input_tokens, output_tokens, reasoning_tokens,
                    cached_input_tokens, first_time_us, last_time_us);
    TransferSize(archive, days, kMaxDays);
    int64_t before = 0;
    for (size_t i = 0; i < days; ++i) {
      int64_t since = int64_t{day[i].day} - before;
      TransferNumbers(archive, since, day[i].calls, day[i].output_tokens);
      if constexpr (Archive::kReads) {
        if (since < 0 || since > kMostDaysApart) {
          since = 0;
          archive.Fail();
        }
        day[i].day = static_cast<int32_t>(before + since);
      }
      before = day[i].day;
    }
  }

 private:
  // The day's cell, made if need be; null for a day before the kept ones.
  Day* Cell(int32_t at);
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_VOLUME_H_
