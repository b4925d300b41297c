#ifndef STILLWATCH_DETECTOR_FINGERPRINT_PASS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_PASS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "detector/call/fingerprint.h"
#include "detector/fingerprint/lexicon.h"
#include "detector/fingerprint/mark_scan.h"
#include "detector/fingerprint/mix.h"
#include "detector/fingerprint/projection.h"
#include "detector/fingerprint/scripts.h"
#include "detector/fingerprint/words.h"

namespace stillwatch::detector {

// The one pass over a request, and what it gathers.
class Pass {
 public:
  Pass(const Lexicon& lexicon, uint64_t final_key);

  // May be called once. Writes what depends on the request's words.
  void Digest(absl::string_view text, WordSeed seed, Fingerprint* out);

  // Of the request, once it is digested.
  uint32_t marks() const { return scan_.marks(); }

 private:
  void Add(const WordBatch& batch);
  template <bool IsWide>
  void AddWords(const WordBatch& batch);
  WritingSystem Dominant() const;
  uint64_t Keyed(uint64_t hash) const { return Avalanche(hash ^ final_key_); }

  const Lexicon& lexicon_;
  const uint64_t final_key_;
  size_t words_ = 0;
  uint64_t whole_ = 0;     // Hash of all words so far.
  uint64_t previous_ = 0;  // The last word.
  MarkScan scan_;
  Projection projection_;
  std::array<uint32_t, kWritingSystems> systems_{};
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_PASS_H_
