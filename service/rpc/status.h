#ifndef STILLWATCH_SERVICE_RPC_STATUS_H_
#define STILLWATCH_SERVICE_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace grpc {
class CallbackServerContext;
class ServerUnaryReactor;
}  // namespace grpc

namespace stillwatch::service {

// For the wire: the same code and message; UNAVAILABLE with a google.rpc.RetryInfo.
grpc::Status ToGrpc(const absl::Status& status);

// Ends a call whose response is filled in, or says what went wrong.
grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, const absl::Status& status);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_STATUS_H_
