#include "service/input/json_syntax.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace stillwatch::input {
namespace {

// Takes every event and remembers where the first error was.
class ErrorPosition : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    position_ = position;
    return false;
  }

  size_t position() const { return position_; }

 private:
  size_t position_ = 0;
};

// The value of "\uXXXX" at `at`; -1 if it is not that.
int EscapedUnit(const char* at, const char* end) {
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return -1;
  unsigned value = 0;
  const std::from_chars_result result = std::from_chars(at + 2, at + 6, value, 16);
  return result.ec == std::errc() && result.ptr == at + 6 ? static_cast<int>(value) : -1;
}

bool IsHighSurrogate(int unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool IsLowSurrogate(int unit) { return unit >= 0xdc00 && unit < 0xe000; }

// Repairs the string that begins behind `at`; returns what is behind its closing quote.
char* RepairString(char* at, const char* end, int* replaced) {
  while (at < end && *at != '"') {
    if (*at != '\\') {
      ++at;
      continue;
    }
    const int unit = EscapedUnit(at, end);
    if (IsHighSurrogate(unit) && IsLowSurrogate(EscapedUnit(at + 6, end))) {
      at += 12;
    } else if (IsHighSurrogate(unit) || IsLowSurrogate(unit)) {
      std::memcpy(at, "\\ufffd", 6);
      at += 6;
      ++*replaced;
    } else {
      at += std::min<ptrdiff_t>(2, end - at);
    }
  }
  return at < end ? at + 1 : at;
}

// Repairs the number at `at`; returns what is behind it.
char* RepairNumber(char* at, const char* end) {
  char* const begin = at;
  bool integer = true;
  for (; at < end; ++at) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(*at)) || (*at == '-' && at == begin)) {
      continue;
    }
    if (std::memchr(".eE+-", *at, 5) == nullptr) break;
    integer = false;
  }
  int64_t as_signed;
  uint64_t as_unsigned;
  if (integer && at - begin > 3 &&
      std::from_chars(begin, at, as_signed).ec == std::errc::result_out_of_range &&
      std::from_chars(begin, at, as_unsigned).ec != std::errc()) {
    // A double holds 17 digits at most; there are at least 19.
    at[-2] = 'e';
    at[-1] = '2';
  }
  return at;
}

}  // namespace

std::string LocateSyntaxError(absl::string_view json) {
  ErrorPosition finder;
  try {
    nlohmann::json::sax_parse(json.data(), json.data() + json.size(), &finder);
  } catch (const nlohmann::json::exception&) {
    return "";
  }
  if (finder.position() == 0) return "";
  if (finder.position() <= json.size()) return absl::StrCat("at byte ", finder.position());
  return absl::StrCat("at byte ", json.size(), "; the line ends too early");
}

int RepairJson(std::string* json) {
  int replaced = 0;
  char* at = json->data();
  const char* const end = at + json->size();
  while (at < end) {
    if (*at == '"') {
      at = RepairString(at + 1, end, &replaced);
    } else if (*at == '-' || absl::ascii_isdigit(static_cast<unsigned char>(*at))) {
      at = RepairNumber(at, end);
    } else {
      ++at;
    }
  }
  return replaced;
}

}  // namespace stillwatch::input
