#include "service/threads/in_parallel.h"

#include <atomic>
#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

TEST(InParallel, DoesEachOnce) {
  for (const size_t count : {0u, 1u, 15u, 16u, 17u, 1000u}) {
    std::vector<std::atomic<int>> done(count);
    InParallel(count, [&](size_t i) { ++done[i]; });
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(done[i], 1) << i << " of " << count;
    InParallelOneByOne(count, [&](size_t i) { ++done[i]; });
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(done[i], 2) << i << " of " << count;
  }
}

}  // namespace
}  // namespace stillwatch::service
