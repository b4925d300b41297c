#ifndef STILLWATCH_SERVICE_MEMORY_MEMORY_SHARES_H_
#define STILLWATCH_SERVICE_MEMORY_MEMORY_SHARES_H_

#include <cstddef>

namespace stillwatch::service {

// How the memory that the process may take is divided; docs/operations.md shows it. What is left
// when kUndivided is taken off - code, threads, what a few connections hold - goes to:
//
//    8/32  accounts that calls are being folded into
//    4/32  finding campaigns: half of it cards of accounts, which are compared, half what that
//          takes beside them, never all at once: who called, cards put in order, comparing
//    4/32  the store's cache of blocks, indexes and filters
//    5/32  the store's write buffers
//    2/32  sets of the newest calls' marks, to the next lower power of two
//    2/32  calls that wait, as they are counted; what they take beside that is in the rest
//    7/32  the rest: more connections, files being merged, what memory is lost between pieces in
//    use
struct MemoryShares {
  static constexpr size_t kUndivided = size_t{64} << 20;
  // Less would leave too little for write buffers to be of use.
  static constexpr size_t kLeast = 2 * kUndivided;

  size_t accounts;
  size_t campaigns;
  size_t block_cache;
  size_t write_buffers;
  size_t marks_in_memory;  // Their number, not bytes.
  size_t queue;
};

// `limit` in bytes, at least MemoryShares::kLeast.
MemoryShares ShareMemory(size_t limit);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_MEMORY_MEMORY_SHARES_H_
