#ifndef STILLWATCH_SERVICE_INPUT_ZSTD_SOURCE_H_
#define STILLWATCH_SERVICE_INPUT_ZSTD_SOURCE_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "service/input/byte_source.h"

namespace stillwatch::input {

// Whether a file that begins with `head` (four bytes are enough) is zstd (RFC 8878), a skippable
// frame included.
bool IsZstd(absl::string_view head);

// All frames of the file, one after the other. Windows of up to 128 MiB are taken, as `zstd --long`
// makes; memory is bounded by that.
std::unique_ptr<ByteSource> MakeZstdSource(InputFile* file);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_ZSTD_SOURCE_H_
