#include "service/input/json_values.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace stillwatch::input {

namespace dom = simdjson::dom;

namespace {

constexpr size_t kMaxQuotedBytes = 40;

std::string Shortest(double value) {
  char text[32];
  return std::string(text, std::to_chars(text, text + sizeof(text), value).ptr);
}

std::string Describe(const dom::element& found, bool may_quote) {
  switch (found.type()) {
    case dom::element_type::ARRAY:
      return "an array";
    case dom::element_type::OBJECT:
      return "an object";
    case dom::element_type::STRING: {
      if (!may_quote) return "a string";
      return absl::StrCat("a string (", Quote(found.get_string().value_unsafe()), ")");
    }
    case dom::element_type::INT64:
      return may_quote ? absl::StrCat("a number (", found.get_int64().value_unsafe(), ")")
                       : "a number";
    case dom::element_type::UINT64:
      return may_quote ? absl::StrCat("a number (", found.get_uint64().value_unsafe(), ")")
                       : "a number";
    case dom::element_type::DOUBLE:
      return may_quote
                 ? absl::StrCat("a number (", Shortest(found.get_double().value_unsafe()), ")")
                 : "a number";
    case dom::element_type::BOOL:
      return found.get_bool().value_unsafe() ? "true" : "false";
    case dom::element_type::NULL_VALUE:
      return "null";
  }
  return "of an unknown type";
}

Whole WholeFromDouble(double found, int64_t* value) {
  if (std::trunc(found) != found) return Whole::kNotWhole;
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (found < -kLimit || found >= kLimit) return Whole::kOutOfRange;
  *value = static_cast<int64_t>(found);
  return Whole::kYes;
}

Whole WholeFrom(const dom::element& found, int64_t* value) {
  switch (found.type()) {
    case dom::element_type::INT64:
      *value = found.get_int64().value_unsafe();
      return Whole::kYes;
    case dom::element_type::UINT64:
      return Whole::kOutOfRange;  // Else it would be INT64.
    case dom::element_type::DOUBLE:
      return WholeFromDouble(found.get_double().value_unsafe(), value);
    case dom::element_type::STRING:
      return WholeFromText(found.get_string().value_unsafe(), value);
    default:
      return Whole::kNotWhole;
  }
}

template <class Int>
bool ReadWhole(Reading& reading, const dom::element& found, Int* value) {
  constexpr int64_t kLeast = std::numeric_limits<Int>::min();
  constexpr int64_t kMost = std::numeric_limits<Int>::max();
  int64_t whole = 0;
  const Whole kind = WholeFrom(found, &whole);
  if (kind == Whole::kNotWhole) return reading.Expected(found, "a whole number");
  if (kind == Whole::kOutOfRange || whole < kLeast || whole > kMost) {
    return reading.Expected(found, absl::StrCat("a whole number from ", kLeast, " to ", kMost));
  }
  *value = static_cast<Int>(whole);
  return true;
}

}  // namespace

bool Reading::Fail(std::string reason) {
  result.error = CallError{"", std::move(reason)};
  return false;
}

bool Reading::Expected(const dom::element& found, absl::string_view expected) {
  return Fail(absl::StrCat("is ", Describe(found, may_quote), "; expected ", expected));
}

bool Reading::In(absl::string_view part) {
  std::string& field = result.error->field;
  field = absl::StrCat(part, field.empty() || field[0] == '[' ? "" : ".", field);
  return false;
}

std::string Quote(std::string_view text) {
  size_t size = std::min(text.size(), kMaxQuotedBytes);
  while (size < text.size() && size > 0 && (text[size] & 0xc0) == 0x80) --size;
  return absl::StrCat("\"", absl::Utf8SafeCEscape(absl::string_view(text.data(), size)),
                      size < text.size() ? "…" : "", "\"");
}

Whole WholeFromText(std::string_view found, int64_t* value) {
  const char* const end = found.data() + found.size();
  const std::from_chars_result read = std::from_chars(found.data(), end, *value);
  if (read.ec == std::errc::invalid_argument || read.ptr != end) return Whole::kNotWhole;
  return read.ec == std::errc() ? Whole::kYes : Whole::kOutOfRange;
}

bool Read(Reading& reading, const dom::element& found, int32_t* value) {
  return ReadWhole(reading, found, value);
}

bool Read(Reading& reading, const dom::element& found, int64_t* value) {
  return ReadWhole(reading, found, value);
}

bool Read(Reading& reading, const dom::element& found, double* value) {
  return found.get(*value) == simdjson::SUCCESS || reading.Expected(found, "a number");
}

bool Read(Reading& reading, const dom::element& found, bool* value) {
  return found.get(*value) == simdjson::SUCCESS || reading.Expected(found, "true or false");
}

bool Read(Reading& reading, const dom::element& found, absl::string_view* value) {
  std::string_view text;
  if (found.get(text) != simdjson::SUCCESS) return reading.Expected(found, "a string");
  *value = absl::string_view(text.data(), text.size());
  return true;
}

}  // namespace stillwatch::input
