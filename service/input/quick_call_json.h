#ifndef STILLWATCH_SERVICE_INPUT_QUICK_CALL_JSON_H_
#define STILLWATCH_SERVICE_INPUT_QUICK_CALL_JSON_H_

#include <cstddef>
#include <memory>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"

// Private to the library call_json.
namespace stillwatch::input {

// Reads calls as most gateways log them: snake_case names, plain values, no field that a Call does
// not have. Uses simdjson to find where tokens begin and then goes through these once, without a
// tree. Leaves everything else, mistakes above all, to the parser that knows all the rules: what it
// takes, that one takes with the same result. Used by one thread at a time.
class QuickCallParser {
 public:
  QuickCallParser();
  ~QuickCallParser();

  // Replaces what is in `call`, whose texts point into `json` or are valid until the next call.
  // kJsonPadding bytes behind `json` must be readable. If it returns false, `call` is in no
  // particular state and nothing is known about the line.
  bool Parse(absl::string_view json, detector::CallView* call);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_QUICK_CALL_JSON_H_
