#ifndef STILLWATCH_DETECTOR_CALL_STORED_CALL_CODEC_H_
#define STILLWATCH_DETECTOR_CALL_STORED_CALL_CODEC_H_

#include <string>

#include "absl/strings/string_view.h"
#include "detector/call/stored_call.h"

// The bytes of stored calls: exactly what protobuf makes of stillwatch.v1.StoredCallBlock, written
// and read without building messages. Blocks one behind the other are again a block.

namespace stillwatch::detector {

// Appends the call as one more of the block's.
void AppendStoredCall(const StoredCall& call, std::string* block);
// Appends the bytes of the call alone, as StoredCallReader gives them.
void AppendCallBytes(const StoredCall& call, std::string* bytes);

// Goes through the calls of a block.
class StoredCallReader {
 public:
  explicit StoredCallReader(absl::string_view block) : rest_(block) {}

  // The bytes of the next call; false at the end or where the block is malformed.
  bool Next(absl::string_view* call);
  // Whether everything so far was well formed.
  bool ok() const { return ok_; }

 private:
  absl::string_view rest_;
  bool ok_ = true;
};

// Reads one call's bytes; its strings point into them. Unknown fields are passed over. False if the
// bytes are malformed.
bool ReadStoredCall(absl::string_view bytes, StoredCall* call);

// The account id alone; empty if it is not the first field or the bytes are malformed.
absl::string_view PeekAccountId(absl::string_view bytes);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CALL_STORED_CALL_CODEC_H_
