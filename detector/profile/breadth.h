#ifndef STILLWATCH_DETECTOR_PROFILE_BREADTH_H_
#define STILLWATCH_DETECTOR_PROFILE_BREADTH_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/sketches/counted_sample.h"

namespace stillwatch::detector {

struct StoredCall;

// What a call's request is to the account.
enum class Novelty {
  kNoRequest,
  kNew,        // Not among the recent requests.
  kRecent,     // Among the recent ones.
  kImmediate,  // The same as the one before.
  kElsewhere,  // Among the recent ones, but under other system messages.
};

// What is asked, over calls with a request.
struct Breadth {
  static constexpr size_t kSampled = 64;
  static constexpr size_t kRecent = 64;
  static constexpr size_t kScripts = 10;

  uint32_t calls = 0;
  // Calls whose request is among the recent ones, and those that repeat the one before.
  uint32_t recent_repeats = 0;
  uint32_t immediate_repeats = 0;
  uint64_t previous = 0;
  double sum_log_words = 0;
  double sum_log_words_squared = 0;
  uint64_t symbol_permille = 0;
  uint64_t number_permille = 0;
  std::array<uint32_t, kScripts> scripts{};  // Calls by stillwatch.v1.Script.
  // Of the latest requests low bits of the hashes, and some of their system messages'; a ring.
  std::array<uint32_t, kRecent> recent;
  CountedSample<kSampled> requests;

  Novelty Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, recent_repeats, immediate_repeats, symbol_permille,
                    number_permille);
    TransferHashes(archive, &previous, 1);
    TransferReal(archive, sum_log_words);
    TransferReal(archive, sum_log_words_squared);
    TransferSparse(archive, scripts);
    requests.Transfer(archive);
    archive.Raw(recent.data(), RecentSize() * sizeof recent[0]);
  }

 private:
  size_t RecentSize() const { return calls < kRecent ? calls : kRecent; }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_BREADTH_H_
