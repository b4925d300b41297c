#ifndef STILLWATCH_DETECTOR_FINGERPRINT_BLOCK_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_BLOCK_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace stillwatch::detector {

constexpr size_t kBlockBytes = 64;

// Which of a block's 64 bytes are what; bit i stands for byte i. Neither white space nor control
// characters are in any.
struct BlockMasks {
  uint64_t letters = 0;
  uint64_t digits = 0;
  uint64_t symbols = 0;
  uint64_t high = 0;  // Beyond ASCII.

  friend bool operator==(const BlockMasks&, const BlockMasks&) = default;
};

inline bool IsLetter(uint8_t byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }

inline bool IsDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

// `block` must hold 64 bytes.
inline BlockMasks ClassifyPortably(const char* block) {
  BlockMasks masks;
  for (size_t i = 0; i < kBlockBytes; ++i) {
    const auto byte = static_cast<uint8_t>(block[i]);
    const uint64_t bit = uint64_t{1} << i;
    if (byte >= 0x80) {
      masks.high |= bit;
    } else if (IsLetter(byte)) {
      masks.letters |= bit;
    } else if (IsDigit(byte)) {
      masks.digits |= bit;
    } else if (byte > ' ' && byte < 0x7f) {
      masks.symbols |= bit;
    }
  }
  return masks;
}

#ifdef __SSE2__
// Comparisons are of signed bytes: what is to be found is moved to the upper end of their range.
inline BlockMasks Classify(const char* block) {
  BlockMasks masks;
  const auto bits = [](__m128i bytes) {
    return static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(bytes)));
  };
  const auto classify = [&](int at) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + at));
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i letters =
        _mm_cmpgt_epi8(_mm_add_epi8(folded, _mm_set1_epi8(127 - 'z')), _mm_set1_epi8(127 - 26));
    const __m128i digits =
        _mm_cmpgt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(127 - '9')), _mm_set1_epi8(127 - 10));
    const __m128i printable =
        _mm_cmpgt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(1)), _mm_set1_epi8(' ' + 1));
    masks.letters |= bits(letters) << at;
    masks.digits |= bits(digits) << at;
    masks.symbols |= bits(printable) << at;
    masks.high |= bits(bytes) << at;
  };
  classify(0);
  classify(16);
  classify(32);
  classify(48);
  masks.symbols &= ~(masks.letters | masks.digits);
  return masks;
}
#else
inline BlockMasks Classify(const char* block) { return ClassifyPortably(block); }
#endif

// Well-formed characters of two and three bytes that need no closer look; a bit stands for the
// byte that one begins with.
struct PlainWide {
  uint64_t letters = 0;      // Of two bytes, parts of words.
  uint64_t stand_alone = 0;  // Of three bytes, words of their own.
};

#ifdef __SSE2__
// `block` must hold 66 bytes. Finds the bulk of what is written in Latin, Greek, Cyrillic, Hebrew
// and Arabic, and of Chinese, Japanese and Korean.
inline PlainWide ClassifyWide(const char* block) {
  PlainWide plain;
  const auto load = [block](int at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + at));
  };
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto is = [&](__m128i bytes, int byte) { return _mm_cmpeq_epi8(bytes, all(byte)); };
  const auto within = [&](__m128i bytes, int low, int high) {
    return _mm_cmpgt_epi8(_mm_add_epi8(bytes, all(127 - high)), all(126 - high + low));
  };
  const auto pair = [&](__m128i lead, int byte, __m128i next) {
    return _mm_and_si128(is(lead, byte), next);
  };
  const auto classify = [&](int at) {
    const __m128i lead = load(at);
    const __m128i second = load(at + 1);
    const __m128i third = load(at + 2);
    const __m128i continues = _mm_cmplt_epi8(second, all(0xc0));
    // U+00D7 and U+00F7 are signs.
    const __m128i sign = pair(lead, 0xc3, _mm_or_si128(is(second, 0x97), is(second, 0xb7)));
    const __m128i letters = _mm_andnot_si128(sign, within(lead, 0xc3, 0xdf));
    __m128i alone = _mm_or_si128(within(lead, 0xe5, 0xe9), within(lead, 0xeb, 0xec));
    alone = _mm_or_si128(alone, pair(lead, 0xe3, within(second, 0x81, 0x83)));
    alone = _mm_or_si128(alone, pair(lead, 0xe4, within(second, 0xb8, 0xbf)));
    alone = _mm_or_si128(alone, pair(lead, 0xea, within(second, 0xb0, 0xbf)));
    alone = _mm_or_si128(alone, pair(lead, 0xed, within(second, 0x80, 0x9d)));
    alone = _mm_and_si128(alone, _mm_cmplt_epi8(third, all(0xc0)));
    const auto bits = [&](__m128i bytes) {
      const int mask = _mm_movemask_epi8(_mm_and_si128(bytes, continues));
      return static_cast<uint64_t>(static_cast<uint32_t>(mask)) << at;
    };
    plain.letters |= bits(letters);
    plain.stand_alone |= bits(alone);
  };
  classify(0);
  classify(16);
  classify(32);
  classify(48);
  return plain;
}
#else
inline PlainWide ClassifyWide(const char*) { return PlainWide(); }
#endif

// The instruction is not in the baseline of x86-64, and a call of the library's function is slower.
inline size_t CountBits(uint64_t x) {
#ifdef __POPCNT__
  return static_cast<size_t>(std::popcount(x));
#else
  x -= x >> 1 & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
  x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  return x * 0x0101010101010101u >> 56;
#endif
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_BLOCK_H_
