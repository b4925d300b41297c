#ifndef STILLWATCH_SERVICE_GATEWAYS_OTLP_PENDING_H_
#define STILLWATCH_SERVICE_GATEWAYS_OTLP_PENDING_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace stillwatch::gateways {

struct PendingMessage {
  std::string role;
  std::string content;
};

// Messages that came as log records of their own, until the span of their call comes. In memory
// only: the span is what counts as the call. Forgets the oldest when there is too much, and what is
// five minutes of event time behind the newest. Thread-safe.
class PendingMessages {
 public:
  explicit PendingMessages(size_t most_bytes = 16 << 20) : most_bytes_(most_bytes) {}

  // False if messages had to be forgotten for it.
  bool Add(const std::string& span, uint64_t time_nanos, PendingMessage message);
  // In the order they came.
  std::vector<PendingMessage> Take(const std::string& span);

  size_t bytes() const;

 private:
  struct Entry {
    std::string span;
    uint64_t time_nanos = 0;
    size_t bytes = 0;
    std::vector<PendingMessage> messages;
  };

  void Forget(std::list<Entry>::iterator entry);

  const size_t most_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // The oldest first.
  absl::flat_hash_map<std::string, std::list<Entry>::iterator> by_span_;
  size_t bytes_ = 0;
  uint64_t newest_nanos_ = 0;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_OTLP_PENDING_H_
