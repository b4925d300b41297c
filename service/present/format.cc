#include "service/present/format.h"

#include <google/protobuf/timestamp.pb.h>

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace stillwatch::service {
namespace {

struct Rune {
  uint32_t code = 0;
  size_t bytes = 1;
  bool valid = false;
};

// The character that begins `text`, which is not empty.
Rune FirstRune(absl::string_view text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const size_t bytes = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (lead >= 0xf5 || bytes == 0 || text.size() < bytes) return {};
  uint32_t code = lead & (0xffu >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<uint8_t>(text[i]);
    if ((next & 0xc0) != 0x80) return {};
    code = code << 6 | (next & 0x3f);
  }
  return {code, bytes, true};
}

// East Asian wide characters and pictographs, roughly.
size_t Columns(uint32_t code) {
  const bool wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
                    (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
                    (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
                    (code >= 0x1f300 && code <= 0x1faff) || (code >= 0x20000 && code <= 0x3fffd);
  const bool combining = code >= 0x300 && code <= 0x36f;
  return combining ? 0 : wide ? 2 : 1;
}

// Control characters, and those that turn the direction of writing.
bool Harmful(uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 ||
         (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string Grouped(int64_t number) {
  const std::string digits = absl::StrCat(number < 0 ? -number : number);
  std::string out = number < 0 ? "-" : "";
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out.push_back(',');
    out.push_back(digits[i]);
  }
  return out;
}

std::string Short(double number) {
  if (std::abs(number) < 10000) return Plain(std::round(number));
  if (std::abs(number) < 1e6) return absl::StrFormat("%.0fk", number / 1e3);
  if (std::abs(number) < 1e9) return absl::StrFormat("%.1fM", number / 1e6);
  return absl::StrFormat("%.1fG", number / 1e9);
}

std::string Plain(double number) {
  if (std::abs(number) >= 1000) return Grouped(std::llround(number));
  std::string text = absl::StrFormat("%.2f", number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0 && time.nanos() == 0) return "-";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

std::string DayText(int days_since_1970) {
  return absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + days_since_1970);
}

std::string Printable(absl::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Rune rune = FirstRune(text);
    if (!rune.valid) {
      absl::StrAppendFormat(&out, "\\x%02x", static_cast<uint8_t>(text[0]));
    } else if (Harmful(rune.code)) {
      absl::StrAppendFormat(&out, rune.code < 0x100 ? "\\x%02x" : "\\u%04x", rune.code);
    } else {
      absl::StrAppend(&out, text.substr(0, rune.bytes));
    }
    text.remove_prefix(rune.bytes);
  }
  return out;
}

size_t DisplayWidth(absl::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const Rune rune = FirstRune(text);
    width += rune.valid ? Columns(rune.code) : 1;
    text.remove_prefix(rune.bytes);
  }
  return width;
}

std::string Fit(absl::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width == 0) return "";
  size_t used = 0, bytes = 0;
  while (bytes < text.size()) {
    const Rune rune = FirstRune(text.substr(bytes));
    const size_t columns = rune.valid ? Columns(rune.code) : 1;
    if (used + columns > width - 1) break;
    used += columns;
    bytes += rune.bytes;
  }
  return absl::StrCat(text.substr(0, bytes), "…");
}

std::string HtmlEscape(absl::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace stillwatch::service
