#ifndef STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_H_

#include <array>
#include <cstdint>
#include <vector>

#include "detector/fingerprint/words.h"

namespace stillwatch::detector {

// Finds which marks (stillwatch.v1.Mark) the words of a text stand for.
//
// A mark has four aspects, each a set of words in several languages; a text bears the mark when its
// words touch at least two aspects. One word alone never does: it is the coming together of, say,
// "step" and "reasoning" that asks for a chain of thought. In scripts without spaces an entry is a
// pair of characters. Immutable, hence thread-safe.
class Lexicon {
 public:
  // `seed` must be that of the words that are looked up.
  explicit Lexicon(uint64_t seed);

  // The aspects of a word, bit 4 * mark + aspect; 0 for most words.
  uint64_t Aspects(uint64_t word) const {
    const uint32_t bit = word & (kFilterBits - 1);
    if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) return 0;
    return Find(word);
  }

  // The hash to look a pair of neighbouring characters up with.
  static uint64_t Pair(uint64_t first, uint64_t second) {
    return MulFold(first, second ^ 0x51ed27);
  }

  // The marks that a text bears whose words have these aspects together.
  static uint32_t Marks(uint64_t aspects);

 private:
  static constexpr uint32_t kFilterBits = 8192;

  struct Slot {
    uint64_t word = 0;
    uint64_t aspects = 0;
  };

  uint64_t Find(uint64_t word) const;
  void Insert(uint64_t word, uint64_t aspects);

  std::array<uint64_t, kFilterBits / 64> filter_{};
  std::vector<Slot> slots_;  // Open addressing; the size is a power of two.
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_H_
