#ifndef STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "detector/fingerprint/block.h"
#include "detector/fingerprint/scripts.h"
#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// A stretch of a text's words, in order.
struct WordBatch {
  static constexpr size_t kCapacity = 256;
  // A batch of fewer words is the text's last.
  static constexpr size_t kLeast = kCapacity - kBlockBytes / 2;

  size_t size = 0;
  // Whether words hold characters beyond ASCII; if none does, `systems` is not filled: all words
  // are Latin.
  bool is_wide = false;
  std::array<uint64_t, kCapacity> hashes;
  std::array<WritingSystem, kCapacity> systems;
};

// Cuts a text into words (fingerprint.proto says what a word is) and hashes them without regard to
// case. Takes 64 bytes at a time: bits say where words begin and end, and what lies between is
// loaded at once. Reads no byte outside the text, which must outlive the reader.
class WordReader {
 public:
  WordReader(absl::string_view text, WordSeed seed);

  WordReader(const WordReader&) = delete;
  WordReader& operator=(const WordReader&) = delete;

  // Fills `batch` with the next words; false when there are no more.
  bool Next(WordBatch* batch);

  // Of what has been read: words that are numbers, and bytes that are symbols.
  size_t numbers() const { return numbers_; }
  size_t symbols() const { return symbols_; }

 private:
  // A block holds at most as many words as every other byte can begin, and writes come in eights.
  static constexpr size_t kBlockWords = kBlockBytes / 2 + 1;
  static constexpr size_t kSlack = kBlockBytes;

  // What the characters that begin in a block say of it and of the bytes that they reach into the
  // next one.
  struct WideMasks {
    uint64_t words = 0;
    uint64_t symbols = 0;
    uint64_t breaks = 0;  // Where a word ends or begins although word bytes stand on both sides.
    uint64_t seen = 0;
  };

  const char* At(size_t position) const {
    return position < tail_begin_ ? text_.data() + position : tail_ + (position - tail_begin_);
  }
  void ScanBlock();
  WideMasks ScanWide(const char* block, uint64_t high);
  void CountNumbers(uint64_t digits, uint64_t begins, uint64_t ends);
  void Finish();
  template <bool IsWide>
  void Hash(WordBatch* batch) const;

  const absl::string_view text_;
  const WordSeed seed_;
  size_t scanned_ = 0;
  bool finished_ = false;
  bool in_word_ = false;    // The last byte that was scanned is one of a word's.
  bool in_number_ = false;  // And that word has had digits only.
  bool is_wide_ = false;    // Of the words that are not handed out yet.
  WideMasks carried_;
  size_t numbers_ = 0;
  size_t symbols_ = 0;
  size_t begun_ = 0;
  size_t ended_ = 0;
  std::array<size_t, WordBatch::kCapacity + kSlack> begins_;
  std::array<size_t, WordBatch::kCapacity + kSlack> ends_;

  // The text's last bytes with zeros behind, so that blocks and chunks may be loaded whole.
  static constexpr size_t kTailBytes = 2 * kBlockBytes + kChunkBytes;
  size_t tail_begin_;
  alignas(16) char tail_[kTailBytes];
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_
