#include "detector/fingerprint/words.h"

namespace stillwatch::detector {
namespace {

constexpr std::array<ByteClass, 256> MakeByteClasses() {
  std::array<ByteClass, 256> classes{};
  for (int byte = 0; byte < 256; ++byte) {
    ByteClass byte_class = ByteClass::kSymbol;
    if (byte <= 0x20 || byte == 0x7f) byte_class = ByteClass::kSpace;
    if (byte >= '0' && byte <= '9') byte_class = ByteClass::kDigit;
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
      byte_class = ByteClass::kLetter;
    }
    if (byte >= 0x80) byte_class = ByteClass::kHigh;
    classes[byte] = byte_class;
  }
  return classes;
}

bool Within(uint32_t value, uint32_t low, uint32_t high) { return value >= low && value <= high; }

}  // namespace

const std::array<ByteClass, 256> kByteClasses = MakeByteClasses();

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

WritingSystem WritingSystemOf(uint32_t c) {
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

bool IsWideSymbol(uint32_t c) {
  return Within(c, 0x80, 0xbf) || c == 0xd7 || c == 0xf7 || Within(c, 0x2000, 0x2bff) ||
         Within(c, 0x3000, 0x303f) || Within(c, 0xfe30, 0xfe4f) || Within(c, 0xff00, 0xff0f) ||
         Within(c, 0xff1a, 0xff20) || Within(c, 0xff3b, 0xff40) || Within(c, 0xff5b, 0xff65) ||
         Within(c, 0x1f000, 0x1faff) || Within(c, 0xe000, 0xf8ff);
}

}  // namespace stillwatch::detector
