#ifndef STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_H_

#include <array>
#include <cstdint>
#include <vector>

#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// Finds which marks (stillwatch.v1.Mark) the words of a text stand for.
//
// A mark has four aspects, each a set of words in several languages; a text bears the mark when
// words near each other (see MarkScan) touch at least two aspects. It is the coming together of,
// say, "step" and "reasoning" that asks for a chain of thought; one word alone does only if it is a
// compound of two that would. Some entries are two words, or two characters in scripts without
// spaces, looked up with the Couple of their hashes: worth while only in texts that are not in
// ASCII letters alone. Immutable, hence thread-safe.
class Lexicon {
 public:
  // `seed` must be that of the words that are looked up.
  explicit Lexicon(WordSeed seed);

  // Whether it is worth to ask for the aspects of a word. Rarely true of a word that has none, and
  // cheaper than to ask.
  bool MayHave(uint64_t word) const {
    return (filter_[word >> (64 - kFilterBits)] >> (word % 64) & 1) != 0;
  }

  // The aspects of a word, bit 4 * mark + aspect; 0 for most words.
  uint64_t Aspects(uint64_t word) const;

  // The marks that words bear which have these aspects together.
  static uint32_t Marks(uint64_t aspects);

 private:
  static constexpr int kFilterBits = 13;

  struct Slot {
    uint64_t word = 0;
    uint64_t aspects = 0;
  };

  void Insert(uint64_t word, uint64_t aspects);

  std::array<uint64_t, 1 << kFilterBits> filter_{};
  std::vector<Slot> slots_;  // Open addressing; the size is a power of two.
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_H_
