#ifndef STILLWATCH_SERVICE_ENGINE_BATCH_H_
#define STILLWATCH_SERVICE_ENGINE_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"
#include "service/normalise/normaliser.h"
#include "storage/keys.h"

namespace stillwatch::v1 {
class Call;
}  // namespace stillwatch::v1

namespace stillwatch::service {

// Calls of one sender, normalised and in the bytes that are stored: everything that can be done
// before their turn in the log. Movable; used by one thread at a time.
class Batch {
 public:
  explicit Batch(const Normaliser* normaliser) : normaliser_(normaliser) {}

  // Expects so many calls, which saves allocations.
  void Reserve(size_t calls);

  // Takes the call unless it says why not.
  std::optional<FieldError> Add(const detector::CallView& call);
  std::optional<FieldError> Add(const v1::Call& call);

  size_t size() const { return marks_.size(); }
  const std::vector<storage::CallMark>& marks() const { return marks_; }
  // The serialised block. Blocks one behind the other are again a block.
  const std::string& bytes() const { return bytes_; }
  // Where in bytes() a call begins.
  size_t OffsetOf(size_t index) const { return index == 0 ? 0 : ends_[index - 1]; }
  // The bytes of one of the calls, as detector::ReadStoredCall takes them.
  absl::string_view Call(size_t index) const;
  // The same with what makes them a block of their own.
  absl::string_view CallWithHeader(size_t index) const;

 private:
  const Normaliser* normaliser_;
  std::vector<storage::CallMark> marks_;
  std::vector<size_t> ends_;  // Of the calls in bytes_.
  std::string bytes_;
};

// What became of a batch.
struct BatchResult {
  int64_t accepted = 0;
  int64_t duplicates = 0;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_BATCH_H_
