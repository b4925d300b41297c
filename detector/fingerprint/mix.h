#ifndef STILLWATCH_DETECTOR_FINGERPRINT_MIX_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_MIX_H_

#include <cstdint>

namespace stillwatch::detector {

// Folds the 128-bit product of two words: the mixing step of wyhash and its kin.
inline uint64_t MulFold(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// A bijection of 64-bit words in which every input bit moves every output bit (the finaliser of
// splitmix64, Steele, Lea and Flood 2014).
constexpr uint64_t Avalanche(uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9u;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebu;
  x ^= x >> 31;
  return x;
}

// Appends `next` to the hash of a sequence.
inline uint64_t Chain(uint64_t hash, uint64_t next) {
  return MulFold(hash ^ 0x9e3779b97f4a7c15u, next ^ 0xd6e8feb86659fd93u);
}

// Appends `next`, a good hash, to that of a sequence which is finished with Avalanche: quicker than
// Chain.
inline uint64_t Append(uint64_t hash, uint64_t next) {
  hash = (hash ^ next) * 0x9e3779b97f4a7c15u;
  return hash << 32 | hash >> 32;
}

// Hash of two hashes in their order, for the price of one multiplication. The upper half is as good
// as its operands; the lowest bits are not. May be an operand again.
inline uint64_t Couple(uint64_t first, uint64_t second) {
  return (first << 32 | first >> 32) * second;
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_MIX_H_
