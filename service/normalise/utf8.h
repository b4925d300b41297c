#ifndef STILLWATCH_SERVICE_NORMALISE_UTF8_H_
#define STILLWATCH_SERVICE_NORMALISE_UTF8_H_

#include "absl/strings/string_view.h"

namespace stillwatch::service {

// Quick for short text that is ASCII.
bool IsUtf8(absl::string_view text);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_NORMALISE_UTF8_H_
