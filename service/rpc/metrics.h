#ifndef STILLWATCH_SERVICE_RPC_METRICS_H_
#define STILLWATCH_SERVICE_RPC_METRICS_H_

#include <memory>

namespace prometheus {
class Collectable;
}

namespace stillwatch::service {

class Engine;
struct IngestCounters;

// The counters as Prometheus metrics, read when they are asked for. Never labelled by account.
// Borrows both.
std::shared_ptr<prometheus::Collectable> MakeMetrics(const Engine* engine,
                                                     const IngestCounters* ingest);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_METRICS_H_
