#ifndef STILLWATCH_SERVICE_ENGINE_BATCH_H_
#define STILLWATCH_SERVICE_ENGINE_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"
#include "service/normalise/normaliser.h"
#include "storage/keys.h"

namespace stillwatch::detector {
struct CallView;
}
namespace stillwatch::v1 {
class Call;
}

namespace stillwatch::service {

// Calls of one sender, normalised and in the bytes that are stored: everything that can be done
// before their turn in the log. Movable; used by one thread at a time.
class Batch {
 public:
  // A call: where its bytes are, for detector::ReadStoredCall, and where they begin as part of a
  // block.
  struct Entry {
    AccountKey key;
    int64_t time_us = 0;  // Event time.
    size_t begin_in_block = 0;
    size_t begin = 0;
    size_t end = 0;
  };

  explicit Batch(const Normaliser* normaliser) : normaliser_(normaliser) {}

  // Takes the call unless it says why not. Borrows nothing.
  std::optional<FieldError> Add(const detector::CallView& call);
  std::optional<FieldError> Add(const v1::Call& call);

  // Makes room for so many calls.
  void Reserve(size_t calls);

  size_t size() const { return entries_.size(); }
  const std::vector<Entry>& entries() const { return entries_; }
  // Parallel to the entries.
  const std::vector<storage::CallMark>& marks() const { return marks_; }
  // The calls as a stillwatch.v1.StoredCallBlock. Blocks one behind the other are again a block.
  const std::string& bytes() const { return bytes_; }
  // The i-th call as it stands in the block.
  absl::string_view CallInBlock(size_t i) const {
    const Entry& entry = entries_[i];
    return absl::string_view(bytes_).substr(entry.begin_in_block, entry.end - entry.begin_in_block);
  }
  // Compresses the calls for the log, here rather than on the thread that commits. Few calls are
  // left to it, which puts them together with others. Nothing may be added any more.
  void Pack();
  // Empty unless it was packed.
  const std::string& packed() const { return packed_; }
  // That it takes up while it waits.
  size_t memory_bytes() const { return bytes_.size() + packed_.size(); }
  // Give the bytes away; entries and marks stay.
  std::string TakeBytes() { return std::move(bytes_); }
  std::string TakePacked() { return std::move(packed_); }

 private:
  const Normaliser* normaliser_;
  std::vector<Entry> entries_;
  std::vector<storage::CallMark> marks_;
  std::string bytes_;
  std::string packed_;
};

// What became of a batch.
struct BatchResult {
  int64_t accepted = 0;
  int64_t duplicates = 0;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_BATCH_H_
