#ifndef STILLWATCH_SERVICE_INPUT_CALL_JSON_WRITER_H_
#define STILLWATCH_SERVICE_INPUT_CALL_JSON_WRITER_H_

#include <string>

namespace stillwatch::v1 {
class Call;
}  // namespace stillwatch::v1

namespace stillwatch::input {

// Appends the JSON form of `call`, one line without the line end: snake_case names in the order of
// the proto, whole numbers as numbers, doubles with as few digits as hold them, logit biases by
// token id. Always valid JSON; CallParser reads it back to an equal call.
//
// What JSON cannot hold is not written: a time outside the years 1 to 9999 and doubles that are not
// finite are left out, bytes that are not UTF-8 become U+FFFD.
void AppendCallJson(const v1::Call& call, std::string* out);

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_CALL_JSON_WRITER_H_
