#include "gtest/gtest.h"
#include "tests/bench/child.h"
#include "tests/bench/stream.h"
#include "tests/bench/traffic.h"

namespace stillwatch::bench {
namespace {

// Far more accounts than memory holds, and senders that are as fast as they can be.
TEST(MemoryLimit, IsKeptUnderLoad) {
#ifdef STILLWATCH_SANITIZED
  GTEST_SKIP() << "a sanitizer's allocator takes more";
#endif
  const ServerProcess server({"--memory-limit", "160MiB"});
  TrafficOptions options;
  options.accounts = 100000;
  const Traffic traffic(options);
  const Streamed streamed = Stream(server.address(), traffic, {.calls = 400000}, /*run=*/1);
  EXPECT_GE(streamed.calls, 400000);
  const int64_t peak_bytes = server.peak_resident_bytes();
  EXPECT_GT(peak_bytes, 0);
  EXPECT_LE(peak_bytes, int64_t{160} << 20);
}

}  // namespace
}  // namespace stillwatch::bench
