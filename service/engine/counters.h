#ifndef STILLWATCH_SERVICE_ENGINE_COUNTERS_H_
#define STILLWATCH_SERVICE_ENGINE_COUNTERS_H_

#include <atomic>
#include <cstdint>

namespace stillwatch::service {

// Monotonic, but for the last group.
struct EngineCounters {
  std::atomic<int64_t> accepted{0};
  std::atomic<int64_t> duplicates{0};
  std::atomic<int64_t> groups{0};  // Commits; one may hold many batches.
  std::atomic<int64_t> failed_groups{0};
  std::atomic<int64_t> replayed{0};  // Calls folded again when the store was opened.
  std::atomic<int64_t> checkpoints{0};
  std::atomic<int64_t> put_aside{0};     // Calls that were not folded at once.
  std::atomic<int64_t> sweeps{0};        // For campaigns.
  std::atomic<int64_t> sweep_micros{0};  // That they took.
  std::atomic<int64_t> findings_opened{0};
  std::atomic<int64_t> findings_closed{0};
  // As of now.
  std::atomic<int64_t> accounts_cached{0};
  std::atomic<int64_t> cache_bytes{0};
  std::atomic<int64_t> queued_bytes{0};
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_COUNTERS_H_
