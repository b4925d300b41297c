#ifndef STILLWATCH_SERVICE_INPUT_CALL_JSON_H_
#define STILLWATCH_SERVICE_INPUT_CALL_JSON_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"

namespace stillwatch::input {

// Bytes behind the JSON text that must be readable; their values mean nothing.
inline constexpr size_t kJsonPadding = 64;

// Why a record is not a Call.
struct CallError {
  // Snake case: "usage.input_tokens", "messages[3].role". Empty when the line as a whole is wrong.
  std::string field;
  // What was found and what is expected: "is a string (\"abc\"); expected a whole number". Never
  // quotes what is in messages, nor a line that is not JSON.
  std::string reason;
};

struct ParseResult {
  std::optional<CallError> error;
  // Fields that a Call does not have, at any level; they are ignored. One that holds an object or
  // an array counts once.
  int64_t unknown_fields = 0;
  // Parts of message content that are not text (images, audio, files); they are left out.
  int64_t skipped_parts = 0;
  // Halves of surrogate pairs ("\ud83d" alone), which became U+FFFD.
  int64_t replaced_surrogates = 0;

  bool ok() const { return !error.has_value(); }
};

// Reads the JSON form of stillwatch.v1.Call: the protobuf JSON mapping with snake_case or
// lowerCamelCase names. Keeps its memory from call to call. Used by one thread at a time.
//
// - Whole numbers may be numbers (1e3 and 1.0 too) or decimal strings; doubles are numbers only.
// - Times are RFC 3339 strings with up to nine digits of a second and any offset.
// - null is the same as leaving the field out. A field that is given twice is an error.
// - The content of a message may be a list of parts: the text of those of type "text",
//   "input_text" or "output_text", or of no type, is joined with "\n".
// - More than 10,000 messages or 100,000 logit biases are an error, which bounds memory.
// - Beyond that only types, the range of the C++ type and the syntax of time are checked: whether
//   the values make sense and required fields are there is for the normaliser.
class CallParser {
 public:
  CallParser() : CallParser(true) {}
  // Whether to read lines without anything unusual in a quicker way, which makes no difference
  // else.
  explicit CallParser(bool quick);
  ~CallParser();
  CallParser(CallParser&&) noexcept;
  CallParser& operator=(CallParser&&) noexcept;

  // Replaces what is in `call`, whose texts point into `json` or are valid until the next call of a
  // method. kJsonPadding bytes behind `json` must be readable. After an error `call` is empty.
  ParseResult Parse(absl::string_view json, detector::CallView* call);

  // The same for text that has no padding; copies it.
  ParseResult ParseUnpadded(absl::string_view json, detector::CallView* call);

 private:
  struct Scratch;
  bool quick_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_CALL_JSON_H_
