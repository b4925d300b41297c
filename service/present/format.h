#ifndef STILLWATCH_SERVICE_PRESENT_FORMAT_H_
#define STILLWATCH_SERVICE_PRESENT_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace google::protobuf {
class Timestamp;
}

namespace stillwatch::service {

// 1234567 as "1,234,567".
std::string Grouped(int64_t number);
// 1234567 as "1.2M"; exact below 10,000.
std::string Short(double number);
// At most two decimals, no trailing zeros; grouped from 1,000 on.
std::string Plain(double number);
// "2026-01-05 13:07:59", UTC. "-" for 1970-01-01 exactly, which stands for never.
std::string TimeText(const google::protobuf::Timestamp& time);
// "2026-01-05".
std::string DayText(int days_since_1970);

// Names from a log, made harmless: control characters become "\x1b" and the like, and what is not
// UTF-8 becomes "\xff". So a log cannot steer the terminal that it is shown on.
std::string Printable(absl::string_view text);

// Columns that the UTF-8 text takes in a terminal; wide characters take two.
size_t DisplayWidth(absl::string_view text);
// Cut to `width` columns, with "…" at its end if something is missing.
std::string Fit(absl::string_view text, size_t width);

// For HTML text and attribute values.
std::string HtmlEscape(absl::string_view text);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_FORMAT_H_
