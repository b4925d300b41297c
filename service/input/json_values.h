#ifndef STILLWATCH_SERVICE_INPUT_JSON_VALUES_H_
#define STILLWATCH_SERVICE_INPUT_JSON_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/string_view.h"
#include "service/input/call_json.h"

namespace simdjson::dom {
class element;
}  // namespace simdjson::dom

// Private to the library call_json: single JSON values into C++ types.
namespace stillwatch::input {

// What came of reading a call so far. A function that fails sets the error with the path below its
// own value; each of its callers puts its part of the path in front.
struct Reading {
  ParseResult result;
  // Where texts are joined; has room for all that one call can need.
  std::string* joined = nullptr;
  bool may_quote = true;

  // Each of these is always false, as what it is called for failed.
  bool Fail(std::string reason);
  bool Expected(const simdjson::dom::element& found, absl::string_view expected);
  bool In(absl::string_view part);
};

// The start of a text in quotes, escaped.
std::string Quote(std::string_view text);

// Each of these fails if the value has another type or, for whole numbers, does not fit.
bool Read(Reading& reading, const simdjson::dom::element& found, int32_t* value);
bool Read(Reading& reading, const simdjson::dom::element& found, int64_t* value);
bool Read(Reading& reading, const simdjson::dom::element& found, double* value);
bool Read(Reading& reading, const simdjson::dom::element& found, bool* value);
// The text is the parser's.
bool Read(Reading& reading, const simdjson::dom::element& found, absl::string_view* value);

template <class T>
bool Read(Reading& reading, const simdjson::dom::element& found, std::optional<T>* value) {
  return Read(reading, found, &value->emplace());
}

enum class Whole { kYes, kNotWhole, kOutOfRange };

// A decimal number that is all of `found`: no plus sign, no spaces.
Whole WholeFromText(std::string_view found, int64_t* value);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_JSON_VALUES_H_
