#ifndef STILLWATCH_SERVICE_ENGINE_BATCH_H_
#define STILLWATCH_SERVICE_ENGINE_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
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
  explicit Batch(const Normaliser* normaliser) : normaliser_(normaliser) {}

  // Takes the call unless it says why not. Borrows nothing.
  std::optional<FieldError> Add(const detector::CallView& call);
  std::optional<FieldError> Add(const v1::Call& call);

  // Makes room for so many calls.
  void Reserve(size_t calls);

  size_t size() const { return marks_.size(); }
  const std::vector<storage::CallMark>& marks() const { return marks_; }
  // The calls as a stillwatch.v1.StoredCallBlock. Blocks one behind the other are again a block.
  const std::string& bytes() const { return bytes_; }
  // The i-th call as it stands in the block.
  absl::string_view CallInBlock(size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return absl::string_view(bytes_).substr(begin, ends_[i] - begin);
  }

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
