#ifndef STILLWATCH_DETECTOR_PROFILE_OUTPUT_H_
#define STILLWATCH_DETECTOR_PROFILE_OUTPUT_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/profile/breadth.h"

namespace stillwatch::detector {

struct StoredCall;

// What is taken, over calls whose answers' lengths are known.
struct Output {
  static constexpr size_t kBuckets = 40;  // Up to 2^20 tokens; more go into the last.

  // Calls by output tokens: bucket b holds [2^(b/2), 2^((b+1)/2)), bucket 0 also 0.
  std::array<uint32_t, kBuckets> tokens_histogram{};
  // Ended at the limit that the client set, or for its length.
  uint32_t near_cap = 0;
  // At most 4 tokens.
  uint32_t tiny = 0;
  // Sums of ln(1 + output tokens), its square, and ln(1 + input tokens).
  double sum_log_output = 0;
  double sum_log_output_squared = 0;
  double sum_log_input = 0;
  // Output tokens of calls whose request was new, as far as the recent requests tell.
  uint64_t new_request_tokens = 0;

  void Add(const StoredCall& call, Novelty novelty);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferSparse(archive, tokens_histogram);
    TransferNumbers(archive, near_cap, tiny, new_request_tokens);
    TransferReal(archive, sum_log_output);
    TransferReal(archive, sum_log_output_squared);
    TransferReal(archive, sum_log_input);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_OUTPUT_H_
