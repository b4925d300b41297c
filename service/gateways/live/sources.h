#ifndef STILLWATCH_SERVICE_GATEWAYS_LIVE_SOURCES_H_
#define STILLWATCH_SERVICE_GATEWAYS_LIVE_SOURCES_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace stillwatch::gateways {

// What came from one sender. Monotonic.
struct SourceCounters {
  std::atomic<int64_t> calls{0};  // That could be read and were not rejected.
  std::atomic<int64_t> accepted{0};
  std::atomic<int64_t> duplicates{0};
  std::atomic<int64_t> rejected{0};
  std::atomic<int64_t> skipped{0};  // Records about something else.
  std::atomic<int64_t> without_content{0};
  // Signs that records are missing: streams that broke off, parts that the sender says it dropped,
  // calls that could not be stored and are not sent again.
  std::atomic<int64_t> gaps{0};
};

// Counters by gateway and name of the sender, of which there are at most 100; further names share
// one. Thread-safe.
class Sources {
 public:
  std::shared_ptr<SourceCounters> Of(absl::string_view gateway, absl::string_view name);

  void Visit(const std::function<void(const std::string& gateway, const std::string& name,
                                      const SourceCounters&)>& visit) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<SourceCounters>> sources_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LIVE_SOURCES_H_
