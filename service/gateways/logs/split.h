#ifndef STILLWATCH_SERVICE_GATEWAYS_LOGS_SPLIT_H_
#define STILLWATCH_SERVICE_GATEWAYS_LOGS_SPLIT_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace stillwatch::gateways {

// Hands over the records of a body: an array of objects, objects a line, or one object, so that
// each can be read and refused by itself. What is between objects and should not be there is handed
// over as well, up to the end of its line.
void SplitRecords(absl::string_view body, absl::FunctionRef<void(absl::string_view)> visit);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LOGS_SPLIT_H_
