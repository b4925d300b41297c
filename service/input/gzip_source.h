#ifndef STILLWATCH_SERVICE_INPUT_GZIP_SOURCE_H_
#define STILLWATCH_SERVICE_INPUT_GZIP_SOURCE_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "service/input/byte_source.h"

namespace stillwatch::input {

// Whether a file that begins with `head` (two bytes are enough) is gzip (RFC 1952).
bool IsGzip(absl::string_view head);

// All members of the file, one after the other.
std::unique_ptr<ByteSource> MakeGzipSource(InputFile* file);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_GZIP_SOURCE_H_
