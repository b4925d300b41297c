#ifndef STILLWATCH_SERVICE_INPUT_BYTE_SOURCE_H_
#define STILLWATCH_SERVICE_INPUT_BYTE_SOURCE_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"

namespace stillwatch::input {

class InputFile;

// The content of a file, decompressed. Used by one thread.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Writes up to `size` (> 0) bytes to `out` and returns how many; 0 only at the end.
  // What could be decompressed before a fault is given before the fault is.
  // The message of an error lacks the file's name in front and what to do behind. Its code is
  // OUT_OF_RANGE when the content breaks off, DATA_LOSS when it is damaged, else about reading.
  virtual absl::StatusOr<size_t> Read(char* out, size_t size) = 0;
};

// Recognises gzip and zstd by their first bytes; all else is taken as it is.
// `file` must outlive what is returned.
absl::StatusOr<std::unique_ptr<ByteSource>> MakeByteSource(InputFile* file);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_BYTE_SOURCE_H_
