#ifndef STILLWATCH_SERVICE_ENGINE_BATCH_H_
#define STILLWATCH_SERVICE_ENGINE_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
  const v1::StoredCallBlock& calls() const { return *calls_; }
  // The serialised block. Blocks one behind the other are again a block.
  const std::string& bytes() const { return bytes_; }

 private:
  struct Memory;

  const Normaliser* normaliser_;
  std::unique_ptr<Memory> memory_;
  v1::StoredCallBlock* calls_;  // On the arena in memory_.
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
