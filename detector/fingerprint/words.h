#ifndef STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"
#include "detector/fingerprint/mix.h"

namespace stillwatch::detector {

// How a byte of text is read. Lead bytes of two to four byte sequences are told apart by their code
// point later.
enum class ByteClass : uint8_t { kSpace, kSymbol, kLetter, kDigit, kHigh };

extern const std::array<ByteClass, 256> kByteClasses;

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

struct CodePoint {
  uint32_t value;
  int bytes;
};

// Reads the sequence at text[at]; a malformed byte reads as itself, one byte long.
CodePoint DecodeUtf8(absl::string_view text, size_t at);

WritingSystem WritingSystemOf(uint32_t code_point);

// Whether the code point is punctuation, a symbol or a space beyond ASCII.
bool IsWideSymbol(uint32_t code_point);

// Whether a character stands as a word of its own: scripts that put no spaces between words, and
// Hangul, whose particles would make every word another one.
inline bool StandsAlone(WritingSystem system) {
  return system == WritingSystem::kHan || system == WritingSystem::kKana ||
         system == WritingSystem::kHangul || system == WritingSystem::kThai;
}

// Hash of a word's bytes without regard to ASCII case. `text` must hold [begin, end).
inline uint64_t HashWord(absl::string_view text, size_t begin, size_t end, uint64_t seed) {
  uint64_t hash = seed ^ (end - begin);
  for (size_t at = begin; at < end; at += 8) {
    const size_t left = end - at;
    uint64_t chunk = 0;
    if (text.size() - at >= 8) {
      std::memcpy(&chunk, text.data() + at, 8);
      if (left < 8) chunk &= (uint64_t{1} << (8 * left)) - 1;
    } else {
      std::memcpy(&chunk, text.data() + at, left < 8 ? left : 8);
    }
    // Sets the bit that turns capitals into small letters, except in bytes of longer sequences.
    const uint64_t high = chunk & 0x8080808080808080u;
    chunk |= 0x2020202020202020u & ~(high >> 2);
    hash = MulFold(hash ^ 0xa0761d6478bd642fu, chunk ^ 0xe7037ed1a0b428dbu);
  }
  return hash;
}

// A run of characters that stand together as one word.
struct WordRun {
  size_t end;
  WritingSystem system;
  bool only_digits;
};

// Scans the word that begins at text[begin], which must be a letter, a digit or a character that is
// neither a symbol nor stands alone.
inline WordRun ScanWord(absl::string_view text, size_t begin) {
  WordRun run{begin, WritingSystem::kLatin, true};
  while (run.end < text.size()) {
    const ByteClass byte_class = kByteClasses[static_cast<uint8_t>(text[run.end])];
    if (byte_class == ByteClass::kLetter || byte_class == ByteClass::kDigit) {
      run.only_digits &= byte_class == ByteClass::kDigit;
      ++run.end;
      continue;
    }
    if (byte_class != ByteClass::kHigh) break;
    const CodePoint point = DecodeUtf8(text, run.end);
    const WritingSystem system = WritingSystemOf(point.value);
    if (IsWideSymbol(point.value) || StandsAlone(system)) break;
    run.only_digits = false;
    run.system = system;
    run.end += point.bytes;
  }
  return run;
}

// Calls visit(word_hash, system, is_number) for every word of `text`, in order. Returns how many
// bytes were symbols.
template <typename Visit>
size_t ForEachWord(absl::string_view text, uint64_t seed, Visit&& visit) {
  size_t symbols = 0;
  for (size_t at = 0; at < text.size();) {
    const ByteClass byte_class = kByteClasses[static_cast<uint8_t>(text[at])];
    if (byte_class == ByteClass::kSpace || byte_class == ByteClass::kSymbol) {
      symbols += byte_class == ByteClass::kSymbol;
      ++at;
      continue;
    }
    if (byte_class == ByteClass::kHigh) {
      const CodePoint point = DecodeUtf8(text, at);
      const WritingSystem system = WritingSystemOf(point.value);
      const bool symbol = IsWideSymbol(point.value);
      if (symbol || StandsAlone(system)) {
        const size_t begin = at;
        at += point.bytes;
        if (symbol) {
          symbols += point.bytes;
        } else {
          visit(HashWord(text, begin, at, seed), system, false);
        }
        continue;
      }
    }
    const WordRun run = ScanWord(text, at);
    visit(HashWord(text, at, run.end, seed), run.system, run.only_digits);
    at = run.end;
  }
  return symbols;
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_WORDS_H_
