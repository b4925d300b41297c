#ifndef STILLWATCH_SERVICE_NORMALISE_CALL_PROTO_H_
#define STILLWATCH_SERVICE_NORMALISE_CALL_PROTO_H_

namespace stillwatch::detector {
struct CallView;
}
namespace stillwatch::v1 {
class Call;
}

// stillwatch.v1.Call as a view and back, for senders, tests and calls that come one by one. What is
// in a hurry reads the wire or the file straight into a view.

namespace stillwatch::service {

// The view borrows from the message; what was in it goes.
void ViewOf(const v1::Call& call, detector::CallView* view);

// Replaces what is in the message.
void ToProto(const detector::CallView& view, v1::Call* call);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_NORMALISE_CALL_PROTO_H_
