#ifndef STILLWATCH_SERVICE_NORMALISE_CALL_PROTO_H_
#define STILLWATCH_SERVICE_NORMALISE_CALL_PROTO_H_

#include "detector/call/call_view.h"

namespace stillwatch::v1 {
class Call;
}  // namespace stillwatch::v1

namespace stillwatch::service {

// Replaces what is in `view`. Its texts are those of the message, which must outlive it.
void ViewOf(const v1::Call& call, detector::CallView* view);

// Replaces what is in `call`.
void ToProto(const detector::CallView& view, v1::Call* call);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_NORMALISE_CALL_PROTO_H_
