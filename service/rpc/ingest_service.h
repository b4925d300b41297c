#ifndef STILLWATCH_SERVICE_RPC_INGEST_SERVICE_H_
#define STILLWATCH_SERVICE_RPC_INGEST_SERVICE_H_

#include <atomic>
#include <cstdint>
#include <memory>

namespace grpc {
class Service;
}

namespace stillwatch::service {

class Engine;
class Normaliser;

struct IngestCounters {
  std::atomic<int64_t> rejected{0};
  std::atomic<int64_t> without_content{0};  // Taken, but nothing to read.
  std::atomic<int64_t> open_streams{0};
};

// stillwatch.v1.IngestService. Borrows everything.
std::unique_ptr<grpc::Service> MakeIngestService(Engine* engine, const Normaliser* normaliser,
                                                 IngestCounters* counters);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_INGEST_SERVICE_H_
