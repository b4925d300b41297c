#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "detector/archive/archive.h"
#include "detector/fingerprint/mix.h"
#include "detector/sketches/counted_sample.h"
#include "detector/sketches/heavy_hitters.h"
#include "detector/sketches/open_window.h"
#include "gtest/gtest.h"

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

using Sample = CountedSample<64>;

Sample SampleOf(const std::vector<uint64_t>& stream) {
  Sample sample;
  for (size_t i = 0; i < stream.size(); ++i) sample.Add(stream[i], static_cast<uint32_t>(i));
  return sample;
}

TEST(CountedSampleTest, CountsOfKeptValuesAreExact) {
  const std::vector<uint64_t> stream = SkewedStream(5000, 1);
  std::map<uint64_t, uint32_t> exact;
  for (const uint64_t value : stream) ++exact[value];
  const Sample sample = SampleOf(stream);
  ASSERT_EQ(sample.size(), 64u);
  auto smallest = exact.begin();
  for (int i = 0; i < 64; ++i, ++smallest) {
    EXPECT_EQ(sample.hash(i), smallest->first);
    EXPECT_EQ(sample.count(i), smallest->second);
  }
}

TEST(CountedSampleTest, DistinctIsExactWhileSmallAndCloseBeyond) {
  Sample sample;
  for (int i = 1; i <= 64; ++i) {
    sample.Add(Avalanche(i), i);
    EXPECT_EQ(sample.EstimateDistinct(), i);
  }
  for (int i = 65; i <= 10000; ++i) sample.Add(Avalanche(i), i);
  EXPECT_NEAR(sample.EstimateDistinct(), 10000, 4000);
}

TEST(CountedSampleTest, MergeEqualsAddingAll) {
  const std::vector<uint64_t> a = SkewedStream(3000, 1);
  const std::vector<uint64_t> b = SkewedStream(2000, 99991);
  std::vector<uint64_t> both = a;
  both.insert(both.end(), b.begin(), b.end());
  Sample merged = SampleOf(a);
  merged.Merge(SampleOf(b));
  const Sample whole = SampleOf(both);
  ASSERT_EQ(merged.size(), whole.size());
  EXPECT_TRUE(merged.full());
  for (size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(merged.hash(i), whole.hash(i));
    EXPECT_EQ(merged.count(i), whole.count(i));
  }
}

TEST(CountedSampleTest, RepeatsAndNoveltyTellAFiniteSetFromAWalk) {
  Sample walk;
  Sample rerun;
  for (int i = 0; i < 1000; ++i) {
    walk.Add(Avalanche(i + 1), i);
    rerun.Add(Avalanche(i % 250 + 1), i);
  }
  EXPECT_EQ(walk.EstimateRepeatShare(), 0);
  EXPECT_DOUBLE_EQ(rerun.EstimateRepeatShare(), 0.75);
  EXPECT_NEAR(walk.LateNoveltyShare(1000), 0.5, 0.2);
  EXPECT_EQ(rerun.LateNoveltyShare(1000), 0);
}

TEST(HeavyHittersTest, FrequentValuesAreThereWithinTheirBounds) {
  const std::vector<uint64_t> stream = SkewedStream(20000, 5);
  std::map<uint64_t, uint32_t> exact;
  HeavyHitters<16> hitters;
  for (const uint64_t value : stream) {
    ++exact[value];
    hitters.Add(value);
  }
  std::map<uint64_t, size_t> found;
  for (size_t i = 0; i < hitters.size(); ++i) {
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
  HeavyHitters<16> left;
  HeavyHitters<16> right;
  for (const uint64_t value : a) ++exact[value], left.Add(value);
  for (const uint64_t value : b) ++exact[value], right.Add(value);
  left.Merge(right);
  ASSERT_EQ(left.size(), 16u);
  for (size_t i = 0; i < left.size(); ++i) {
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

template <class State>
std::string Written(State state) {
  std::vector<char> buffer(8192);
  Writer writer(buffer.data());
  state.Transfer(writer);
  return std::string(writer.bytes());
}

template <class State>
bool ReadBack(absl::string_view bytes, State* state) {
  Reader reader(bytes);
  state->Transfer(reader);
  return reader.ok() && reader.at_end();
}

TEST(OpenWindowTest, ReadStateGoesOnBitForBit) {
  for (const int saved_at : {0, 1, 3, 5, 6, 15, 16, 17, 50}) {
    OpenWindow whole;
    for (int i = 0; i < saved_at; ++i) whole.Add(std::sin(i) * 100);
    OpenWindow read;
    ASSERT_TRUE(ReadBack(Written(whole), &read));
    EXPECT_EQ(read.median(), whole.median());
    for (int i = saved_at; i < 100; ++i) {
      whole.Add(std::sin(i) * 100);
      read.Add(std::sin(i) * 100);
    }
    EXPECT_EQ(Written(whole), Written(read)) << saved_at;
  }
}

TEST(OpenWindowTest, CutStateIsRefused) {
  OpenWindow window;
  for (int i = 0; i < 30; ++i) window.Add(1.5 * i);
  const std::string bytes = Written(window);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(ReadBack(bytes.substr(0, size), std::make_unique<OpenWindow>().get()));
  }
}

TEST(Sketches, ReadStateGoesOnAsItWouldHave) {
  const std::vector<uint64_t> stream = SkewedStream(900, 3);
  Sample sample;
  HeavyHitters<6> hitters;
  for (size_t i = 0; i < stream.size(); ++i) {
    if (i % 37 == 0) {
      Sample read_sample;
      HeavyHitters<6> read_hitters;
      ASSERT_TRUE(ReadBack(Written(sample), &read_sample));
      ASSERT_TRUE(ReadBack(Written(hitters), &read_hitters));
      sample = read_sample;
      hitters = read_hitters;
    }
    sample.Add(stream[i], static_cast<uint32_t>(i));
    hitters.Add(stream[i]);
  }
  EXPECT_EQ(Written(sample), Written(SampleOf(stream)));
  HeavyHitters<6> straight;
  for (const uint64_t value : stream) straight.Add(value);
  EXPECT_EQ(Written(hitters), Written(straight));
}

TEST(CountedSampleTest, MergedSamplesGoOnLikeOnesThatWereRead) {
  const std::vector<uint64_t> stream = SkewedStream(4000, 5);
  Sample few = SampleOf({stream.begin(), stream.begin() + 90});
  Sample many = SampleOf({stream.begin() + 90, stream.begin() + 2000});
  few.Merge(many);
  Sample read;
  ASSERT_TRUE(ReadBack(Written(few), &read));
  for (size_t i = 2000; i < stream.size(); ++i) {
    few.Add(stream[i], static_cast<uint32_t>(i));
    read.Add(stream[i], static_cast<uint32_t>(i));
    ASSERT_EQ(Written(few), Written(read)) << i;
  }
}

}  // namespace
}  // namespace stillwatch::detector
