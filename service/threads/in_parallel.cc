#include "service/threads/in_parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "service/threads/priority.h"

namespace stillwatch::service {
namespace {

// What a thread takes at a time, so that the counter is not what they wait for.
constexpr size_t kPart = 16;

void InParts(size_t part, size_t count, absl::FunctionRef<void(size_t)> work) {
  std::atomic<size_t> next{0};
  const auto take = [&] {
    for (;;) {
      const size_t begin = next.fetch_add(part);
      if (begin >= count) return;
      const size_t end = std::min(begin + part, count);
      for (size_t i = begin; i < end; ++i) work(i);
    }
  };
  const size_t parts = (count + part - 1) / part;
  const size_t threads = std::min<size_t>(std::max(std::thread::hardware_concurrency(), 1u), parts);
  std::vector<std::thread> others;
  for (size_t i = 1; i < threads; ++i) {
    others.emplace_back([&take] {
      GiveWayToChecks();
      take();
    });
  }
  take();
  for (std::thread& other : others) other.join();
}

}  // namespace

void InParallel(size_t count, absl::FunctionRef<void(size_t)> work) { InParts(kPart, count, work); }

void InParallelOneByOne(size_t count, absl::FunctionRef<void(size_t)> work) {
  InParts(1, count, work);
}

}  // namespace stillwatch::service
