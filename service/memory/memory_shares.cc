#include "service/memory/memory_shares.h"

#include "storage/store.h"

namespace stillwatch::service {
namespace {

constexpr size_t kParts = 32;
constexpr size_t kFewestMarks = size_t{1} << 14;
constexpr size_t kMostMarks = size_t{1} << 22;

}  // namespace

MemoryShares ShareMemory(size_t limit) {
  const size_t part = (limit - MemoryShares::kUndivided) / kParts;
  MemoryShares shares = {8 * part, 4 * part, 4 * part, 5 * part, kFewestMarks, 2 * part};
  while (shares.marks_in_memory < kMostMarks &&
         storage::BytesOfMarks(2 * shares.marks_in_memory) <= 2 * part) {
    shares.marks_in_memory *= 2;
  }
  return shares;
}

}  // namespace stillwatch::service
