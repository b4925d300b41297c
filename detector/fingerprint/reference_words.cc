#include "detector/fingerprint/reference_words.h"

#include <cstring>
#include <string>

#include "absl/strings/ascii.h"

namespace stillwatch::detector {
namespace {

uint64_t HashWord(absl::string_view word, WordSeed seed) {
  std::string bytes = absl::AsciiStrToLower(word);
  bytes.resize((bytes.size() + kChunkBytes - 1) / kChunkBytes * kChunkBytes, ' ');
  uint64_t hash = 0;
  for (size_t at = 0; at < bytes.size(); at += kChunkBytes) {
    WordChunk chunk;
    std::memcpy(&chunk.low, bytes.data() + at, 8);
    std::memcpy(&chunk.high, bytes.data() + at + 8, 8);
    hash = AppendChunk(hash, chunk, seed);
  }
  return hash;
}

enum class Kind { kSpace, kSymbol, kLetter, kDigit, kWideDigit };

// The byte decides what is ASCII: a sequence that is longer than it need be is not.
Kind KindOf(uint8_t byte, CodePoint point) {
  if (byte >= 0x80) {
    if (IsWideSymbol(point.value)) return Kind::kSymbol;
    return IsWideDigit(point.value) ? Kind::kWideDigit : Kind::kLetter;
  }
  if (absl::ascii_isalpha(byte)) return Kind::kLetter;
  if (absl::ascii_isdigit(byte)) return Kind::kDigit;
  return byte <= ' ' || byte == 0x7f ? Kind::kSpace : Kind::kSymbol;
}

}  // namespace

ReferenceWords ReadByReference(absl::string_view text, WordSeed seed) {
  ReferenceWords result;
  size_t begin = 0;
  // Of the word so far: letters, digits in ASCII and digits beyond.
  size_t letters = 0, digits = 0, wide_digits = 0;
  bool after_number = false;
  WritingSystem system = WritingSystem::kLatin;
  const auto end_word = [&](size_t end) {
    const bool is_number = letters == 0 && (digits == 0 || wide_digits == 0);
    if (end > begin && !(is_number && after_number)) {
      after_number = is_number;
      const absl::string_view word = is_number ? "0" : text.substr(begin, end - begin);
      result.words.push_back({HashWord(word, seed), system});
      result.numbers += is_number;
    }
    begin = end;
    letters = digits = wide_digits = 0;
    system = WritingSystem::kLatin;
  };
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    const auto byte = static_cast<uint8_t>(text[at]);
    const size_t next = at + point.bytes;
    const Kind kind = KindOf(byte, point);
    if (kind == Kind::kSpace || kind == Kind::kSymbol) {
      if (kind == Kind::kSymbol) result.symbols += point.bytes;
      end_word(at);
      begin = next;
    } else {
      const bool is_wide = byte >= 0x80;
      const bool alone = is_wide && StandsAlone(WritingSystemOf(point.value));
      if (alone) end_word(at);
      if (is_wide) system = WritingSystemOf(point.value);
      ++(kind == Kind::kLetter ? letters : kind == Kind::kDigit ? digits : wide_digits);
      if (alone) end_word(next);
    }
    at = next;
  }
  end_word(text.size());
  return result;
}

}  // namespace stillwatch::detector
