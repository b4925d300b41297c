#ifndef STILLWATCH_SERVICE_WIRE_CALL_WIRE_H_
#define STILLWATCH_SERVICE_WIRE_CALL_WIRE_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"

// Reads the protobuf wire form of what gateways send without building messages or copying text.
// Unknown fields are passed over, a field that comes twice is merged as protobuf merges it. Texts
// may hold any bytes: whether they are UTF-8 is for the normaliser. Groups, which are long out of
// use, count as malformed.

namespace stillwatch::service {

// A stillwatch.v1.StreamCallsRequest. Borrows everything from its bytes.
struct StreamCallsView {
  uint64_t sequence = 0;
  absl::string_view source;
  std::vector<absl::string_view> calls;  // The bytes of each.
};

// Replaces what is in `view`; what is in the calls is not looked at. False if the bytes are
// malformed.
bool ReadStreamCalls(absl::string_view bytes, StreamCallsView* view);

// Replaces what is in `call`, a stillwatch.v1.Call whose texts point into the bytes. False if they
// are malformed; the call then holds what came before the fault.
bool ReadCall(absl::string_view bytes, detector::CallView* call);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_WIRE_CALL_WIRE_H_
