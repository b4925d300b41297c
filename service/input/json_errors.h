#ifndef STILLWATCH_SERVICE_INPUT_JSON_ERRORS_H_
#define STILLWATCH_SERVICE_INPUT_JSON_ERRORS_H_

#include <simdjson.h>

#include <string>

#include "absl/strings/string_view.h"

// Private to the library call_json.
namespace stillwatch::input {

// Why text is not JSON and where, for people; never quotes it.
std::string NotJson(simdjson::error_code code, absl::string_view json);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_JSON_ERRORS_H_
