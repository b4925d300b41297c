#ifndef STILLWATCH_SERVICE_CLIENT_INGEST_CLIENT_H_
#define STILLWATCH_SERVICE_CLIENT_INGEST_CLIENT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"

namespace grpc {
class Channel;
}
namespace stillwatch::v1 {
class RejectedCall;
class StreamCallsRequest;
}  // namespace stillwatch::v1

namespace stillwatch::service {

struct IngestClientOptions {
  // After a stream broke: how long to try again without any progress.
  double retry_seconds = 60;
  int most_unacknowledged = 64;  // Batches.
};

struct IngestProgress {
  int64_t acknowledged = 0;  // Batches.
  int64_t accepted = 0;
  int64_t duplicates = 0;
  int64_t rejected = 0;
  int64_t reconnects = 0;
};

// Streams batches to a server and keeps each until it is acknowledged. When the stream breaks it
// opens another and sends the rest again; the server tells redeliveries from new calls. Used by
// one thread.
class IngestClient {
 public:
  // Called for records that the server did not take, from a thread of the client. The sequence
  // number is that of the batch: the first one sent is 1.
  using OnReject = std::function<void(const v1::RejectedCall&)>;

  IngestClient(std::shared_ptr<grpc::Channel> channel, IngestClientOptions options,
               OnReject on_reject);
  // Gives up what was not acknowledged.
  ~IngestClient();

  // Sets the batch's sequence number and sends it. Waits while too many are unacknowledged.
  absl::Status Send(std::unique_ptr<v1::StreamCallsRequest> batch);
  // Waits until everything is acknowledged.
  absl::Status Finish();

  IngestProgress progress() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CLIENT_INGEST_CLIENT_H_
