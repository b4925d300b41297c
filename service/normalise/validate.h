#ifndef STILLWATCH_SERVICE_NORMALISE_VALIDATE_H_
#define STILLWATCH_SERVICE_NORMALISE_VALIDATE_H_

#include <optional>

#include "service/normalise/normaliser.h"

namespace stillwatch::service {

// The first rule of call.proto that the call breaks, if any. Texts but roles and contents must be
// UTF-8.
std::optional<FieldError> Validate(const detector::CallView& call);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_NORMALISE_VALIDATE_H_
