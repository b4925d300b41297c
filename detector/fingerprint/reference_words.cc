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

bool IsDigit(CodePoint point) { return point.value >= '0' && point.value <= '9'; }

bool IsLetter(CodePoint point) {
  return point.value < 0x80 && absl::ascii_isalpha(static_cast<unsigned char>(point.value));
}

bool IsSymbol(CodePoint point) {
  if (point.value >= 0x80) return IsWideSymbol(point.value);
  return point.value > ' ' && point.value < 0x7f && !IsDigit(point) && !IsLetter(point);
}

bool IsSpace(CodePoint point) { return point.value <= ' ' || point.value == 0x7f; }

}  // namespace

ReferenceWords ReadByReference(absl::string_view text, WordSeed seed) {
  ReferenceWords result;
  size_t begin = 0;
  bool only_digits = true;
  WritingSystem system = WritingSystem::kLatin;
  const auto end_word = [&](size_t end) {
    if (end > begin) {
      result.words.push_back({HashWord(text.substr(begin, end - begin), seed), system});
      result.numbers += only_digits;
    }
    begin = end;
    only_digits = true;
    system = WritingSystem::kLatin;
  };
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    const size_t next = at + point.bytes;
    if (IsSpace(point) || IsSymbol(point)) {
      if (IsSymbol(point)) result.symbols += point.bytes;
      end_word(at);
      begin = next;
    } else if (StandsAlone(WritingSystemOf(point.value))) {
      end_word(at);
      system = WritingSystemOf(point.value);
      only_digits = false;
      end_word(next);
    } else {
      only_digits &= IsDigit(point);
      if (point.value >= 0x80) system = WritingSystemOf(point.value);
    }
    at = next;
  }
  end_word(text.size());
  return result;
}

}  // namespace stillwatch::detector
