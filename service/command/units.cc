#include "service/command/units.h"

#include <array>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace stillwatch::service {
namespace {

constexpr std::array<const char*, 5> kUnits = {"B", "KiB", "MiB", "GiB", "TiB"};
constexpr double kMostBytes = 1e18;

// Takes a number off the front; nothing if none is there.
std::optional<double> ConsumeNumber(absl::string_view* text) {
  size_t length = 0;
  while (length < text->size() &&
         (absl::ascii_isdigit((*text)[length]) || (*text)[length] == '.')) {
    ++length;
  }
  double number = 0;
  if (length == 0 || !absl::SimpleAtod(text->substr(0, length), &number)) return std::nullopt;
  text->remove_prefix(length);
  return number;
}

}  // namespace

std::optional<size_t> ParseBytes(absl::string_view text) {
  const std::optional<double> number = ConsumeNumber(&text);
  if (!number.has_value()) return std::nullopt;
  double factor = 1;
  for (const char* unit : kUnits) {
    if (text == unit || (text.empty() && factor == 1)) {
      if (*number * factor > kMostBytes) return std::nullopt;
      return static_cast<size_t>(*number * factor);
    }
    factor *= 1024;
  }
  return std::nullopt;
}

std::string BytesText(double bytes) {
  size_t unit = 0;
  for (; bytes >= 1024 && unit + 1 < kUnits.size(); ++unit) bytes /= 1024;
  return unit == 0 ? absl::StrFormat("%.0f B", bytes)
                   : absl::StrFormat("%.1f %s", bytes, kUnits[unit]);
}

std::optional<absl::Duration> ParseSpan(absl::string_view text) {
  if (text == "forever") return absl::InfiniteDuration();
  absl::Duration sum;
  while (!text.empty()) {
    const std::optional<double> number = ConsumeNumber(&text);
    if (!number.has_value() || text.empty()) return std::nullopt;
    switch (text.front()) {
      case 'd':
        sum += *number * absl::Hours(24);
        break;
      case 'h':
        sum += *number * absl::Hours(1);
        break;
      case 'm':
        sum += *number * absl::Minutes(1);
        break;
      default:
        return std::nullopt;
    }
    text.remove_prefix(1);
  }
  if (sum <= absl::ZeroDuration()) return std::nullopt;
  return sum;
}

}  // namespace stillwatch::service
