#ifndef STILLWATCH_SERVICE_INPUT_JSON_SYNTAX_H_
#define STILLWATCH_SERVICE_INPUT_JSON_SYNTAX_H_

#include <string>

#include "absl/strings/string_view.h"

namespace stillwatch::input {

// Where text that is not JSON stops being JSON: "at byte 12", counted from 1, or "at byte 80; the
// line ends too early". Empty if no fault is found. Never quotes the text. Slow: for errors only.
std::string LocateSyntaxError(absl::string_view json);

// Makes two things parseable that loggers write and strict parsers refuse, keeping all positions:
// half of a surrogate pair ("\ud83d", what is left of a text that was cut inside an emoji) becomes
// "\ufffd", and an integer of more than 64 bits gets an exponent, so that it is read as a double.
// Returns the number of surrogates that were replaced. Slow: for text that failed to parse.
int RepairJson(std::string* json);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_JSON_SYNTAX_H_
