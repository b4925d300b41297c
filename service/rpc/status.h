#ifndef STILLWATCH_SERVICE_RPC_STATUS_H_
#define STILLWATCH_SERVICE_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace stillwatch::service {

// For the wire: the same code and message; UNAVAILABLE with a google.rpc.RetryInfo.
grpc::Status ToGrpc(const absl::Status& status);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_STATUS_H_
