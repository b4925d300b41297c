#ifndef STILLWATCH_SERVICE_COMMAND_UNITS_H_
#define STILLWATCH_SERVICE_COMMAND_UNITS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// Quantities on the command line.

namespace stillwatch::service {

// "512MiB", "2GiB", "1.5GiB", "65536": bytes, with KiB, MiB, GiB or TiB.
std::optional<size_t> ParseBytes(absl::string_view text);
// 1536 as "1.5 KiB".
std::string BytesText(double bytes);

// "90d", "36h", "15m", "1d12h"; "forever" is infinite. Positive.
std::optional<absl::Duration> ParseSpan(absl::string_view text);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_COMMAND_UNITS_H_
