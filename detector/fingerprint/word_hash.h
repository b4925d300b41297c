#ifndef STILLWATCH_DETECTOR_FINGERPRINT_WORD_HASH_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_WORD_HASH_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "detector/fingerprint/mix.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace stillwatch::detector {

// The secret that hashes of words are keyed with.
struct WordSeed {
  uint64_t low = 0;
  uint64_t high = 0;
};

constexpr size_t kChunkBytes = 16;

struct WordChunk {
  uint64_t low;
  uint64_t high;
};

// 16 bytes set, then 16 clear: a mask of the first n bytes begins at 16 - n.
alignas(32) inline constexpr uint8_t kChunkMask[2 * kChunkBytes] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

// The first `size` bytes at `at`, capitals as small letters and spaces behind. A space is no part
// of a word, so that words of different lengths differ. 16 bytes must be there to be read.
// `MayBeWide` says whether bytes beyond ASCII, which have no case, may be among them.
template <bool MayBeWide>
inline WordChunk LoadChunk(const char* at, size_t size) {
#ifdef __SSE2__
  const __m128i mask =
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(kChunkMask + kChunkBytes - size));
  const __m128i bytes = _mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), mask);
  __m128i case_bit = _mm_set1_epi8(0x20);
  if (MayBeWide) {
    case_bit = _mm_andnot_si128(_mm_cmpgt_epi8(_mm_setzero_si128(), bytes), case_bit);
  }
  const __m128i folded = _mm_or_si128(bytes, case_bit);
  return {static_cast<uint64_t>(_mm_cvtsi128_si64(folded)),
          static_cast<uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(folded, folded)))};
#else
  const auto load = [&](size_t half) {
    uint64_t bytes, mask;
    std::memcpy(&bytes, at + half, 8);
    std::memcpy(&mask, kChunkMask + kChunkBytes - size + half, 8);
    bytes &= mask;
    const uint64_t wide = bytes & 0x8080808080808080u;
    return bytes | (0x2020202020202020u & ~(wide >> 2));
  };
  return {load(0), load(8)};
#endif
}

// The same for a character of three bytes beyond ASCII; four bytes must be there to be read.
inline WordChunk LoadThreeWideBytes(const char* at) {
#ifdef __SSE2__
  constexpr uint64_t kSpaces = 0x2020202020202020u;
  uint32_t bytes;
  std::memcpy(&bytes, at, 4);
  return {(bytes & 0xffffff) | (kSpaces & ~uint64_t{0xffffff}), kSpaces};
#else
  return LoadChunk<true>(at, 3);
#endif
}

// Appends a chunk to the hash of a word; the hash of nothing is 0.
inline uint64_t AppendChunk(uint64_t hash, WordChunk chunk, WordSeed seed) {
  return MulFold(hash ^ chunk.low ^ seed.low, chunk.high ^ seed.high);
}

// Of a word that is a number, whichever it is. Who fills new figures into one text asks one thing.
inline uint64_t HashOfNumber(WordSeed seed) {
  constexpr char kDigit[kChunkBytes] = {'0'};
  return AppendChunk(0, LoadChunk<false>(kDigit, 1), seed);
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_WORD_HASH_H_
