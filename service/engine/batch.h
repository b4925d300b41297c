#ifndef STILLWATCH_SERVICE_ENGINE_BATCH_H_
#define STILLWATCH_SERVICE_ENGINE_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/normalise/normaliser.h"
#include "storage/keys.h"

namespace stillwatch::v1 {
class Call;
class StoredCallBlock;
}  // namespace stillwatch::v1

namespace stillwatch::service {

// Calls of one sender, normalised and in the bytes that are stored: everything that can be done
// before their turn in the log. Movable; used by one thread at a time.
class Batch {
 public:
  explicit Batch(const Normaliser* normaliser);
  ~Batch();
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;

  // Takes the call unless it says why not.
  std::optional<FieldError> Add(const v1::Call& call);

  // Call once, after the last Add.
  void Seal();

  size_t size() const { return marks_.size(); }
  const std::vector<storage::CallMark>& marks() const { return marks_; }
  // The i-th call as it stands in the block, with its tag and length.
  absl::string_view CallWithHeader(size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return absl::string_view(bytes_).substr(begin, ends_[i] - begin);
  }
  // The serialised block. Blocks one behind the other are again a block.
  const std::string& bytes() const { return bytes_; }

 private:
  const Normaliser* normaliser_;
  std::vector<size_t> ends_;
  std::vector<storage::CallMark> marks_;
  std::string bytes_;
};

// What became of a batch.
struct BatchResult {
  int64_t accepted = 0;
  int64_t duplicates = 0;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_BATCH_H_
