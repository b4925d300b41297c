#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "detector/fingerprint/mix.h"
#include "detector/sketches/counted_sample.h"
#include "detector/sketches/heavy_hitters.h"
#include "detector/sketches/open_window.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/profile_state.pb.h"

namespace stillwatch::detector {
namespace {

// A skewed stream: value v comes about 1 / v of the time.
std::vector<uint64_t> SkewedStream(int length, uint64_t seed) {
  std::vector<uint64_t> stream;
  for (int i = 0; i < length; ++i) {
    const double u = std::ldexp(static_cast<double>(Avalanche(seed + i)), -64);
    stream.push_back(Avalanche(static_cast<uint64_t>(std::exp(u * 7))));
  }
  return stream;
}

v1::CountedSampleState SampleOf(const std::vector<uint64_t>& stream, int k) {
  v1::CountedSampleState sample;
  for (size_t i = 0; i < stream.size(); ++i) AddToSample(stream[i], i, k, &sample);
  return sample;
}

TEST(CountedSampleTest, CountsOfKeptValuesAreExact) {
  const std::vector<uint64_t> stream = SkewedStream(5000, 1);
  std::map<uint64_t, uint32_t> exact;
  for (const uint64_t value : stream) ++exact[value];
  const v1::CountedSampleState sample = SampleOf(stream, 64);
  ASSERT_EQ(sample.hash_size(), 64);
  auto smallest = exact.begin();
  for (int i = 0; i < 64; ++i, ++smallest) {
    EXPECT_EQ(sample.hash(i), smallest->first);
    EXPECT_EQ(sample.count(i), smallest->second);
  }
}

TEST(CountedSampleTest, DistinctIsExactWhileSmallAndCloseBeyond) {
  v1::CountedSampleState sample;
  for (int i = 1; i <= 64; ++i) {
    AddToSample(Avalanche(i), i, 64, &sample);
    EXPECT_EQ(EstimateDistinct(sample), i);
  }
  for (int i = 65; i <= 10000; ++i) AddToSample(Avalanche(i), i, 64, &sample);
  EXPECT_NEAR(EstimateDistinct(sample), 10000, 4000);
}

TEST(CountedSampleTest, MergeEqualsAddingAll) {
  const std::vector<uint64_t> a = SkewedStream(3000, 1);
  const std::vector<uint64_t> b = SkewedStream(2000, 99991);
  std::vector<uint64_t> both = a;
  both.insert(both.end(), b.begin(), b.end());
  v1::CountedSampleState merged = SampleOf(a, 64);
  MergeSamples(SampleOf(b, 64), 64, &merged);
  const v1::CountedSampleState whole = SampleOf(both, 64);
  ASSERT_EQ(merged.hash_size(), whole.hash_size());
  for (int i = 0; i < whole.hash_size(); ++i) {
    EXPECT_EQ(merged.hash(i), whole.hash(i));
    EXPECT_EQ(merged.count(i), whole.count(i));
  }
}

TEST(CountedSampleTest, RepeatsAndNoveltyTellAFiniteSetFromAWalk) {
  v1::CountedSampleState walk;
  v1::CountedSampleState rerun;
  for (int i = 0; i < 1000; ++i) {
    AddToSample(Avalanche(i + 1), i, 64, &walk);
    AddToSample(Avalanche(i % 250 + 1), i, 64, &rerun);
  }
  EXPECT_EQ(EstimateRepeatShare(walk), 0);
  EXPECT_DOUBLE_EQ(EstimateRepeatShare(rerun), 0.75);
  EXPECT_NEAR(LateNoveltyShare(walk, 1000), 0.5, 0.2);
  EXPECT_EQ(LateNoveltyShare(rerun, 1000), 0);
}

TEST(HeavyHittersTest, FrequentValuesAreThereWithinTheirBounds) {
  const std::vector<uint64_t> stream = SkewedStream(20000, 5);
  std::map<uint64_t, uint32_t> exact;
  v1::HeavyHittersState hitters;
  for (const uint64_t value : stream) {
    ++exact[value];
    AddToHitters(value, 16, &hitters);
  }
  std::map<uint64_t, int> found;
  for (int i = 0; i < hitters.value_size(); ++i) {
    found[hitters.value(i)] = i;
    EXPECT_GE(hitters.count(i), exact[hitters.value(i)]);
    EXPECT_LE(hitters.count(i) - hitters.over(i), exact[hitters.value(i)]);
  }
  for (const auto& [value, count] : exact) {
    if (count > stream.size() / 16) {
      EXPECT_EQ(found.count(value), 1u) << count;
    }
  }
}

TEST(HeavyHittersTest, MergeKeepsTheBounds) {
  const std::vector<uint64_t> a = SkewedStream(8000, 5);
  const std::vector<uint64_t> b = SkewedStream(9000, 77777);
  std::map<uint64_t, uint32_t> exact;
  v1::HeavyHittersState left;
  v1::HeavyHittersState right;
  for (const uint64_t value : a) ++exact[value], AddToHitters(value, 16, &left);
  for (const uint64_t value : b) ++exact[value], AddToHitters(value, 16, &right);
  MergeHitters(right, 16, &left);
  ASSERT_EQ(left.value_size(), 16);
  for (int i = 0; i < left.value_size(); ++i) {
    EXPECT_GE(left.count(i), exact[left.value(i)]);
    EXPECT_LE(left.count(i) - left.over(i), exact[left.value(i)]);
  }
}

TEST(OpenWindowTest, AgreesWithExactStatistics) {
  OpenWindow window;
  std::vector<double> values;
  for (int i = 0; i < 200; ++i) {
    values.push_back(static_cast<double>(Avalanche(i) % 1000));
    window.Add(values.back());
  }
  double mean = 0, square = 0;
  for (const double value : values) mean += value / 200;
  for (const double value : values) square += (value - mean) * (value - mean) / 200;
  std::sort(values.begin(), values.end());
  EXPECT_NEAR(window.mean(), mean, 1e-6);
  EXPECT_NEAR(window.variance(), square, 1e-3);
  EXPECT_NEAR(window.median(), values[100], 60);
}

TEST(OpenWindowTest, FewValuesHaveTheirMiddleOne) {
  OpenWindow window;
  EXPECT_EQ(window.median(), 0);
  for (const double value : {9.0, 1.0, 5.0}) window.Add(value);
  EXPECT_EQ(window.median(), 5);
}

TEST(OpenWindowTest, LoadedStateGoesOnBitForBit) {
  for (const int saved_at : {0, 1, 3, 5, 6, 50}) {
    OpenWindow whole;
    for (int i = 0; i < saved_at; ++i) whole.Add(std::sin(i) * 100);
    OpenWindow loaded;
    ASSERT_TRUE(loaded.Load(whole.Save()).ok());
    for (int i = saved_at; i < 100; ++i) {
      whole.Add(std::sin(i) * 100);
      loaded.Add(std::sin(i) * 100);
    }
    EXPECT_EQ(whole.Save(), loaded.Save()) << saved_at;
  }
}

TEST(OpenWindowTest, DamagedStateIsRefused) {
  OpenWindow window;
  window.Add(1);
  const std::string bytes = window.Save();
  EXPECT_FALSE(OpenWindow().Load(bytes.substr(1)).ok());
  EXPECT_FALSE(OpenWindow().Load(bytes + "x").ok());
}

}  // namespace
}  // namespace stillwatch::detector
