#ifndef STILLWATCH_SERVICE_INPUT_RFC3339_H_
#define STILLWATCH_SERVICE_INPUT_RFC3339_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace stillwatch::input {

// A point in time as google.protobuf.Timestamp has it.
struct TimePoint {
  int64_t seconds = 0;  // Since 1970-01-01T00:00:00Z.
  int32_t nanos = 0;    // 0 to 999,999,999.
};

// Reads an RFC 3339 time such as 2026-03-02T00:00:00.128Z or 2026-03-02T01:00:00+01:00, with up to
// nine digits of a second. A leap second (23:59:60 UTC) is taken as the second after it. False if
// the text is anything else or the time is not in the years 1 to 9999 (UTC).
bool ParseRfc3339(absl::string_view text, TimePoint* time);

// Appends the time in UTC with 0, 3, 6 or 9 digits of a second, as few as hold it. False, and
// nothing is appended, if `time` is not in the years 1 to 9999 or `nanos` is not in range.
bool AppendRfc3339(const TimePoint& time, std::string* out);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_RFC3339_H_
