#ifndef STILLWATCH_DETECTOR_PROFILE_EMBEDDING_H_
#define STILLWATCH_DETECTOR_PROFILE_EMBEDDING_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

struct StoredCall;

// Where the requests lie: sums of their projections, whose inner products tell how alike they are.
struct Embedding {
  static constexpr size_t kDimensions = 64;
  // What comes later would hardly move the mean and could overflow the sums.
  static constexpr uint32_t kMostCalls = 1u << 23;

  uint32_t calls = 0;
  uint32_t lag_pairs = 0;
  // Sum of squared lengths, in units of the projections.
  uint64_t sum_squares = 0;
  // Sum of cosines between a request and the one before it.
  double sum_lag_cosine = 0;
  std::array<int32_t, kDimensions> sum{};
  std::array<int8_t, kDimensions> previous{};  // Of the latest call; all 0 before the first.

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, lag_pairs, sum_squares);
    if (calls == 0) return;
    archive.Raw(previous.data(), previous.size());
    if (calls == 1) {
      // The sum is that call.
      for (size_t i = 0; i < kDimensions; ++i) sum[i] = int32_t{previous[i]};
      return;
    }
    TransferReal(archive, sum_lag_cosine);
    TransferArray(archive, sum.data(), kDimensions);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_EMBEDDING_H_
