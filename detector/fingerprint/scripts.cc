#include "detector/fingerprint/scripts.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace stillwatch::detector {
namespace {

constexpr bool Within(uint32_t value, uint32_t low, uint32_t high) {
  return value >= low && value <= high;
}

constexpr WritingSystem SystemOf(uint32_t c) {
  if (c < 0x250 || Within(c, 0x1e00, 0x1eff)) return WritingSystem::kLatin;
  if (Within(c, 0x400, 0x52f)) return WritingSystem::kCyrillic;
  if (Within(c, 0x600, 0x6ff) || Within(c, 0x750, 0x77f) || Within(c, 0xfb50, 0xfdff) ||
      Within(c, 0xfe70, 0xfeff)) {
    return WritingSystem::kArabic;
  }
  if (Within(c, 0x900, 0x97f)) return WritingSystem::kDevanagari;
  if (Within(c, 0xe00, 0xe7f)) return WritingSystem::kThai;
  if (Within(c, 0x3040, 0x30ff) || Within(c, 0x31f0, 0x31ff) || Within(c, 0xff66, 0xff9f)) {
    return WritingSystem::kKana;
  }
  if (Within(c, 0x3400, 0x4dbf) || Within(c, 0x4e00, 0x9fff) || Within(c, 0xf900, 0xfaff) ||
      Within(c, 0x20000, 0x3ffff)) {
    return WritingSystem::kHan;
  }
  if (Within(c, 0xac00, 0xd7a3) || Within(c, 0x1100, 0x11ff) || Within(c, 0x3130, 0x318f)) {
    return WritingSystem::kHangul;
  }
  return WritingSystem::kOther;
}

constexpr bool IsSymbol(uint32_t c) {
  return Within(c, 0x80, 0xbf) || c == 0xd7 || c == 0xf7 || Within(c, 0x2000, 0x2bff) ||
         Within(c, 0x3000, 0x303f) || Within(c, 0xfe30, 0xfe4f) || Within(c, 0xff00, 0xff0f) ||
         Within(c, 0xff1a, 0xff20) || Within(c, 0xff3b, 0xff40) || Within(c, 0xff5b, 0xff65) ||
         Within(c, 0x1f000, 0x1faff) || Within(c, 0xe000, 0xf8ff);
}

constexpr std::array<uint8_t, 1024> MakeRows() {
  std::array<uint8_t, 1024> rows{};
  for (uint32_t row = 0; row < rows.size(); ++row) {
    for (uint32_t c = 64 * row; c < 64 * row + 64; ++c) {
      const auto kind =
          static_cast<uint8_t>(static_cast<int>(SystemOf(c)) | (IsSymbol(c) ? kSymbolRow : 0));
      if (c % 64 == 0) rows[row] = kind;
      if (kind != rows[row]) rows[row] = kMixedRow;
    }
  }
  return rows;
}

}  // namespace

// A constant expression, though one that is too long for some compilers to insist on.
const std::array<uint8_t, 1024> kRowKinds = MakeRows();

CodePoint DecodeUtf8(absl::string_view text, size_t at) {
  const auto byte = [&](size_t i) -> uint32_t {
    return at + i < text.size() ? static_cast<uint8_t>(text[at + i]) : 0;
  };
  const auto continues = [&](size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const uint32_t lead = byte(0);
  if (Within(lead, 0xc2, 0xdf) && continues(1)) {
    return {(lead & 0x1f) << 6 | (byte(1) & 0x3f), 2};
  }
  if (Within(lead, 0xe0, 0xef) && continues(1) && continues(2)) {
    return {(lead & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
  }
  if (Within(lead, 0xf0, 0xf4) && continues(1) && continues(2) && continues(3)) {
    return {(lead & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f),
            4};
  }
  return {lead, 1};
}

WritingSystem WritingSystemOf(uint32_t code_point) { return SystemOf(code_point); }

bool IsWideSymbol(uint32_t code_point) { return IsSymbol(code_point); }

bool IsWideDigit(uint32_t code_point) {
  constexpr uint32_t kZeros[] = {0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66,
                                 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xff10};
  return std::any_of(std::begin(kZeros), std::end(kZeros),
                     [=](uint32_t zero) { return Within(code_point, zero, zero + 9); });
}

bool IsWideNumberSlowly(absl::string_view word) {
  for (size_t at = 0; at < word.size();) {
    const CodePoint point = DecodeUtf8(word, at);
    if (!IsWideDigit(point.value)) return false;
    at += static_cast<size_t>(point.bytes);
  }
  return true;
}

WideCharacter ReadWideSlowly(absl::string_view text) {
  const CodePoint point = DecodeUtf8(text, 0);
  return {SystemOf(point.value), IsSymbol(point.value), point.bytes};
}

// A byte of a word that continues a sequence continues a well-formed one: alone it were a symbol.
WritingSystem SystemOfWordSlowly(absl::string_view word) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(word[i]); };
  size_t at = word.size();
  while (at > 0 && byte(at - 1) < 0x80) --at;
  if (at == 0) return WritingSystem::kLatin;
  --at;
  while (at > 0 && (byte(at) & 0xc0) == 0x80) --at;
  return SystemOf(DecodeUtf8(word, at).value);
}

}  // namespace stillwatch::detector
