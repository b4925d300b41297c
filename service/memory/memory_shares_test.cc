#include "service/memory/memory_shares.h"

#include "gtest/gtest.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

TEST(MemoryShares, TogetherTheyLeaveRoomForTheRest) {
  for (size_t limit = MemoryShares::kLeast; limit <= size_t{1} << 36; limit += limit / 3) {
    const MemoryShares shares = ShareMemory(limit);
    const size_t marks = storage::BytesOfMarks(shares.marks_in_memory);
    const size_t sum = shares.accounts + shares.campaigns + shares.block_cache +
                       shares.write_buffers + marks + shares.queue;
    const size_t divided = limit - MemoryShares::kUndivided;
    EXPECT_LE(sum, divided / 32 * 25 + 32) << limit;
    EXPECT_GE(sum, divided / 32 * 23) << limit;
    EXPECT_EQ(shares.marks_in_memory & (shares.marks_in_memory - 1), 0u);
  }
}

}  // namespace
}  // namespace stillwatch::service
