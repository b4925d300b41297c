#ifndef STILLWATCH_DETECTOR_FINGERPRINT_MARK_SCAN_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_MARK_SCAN_H_

#include <cstddef>
#include <cstdint>

#include "detector/fingerprint/lexicon.h"

namespace stillwatch::detector {

// Finds the marks of a text, one word after the other: those that words near each other bear. Long
// texts have words of every kind somewhere, but what somebody demands stands in one place.
class MarkScan {
 public:
  // The text's `word`-th word has these aspects (see Lexicon). Words must come in ascending order;
  // those without any may be left out.
  void Add(size_t word, uint64_t aspects) {
    const size_t block = word / kBlockWords;
    if (block != block_) {
      before_ = block == block_ + 1 ? here_ : 0;
      here_ = 0;
      block_ = block;
    }
    here_ |= aspects;
    all_ |= aspects;
    marks_ |= Lexicon::Marks(before_ | here_);
  }

  uint32_t marks() const { return marks_; }
  // Of all words, wherever they stand.
  uint64_t aspects() const { return all_; }

 private:
  // Words of one block or of two neighbouring ones are near each other. A word is a character in
  // scripts without spaces.
  static constexpr size_t kBlockWords = 128;

  size_t block_ = 0;
  uint64_t before_ = 0;  // Aspects in the block before.
  uint64_t here_ = 0;
  uint64_t all_ = 0;
  uint32_t marks_ = 0;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_MARK_SCAN_H_
