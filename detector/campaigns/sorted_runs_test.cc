#include "detector/campaigns/sorted_runs.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

TEST(SortedRuns, MergesAnyNumberOfRuns) {
  std::mt19937 random(3);
  for (size_t count = 0; count < 40; ++count) {
    SortedRuns<uint64_t> runs;
    std::vector<uint64_t> expected;
    for (size_t run = 0; run < count; ++run) {
      std::vector<uint64_t> own(random() % 9);  // Some of them empty.
      for (uint64_t& value : own) value = random() % 50;
      std::sort(own.begin(), own.end());
      for (const uint64_t value : own) runs.Add(value);
      runs.EndRun();
      expected.insert(expected.end(), own.begin(), own.end());
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(std::move(runs).Merge(std::less<>()), expected) << count << " runs";
  }
}

TEST(SortedRuns, WhatIsEqualStaysInOrderOfTheRuns) {
  using Value = std::pair<int, size_t>;
  SortedRuns<Value> runs;
  for (size_t run = 0; run < 7; ++run) {
    for (const int value : {1, 2, 2}) runs.Add({value, run});
    runs.EndRun();
  }
  const std::vector<Value> merged =
      std::move(runs).Merge([](const Value& a, const Value& b) { return a.first < b.first; });
  EXPECT_EQ(merged.size(), 21);
  EXPECT_TRUE(std::is_sorted(merged.begin(), merged.end()));
}

}  // namespace
}  // namespace stillwatch::detector
