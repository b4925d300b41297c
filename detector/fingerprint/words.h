#ifndef STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"
#include "detector/fingerprint/block.h"
#include "detector/fingerprint/scripts.h"
#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// A stretch of a text's words, in order.
class WordBatch {
 public:
  static constexpr size_t kCapacity = 256;
  // A batch of fewer words is the text's last.
  static constexpr size_t kLeast = kCapacity - kBlockBytes / 2;
  // How many of the words before a batch's first stay in front of it, if there are so many.
  static constexpr size_t kKept = 8;

  size_t size = 0;
  // Whether words hold characters beyond ASCII; if none does, `systems` is not filled: all words
  // are Latin.
  bool is_wide = false;
  std::array<WritingSystem, kCapacity> systems;

  const uint64_t* hashes() const { return hashes_.data() + kKept; }
  uint64_t* hashes() { return hashes_.data() + kKept; }

  // Moves the latest words in front of the batch, so that it may be filled anew.
  void KeepLatest() {
    std::memmove(hashes_.data(), hashes_.data() + size, kKept * sizeof(uint64_t));
  }

 private:
  std::array<uint64_t, kKept + kCapacity> hashes_;
};

// Cuts a text into words (fingerprint.proto says what a word is) and hashes them without regard to
// case. Numbers are all one word, and so are several in a row. Takes 64 bytes at a time: bits say
// where words begin and end, and what lies between is loaded at once. Reads no byte outside the
// text, which must outlive the reader.
class WordReader {
 public:
  WordReader(absl::string_view text, WordSeed seed)
      : text_(text), seed_(seed), number_(HashOfNumber(seed)) {}

  WordReader(const WordReader&) = delete;
  WordReader& operator=(const WordReader&) = delete;

  // Fills `batch`, which must be the same every time, with the next words. False when there are no
  // more; the latest words then still stand where batch->size says.
  bool Next(WordBatch* batch);

  // Of what has been read: words that are numbers, and bytes that are symbols.
  size_t numbers() const { return numbers_; }
  size_t symbols() const { return symbols_; }

 private:
  // A word's last bytes are loaded as a whole chunk, and characters may reach out of a block.
  static constexpr size_t kReadable = kBlockBytes + kChunkBytes;

  // Bit i stands for byte i of a block. A word ends before the byte that its bit in `ends` stands
  // for.
  struct Bounds {
    uint64_t begins = 0;
    uint64_t ends = 0;
  };

  const char* Block();
  void ReadBlock(WordBatch* batch);
  void ReadLongWord(WordBatch* batch);
  // Whether there are numbers beyond ASCII among them.
  template <bool IsWide>
  bool AppendWords(const char* block, Bounds bounds, uint64_t alone, WordBatch* batch) const;
  void FoldNumbers(uint64_t begins, uint64_t ends, size_t first, WordBatch* batch);

  const absl::string_view text_;
  const WordSeed seed_;
  const uint64_t number_;      // What every number hashes to.
  size_t at_ = 0;              // Where the next block begins: never within a word or a character.
  bool after_number_ = false;  // The last word read was one.
  size_t numbers_ = 0;
  size_t symbols_ = 0;

  // The text's last bytes with zeros behind, so that blocks may be loaded whole.
  bool has_tail_ = false;
  size_t tail_begin_ = 0;
  alignas(16) char tail_[2 * kReadable];
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_
