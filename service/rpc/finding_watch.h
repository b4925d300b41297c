#ifndef STILLWATCH_SERVICE_RPC_FINDING_WATCH_H_
#define STILLWATCH_SERVICE_RPC_FINDING_WATCH_H_

#include <grpcpp/support/server_callback.h>

namespace stillwatch::v1 {
class Finding;
}

namespace stillwatch::service {

class Engine;
class Workers;

// Starts a stream of findings that open or change state from now on; it deletes itself at its end.
// Those that are open already are read by `workers`.
grpc::ServerWriteReactor<v1::Finding>* StartFindingWatch(Engine* engine, bool include_open,
                                                         Workers* workers);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_FINDING_WATCH_H_
