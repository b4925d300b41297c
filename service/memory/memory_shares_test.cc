#include "service/memory/memory_shares.h"

#include "gtest/gtest.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

TEST(MemoryShares, TogetherTheyLeaveAThirdForTheRest) {
  for (size_t limit = MemoryShares::kLeast; limit <= size_t{1} << 36; limit += limit / 3) {
    const MemoryShares shares = ShareMemory(limit);
    const size_t marks = storage::BytesOfMarks(shares.marks_in_memory);
    const size_t sum = shares.accounts + shares.campaigns + shares.block_cache +
                       shares.write_buffers + marks + shares.queue;
    EXPECT_LE(sum, limit - limit / 3) << limit;
    EXPECT_GE(sum, limit / 16 * 9) << limit;
    EXPECT_EQ(shares.marks_in_memory & (shares.marks_in_memory - 1), 0u);
  }
}

}  // namespace
}  // namespace stillwatch::service
