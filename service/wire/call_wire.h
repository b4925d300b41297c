#ifndef STILLWATCH_SERVICE_WIRE_CALL_WIRE_H_
#define STILLWATCH_SERVICE_WIRE_CALL_WIRE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"

namespace stillwatch::wire {

// stillwatch.v1.StreamCallsRequest, read where it lies: calls are bytes until their turn.
struct StreamCallsView {
  uint64_t sequence = 0;
  absl::string_view source;
  std::vector<absl::string_view> calls;  // For ReadCall.
};

// Replaces what is in the view, which borrows the bytes. False if they are no such message.
bool ReadStreamCalls(absl::string_view bytes, StreamCallsView* view);

// Reads the protobuf form of stillwatch.v1.Call; replaces what is in the view, which borrows the
// bytes. Unknown fields are passed over, and texts may have any bytes: what may be in a call is for
// the normaliser. False if the bytes are no such message; the view then has what came before.
bool ReadCall(absl::string_view bytes, detector::CallView* view);

}  // namespace stillwatch::wire

#endif  // STILLWATCH_SERVICE_WIRE_CALL_WIRE_H_
