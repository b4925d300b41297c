#ifndef STILLWATCH_SERVICE_ENGINE_GROUP_H_
#define STILLWATCH_SERVICE_ENGINE_GROUP_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"
#include "service/engine/batch.h"

namespace stillwatch::service {

// Calls that became durable together, on their way from the log to the shards that fold them. Once
// made it does not change and is shared; whoever lets go of it last says so.
class Group {
 public:
  Group() = default;
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group() {
    if (on_end_) on_end_();
  }

  // Appends the calls of a batch, but for those that are known, a bit for each from `first` on; the
  // batch keeps its marks only.
  void Append(Batch* batch, const std::vector<bool>& known, size_t first);
  // Appends a copy of calls as they stand in a block. False if the bytes are no block.
  bool Append(absl::string_view block);
  // Tells where in the log its first call stands.
  void SetSequence(uint64_t first) { first_ = first; }
  void OnEnd(std::function<void()> on_end) { on_end_ = std::move(on_end); }

  size_t size() const { return calls_.size(); }
  // The calls that batches brought as a packed block in parts, once; for a store that keeps them.
  std::vector<std::string> TakePacked();
  // The bytes of the i-th call, for detector::ReadStoredCall.
  absl::string_view call(size_t i) const { return {calls_[i].bytes, calls_[i].size}; }
  const AccountKey& key(size_t i) const { return calls_[i].key; }
  // Its event time.
  int64_t time_us(size_t i) const { return calls_[i].time_us; }
  uint64_t sequence(size_t i) const { return first_ + i; }
  // Behind the last one.
  uint64_t end_sequence() const { return first_ + calls_.size(); }

 private:
  struct Call {
    const char* bytes;
    size_t size;
    AccountKey key;
    int64_t time_us;
  };

  // Of the block: bytes that stand one behind the other, or those of a packed batch.
  struct Part {
    absl::string_view bytes;
    std::string packed;
  };

  std::deque<std::string> pieces_;  // Which stay where they are.
  std::vector<Part> block_;
  std::vector<Call> calls_;
  uint64_t first_ = 0;
  std::function<void()> on_end_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_GROUP_H_
