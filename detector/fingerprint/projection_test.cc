#include "detector/fingerprint/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

using Bytes = std::array<int8_t, Fingerprint::kDimensions>;

TEST(ProjectionTest, IsScaledToLength127AndRounded) {
  std::mt19937_64 random(1);
  for (int features : {1, 2, 10, 300, 100000}) {
    Projection projection;
    std::array<double, Fingerprint::kDimensions> sums{};
    for (int i = 0; i < features; ++i) {
      const uint64_t feature = random();
      projection.Add(feature);
      sums[feature >> 57 & 63] += feature >> 63 == 0 ? 1 : -1;
    }
    double squares = 0;
    for (const double sum : sums) squares += sum * sum;
    Bytes bytes;
    projection.Write(&bytes);
    for (size_t i = 0; i < sums.size(); ++i) {
      EXPECT_NEAR(bytes[i], sums[i] * 127 / std::sqrt(squares), 0.5001);
    }
  }
}

TEST(ProjectionTest, NothingIsZero) {
  Bytes bytes;
  bytes.fill(1);
  Projection().Write(&bytes);
  EXPECT_EQ(bytes, Bytes{});
  // Two features that cancel.
  Projection projection;
  projection.Add(uint64_t{5} << 57);
  projection.Add(uint64_t{5 + 64} << 57);
  bytes.fill(1);
  projection.Write(&bytes);
  EXPECT_EQ(bytes, Bytes{});
}

// How often each of 2^bits values comes, in units of the standard deviation that chance has.
template <typename Value>
double WorstDeviation(int bits, int draws, Value value) {
  std::vector<int> counts(size_t{1} << bits);
  for (int i = 0; i < draws; ++i) ++counts[value(i)];
  const double mean = static_cast<double>(draws) / static_cast<double>(counts.size());
  double worst = 0;
  for (const int count : counts) worst = std::max(worst, std::abs(count - mean) / std::sqrt(mean));
  return worst;
}

// 40 words in all pairs and triples: what is hashed shares most of its parts.
TEST(CoupleTest, SignsDimensionsAndBinsAreEvenAmongNeighbours) {
  constexpr int kWords = 40;
  std::array<uint64_t, kWords> words;
  std::mt19937_64 random(1);
  for (uint64_t& word : words) word = random();
  const auto couple = [&](int i) { return Couple(words[i / kWords], words[i % kWords]); };
  const auto triple = [&](int i) { return Couple(couple(i / kWords), words[i % kWords]); };
  constexpr int kCouples = kWords * kWords;
  constexpr int kTriples = kCouples * kWords;
  EXPECT_LT(WorstDeviation(1, kCouples, [&](int i) { return couple(i) >> 63; }), 4);
  EXPECT_LT(WorstDeviation(7, kCouples, [&](int i) { return couple(i) >> 57; }), 5);
  EXPECT_LT(WorstDeviation(3, kTriples, [&](int i) { return triple(i) >> 61; }), 5);
  for (int shift = 29; shift < 57; shift += 3) {
    EXPECT_LT(WorstDeviation(7, kTriples, [&](int i) { return triple(i) >> shift & 127; }), 6);
  }
}

// Signs must not only be even but independent: a product over a square of pairs has no bias.
TEST(CoupleTest, SignsOfPairsThatShareWordsAreIndependent) {
  std::mt19937_64 random(1);
  int sum = 0;
  constexpr int kDraws = 40000;
  for (int i = 0; i < kDraws; ++i) {
    const uint64_t a = random(), b = random(), c = random(), d = random();
    const uint64_t signs = Couple(a, c) ^ Couple(a, d) ^ Couple(b, c) ^ Couple(b, d);
    sum += signs >> 63 == 0 ? 1 : -1;
  }
  EXPECT_LT(std::abs(sum), 4 * std::sqrt(kDraws));
}

TEST(CoupleTest, OrderMatters) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 1000; ++i) {
    const uint64_t a = random(), b = random();
    EXPECT_NE(Couple(a, b), Couple(b, a));
  }
}

}  // namespace
}  // namespace stillwatch::detector
