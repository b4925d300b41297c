#ifndef STILLWATCH_DETECTOR_FINGERPRINT_SCRIPTS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_SCRIPTS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace stillwatch::detector {

// Writing systems, in the order of stillwatch.v1.Script.
enum class WritingSystem : uint8_t {
  kUnspecified,
  kLatin,
  kHan,
  kKana,
  kHangul,
  kCyrillic,
  kArabic,
  kDevanagari,
  kThai,
  kOther,
};
constexpr int kWritingSystems = 10;

struct CodePoint {
  uint32_t value;
  int bytes;
};

// Reads the sequence at text[at]; a malformed byte reads as itself, one byte long.
CodePoint DecodeUtf8(absl::string_view text, size_t at);

WritingSystem WritingSystemOf(uint32_t code_point);

// Whether the code point is punctuation, a symbol or a space beyond ASCII.
bool IsWideSymbol(uint32_t code_point);

// Whether the code point is a decimal digit beyond ASCII, of Arabic, of the scripts of India, of
// Thai and Lao, or of full width.
bool IsWideDigit(uint32_t code_point);

// Whether a word, which must be well formed and not empty, is of such digits alone.
bool IsWideNumberSlowly(absl::string_view word);

// The same. Hardly any other word begins with such a byte, but in the scripts of India.
inline bool IsWideNumber(absl::string_view word) {
  const auto lead = static_cast<uint8_t>(word[0]);
  return (lead == 0xd9 || lead == 0xdb || lead == 0xe0 || lead == 0xef) && IsWideNumberSlowly(word);
}

// Whether a character stands as a word of its own: scripts that put no spaces between words, and
// Hangul, whose particles would make every word another one.
constexpr bool StandsAlone(WritingSystem system) {
  return system == WritingSystem::kHan || system == WritingSystem::kKana ||
         system == WritingSystem::kHangul || system == WritingSystem::kThai;
}

// Characters of sequences of two and three bytes come in rows of 64 that differ in the last byte
// only. A row is named by its code points' upper bits; if it is all of a kind, that is its writing
// system, plus kSymbolRow for symbols.
constexpr uint8_t kSymbolRow = 0x10;
constexpr uint8_t kMixedRow = 0xff;
extern const std::array<uint8_t, 1024> kRowKinds;

// What the tokeniser must know of a character beyond ASCII.
struct WideCharacter {
  WritingSystem system;
  bool is_symbol;
  int bytes;
};

WideCharacter ReadWideSlowly(absl::string_view text);

// Reads the character that `text` begins with: says the same as the functions above. Its first byte
// must be beyond ASCII, and three more bytes must be there to be read.
inline WideCharacter ReadWide(const char* text) {
  const auto byte = [text](int i) { return static_cast<uint8_t>(text[i]); };
  const auto continues = [&](int i) { return (byte(i) & 0xc0) == 0x80; };
  uint8_t kind = kMixedRow;
  const bool is_three = byte(0) >= 0xe0;
  if (is_three) {
    if (byte(0) < 0xf0 && continues(1) && continues(2)) {
      kind = kRowKinds[(byte(0) & 15) << 6 | (byte(1) & 63)];
    }
  } else if (byte(0) >= 0xc2 && continues(1)) {
    kind = kRowKinds[byte(0) & 31];
  }
  if (kind == kMixedRow) return ReadWideSlowly(absl::string_view(text, 4));
  return {static_cast<WritingSystem>(kind & 15), (kind & kSymbolRow) != 0, is_three ? 3 : 2};
}

// The writing system of a character of three bytes whose row is all of a kind.
inline WritingSystem SystemOfRow(const char* text) {
  return static_cast<WritingSystem>(kRowKinds[(text[0] & 15) << 6 | (text[1] & 63)] & 15);
}

WritingSystem SystemOfWordSlowly(absl::string_view word);

// The writing system of a word: that of its last character beyond ASCII, or Latin. `word` must be
// what the tokeniser takes for one.
inline WritingSystem SystemOfWord(absl::string_view word) {
  const auto from_end = [&](size_t i) { return static_cast<uint8_t>(word[word.size() - i]); };
  if (word.size() < 3 || from_end(1) < 0x80) return SystemOfWordSlowly(word);
  uint8_t kind = kMixedRow;
  if (from_end(2) >= 0xc2) {
    if (from_end(2) < 0xe0 && from_end(1) < 0xc0) kind = kRowKinds[from_end(2) & 31];
  } else if (from_end(2) >= 0x80 && from_end(2) < 0xc0 && from_end(3) >= 0xe0 &&
             from_end(3) < 0xf0) {
    kind = kRowKinds[(from_end(3) & 15) << 6 | (from_end(2) & 63)];
  }
  return kind == kMixedRow ? SystemOfWordSlowly(word) : static_cast<WritingSystem>(kind & 15);
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_SCRIPTS_H_
