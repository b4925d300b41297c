#ifndef STILLWATCH_SERVICE_HTTP_GUNZIP_H_
#define STILLWATCH_SERVICE_HTTP_GUNZIP_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace stillwatch::http {

// What a gzip or zlib stream holds. RESOURCE_EXHAUSTED when that is more than `most` bytes, of
// which not many more are ever in memory; INVALID_ARGUMENT when it is no such stream or breaks off.
absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t most);

}  // namespace stillwatch::http

#endif  // STILLWATCH_SERVICE_HTTP_GUNZIP_H_
