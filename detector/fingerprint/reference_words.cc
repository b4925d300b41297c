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

enum class Kind { kSpace, kSymbol, kLetter, kDigit, kCharacter };

// The byte decides what is ASCII: a sequence that is longer than it need be is not.
Kind KindOf(uint8_t byte, CodePoint point) {
  if (byte >= 0x80) {
    if (IsWideSymbol(point.value)) return Kind::kSymbol;
    return StandsAlone(WritingSystemOf(point.value)) ? Kind::kCharacter : Kind::kLetter;
  }
  if (absl::ascii_isalpha(byte)) return Kind::kLetter;
  if (absl::ascii_isdigit(byte)) return Kind::kDigit;
  return byte <= ' ' || byte == 0x7f ? Kind::kSpace : Kind::kSymbol;
}

}  // namespace

ReferenceWords ReadByReference(absl::string_view text, WordSeed seed) {
  ReferenceWords result;
  size_t begin = 0;
  bool only_digits = true;
  bool after_number = false;
  WritingSystem system = WritingSystem::kLatin;
  const auto end_word = [&](size_t end) {
    if (end > begin && !(only_digits && after_number)) {
      after_number = only_digits;
      const absl::string_view word = only_digits ? "0" : text.substr(begin, end - begin);
      result.words.push_back({HashWord(word, seed), system});
      result.numbers += only_digits;
    }
    begin = end;
    only_digits = true;
    system = WritingSystem::kLatin;
  };
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    const auto byte = static_cast<uint8_t>(text[at]);
    const size_t next = at + point.bytes;
    switch (const Kind kind = KindOf(byte, point)) {
      case Kind::kSymbol:
        result.symbols += point.bytes;
        [[fallthrough]];
      case Kind::kSpace:
        end_word(at);
        begin = next;
        break;
      case Kind::kCharacter:
        end_word(at);
        system = WritingSystemOf(point.value);
        only_digits = false;
        end_word(next);
        break;
      case Kind::kLetter:
      case Kind::kDigit:
        only_digits &= kind == Kind::kDigit;
        if (byte >= 0x80) system = WritingSystemOf(point.value);
        break;
    }
    at = next;
  }
  end_word(text.size());
  return result;
}

}  // namespace stillwatch::detector
