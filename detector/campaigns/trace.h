#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_TRACE_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_TRACE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

struct StoredCall;

// What of an account only matters among others: when its latest calls came, who says to be behind
// it, and who pays. A fold over its calls, bounded, beside the profile.
struct Trace {
  static constexpr size_t kTimes = 16;

  uint32_t calls = 0;
  // Event times of the latest calls in microseconds, a ring.
  std::array<int64_t, kTimes> times{};
  // Hash of the declared organisation; 0: none.
  uint64_t organization = 0;
  bool organizations_differ = false;
  uint64_t billing = 0;  // Of the latest call that names one.

  void Add(const StoredCall& call);

  // The times in order.
  std::vector<int64_t> Times() const;

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, organizations_differ);
    TransferHashes(archive, &organization, 1);
    TransferHashes(archive, &billing, 1);
    int64_t before = 0;
    for (size_t i = 0; i < calls && i < kTimes; ++i) {
      int64_t step = times[i] - before;
      TransferNumber(archive, step);
      if constexpr (Archive::kReads) times[i] = before + step;
      before = times[i];
    }
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_TRACE_H_
