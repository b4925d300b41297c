#include "service/rpc/ingest_service.h"

#include <mutex>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "service/rpc/status.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

// Batches of a stream between reading and acknowledging.
constexpr int kMostInFlight = 32;
constexpr size_t kLongestSource = 64;

// Adds the calls that can be taken to the batch, the others to `rejected`.
template <typename Rejects>
Batch MakeBatch(const google::protobuf::RepeatedPtrField<v1::Call>& calls, uint64_t sequence,
                const Normaliser* normaliser, IngestCounters* counters, Rejects* rejected) {
  Batch batch(normaliser);
  int64_t without_content = 0;
  for (int i = 0; i < calls.size(); ++i) {
    const v1::Call& call = calls[i];
    std::optional<FieldError> error = batch.Add(call);
    if (!error.has_value()) {
      without_content += call.messages().empty() ? 1 : 0;
      continue;
    }
    v1::RejectedCall* reject = rejected->Add();
    reject->set_sequence(sequence);
    reject->set_index(i);
    reject->set_field(std::move(error->field));
    reject->set_reason(std::move(error->reason));
    reject->set_account_id(call.account_id());
    reject->set_request_id(call.request_id());
    ++counters->rejected;
  }
  counters->without_content += without_content;
  return batch;
}

// One stream. gRPC calls the On… methods one at a time, the engine OnDurable from its own thread;
// the lock is for what both touch. Ends itself once nothing is in flight any more.
class Stream final
    : public grpc::ServerBidiReactor<v1::StreamCallsRequest, v1::StreamCallsResponse> {
 public:
  Stream(Engine* engine, const Normaliser* normaliser, IngestCounters* counters)
      : engine_(engine), normaliser_(normaliser), counters_(counters) {
    ++counters_->open_streams;
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return StopReading(grpc::Status::OK);
    if (request_.sequence() <= last_sequence_) {
      return StopReading(
          {grpc::StatusCode::INVALID_ARGUMENT,
           absl::StrCat("sequence is ", request_.sequence(), " after ", last_sequence_,
                        "; it must be greater than that of the "
                        "batch before")});
    }
    if (request_.source().size() > kLongestSource) {
      return StopReading({grpc::StatusCode::INVALID_ARGUMENT,
                          absl::StrCat("source has ", request_.source().size(),
                                       " bytes; it may have ", kLongestSource)});
    }
    last_sequence_ = request_.sequence();
    google::protobuf::RepeatedPtrField<v1::RejectedCall> rejected;
    Batch batch = MakeBatch(request_.calls(), last_sequence_, normaliser_, counters_, &rejected);
    bool read_on = false;
    {
      std::lock_guard lock(mutex_);
      read_on = ++in_flight_ < kMostInFlight;
      paused_ = !read_on;
    }
    // The engine answers in the order of submission, so an acknowledgement covers all before it.
    engine_->Submit(std::move(batch),
                    [this, sequence = last_sequence_, rejected = std::move(rejected)](
                        const absl::Status& status, const BatchResult& result) {
                      OnDurable(sequence, rejected, status, result);
                    });
    if (read_on) ReadWhenRoom();
  }

  void OnWriteDone(bool ok) override {
    std::lock_guard lock(mutex_);
    writing_ = false;
    if (!ok) pending_ = false;  // Nobody is there to tell.
    Proceed();
  }

  void OnDone() override {
    --counters_->open_streams;
    delete this;
  }

 private:
  void ReadWhenRoom() {
    {
      std::lock_guard lock(mutex_);
      waiting_ = true;
    }
    engine_->WhenRoom([this] {
      {
        std::lock_guard lock(mutex_);
        waiting_ = false;
        if (!status_.ok()) {
          reading_ = false;
          return Proceed();
        }
      }
      StartRead(&request_);
    });
  }

  void StopReading(grpc::Status status) {
    std::lock_guard lock(mutex_);
    reading_ = false;
    if (status_.ok()) status_ = std::move(status);
    Proceed();
  }

  void OnDurable(uint64_t sequence,
                 const google::protobuf::RepeatedPtrField<v1::RejectedCall>& rejected,
                 const absl::Status& status, const BatchResult& result) {
    bool read_on = false;
    {
      std::lock_guard lock(mutex_);
      --in_flight_;
      if (status.ok() && status_.ok()) {
        next_.set_durable_sequence(sequence);
        next_.set_accepted(next_.accepted() + result.accepted);
        next_.set_duplicates(next_.duplicates() + result.duplicates);
        next_.mutable_rejected()->MergeFrom(rejected);
        pending_ = true;
      } else if (status_.ok()) {
        status_ = ToGrpc(status);
      }
      if (paused_) {
        paused_ = false;
        if (status_.ok()) {
          read_on = true;
        } else {
          reading_ = false;
        }
      }
      Proceed();
    }
    if (read_on) ReadWhenRoom();
  }

  // Writes what there is to say, or ends the stream. Under the lock. After an error nothing more is
  // read; ending the stream makes a read that is under way return.
  void Proceed() {
    if (writing_ || finished_) return;
    if (pending_) {
      pending_ = false;
      writing_ = true;
      response_.Swap(&next_);
      next_.Clear();
      StartWrite(&response_);
      return;
    }
    if (in_flight_ > 0 || waiting_ || (reading_ && status_.ok())) return;
    finished_ = true;
    Finish(status_);
  }

  Engine* const engine_;
  const Normaliser* const normaliser_;
  IngestCounters* const counters_;
  v1::StreamCallsRequest request_;
  uint64_t last_sequence_ = 0;

  std::mutex mutex_;
  int in_flight_ = 0;
  bool reading_ = true;   // A read is under way or will be.
  bool paused_ = false;   // Reading goes on when a batch has become durable.
  bool waiting_ = false;  // Reading goes on when the engine has room.
  bool writing_ = false;
  bool pending_ = false;  // next_ has news.
  bool finished_ = false;
  grpc::Status status_;
  v1::StreamCallsResponse response_;
  v1::StreamCallsResponse next_;
};

class Service final : public v1::IngestService::CallbackService {
 public:
  Service(Engine* engine, const Normaliser* normaliser, IngestCounters* counters)
      : engine_(engine), normaliser_(normaliser), counters_(counters) {}

  grpc::ServerBidiReactor<v1::StreamCallsRequest, v1::StreamCallsResponse>* StreamCalls(
      grpc::CallbackServerContext*) override {
    return new Stream(engine_, normaliser_, counters_);
  }

  grpc::ServerUnaryReactor* IngestCalls(grpc::CallbackServerContext* context,
                                        const v1::IngestCallsRequest* request,
                                        v1::IngestCallsResponse* response) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    if (request->calls().empty()) {
      reactor->Finish({grpc::StatusCode::INVALID_ARGUMENT, "calls is empty; send at least one"});
      return reactor;
    }
    if (request->source().size() > kLongestSource) {
      reactor->Finish({grpc::StatusCode::INVALID_ARGUMENT, "source is longer than 64 bytes"});
      return reactor;
    }
    if (!engine_->HasRoom()) {
      reactor->Finish(ToGrpc(absl::UnavailableError("too many calls wait; try again")));
      return reactor;
    }
    Batch batch =
        MakeBatch(request->calls(), 0, normaliser_, counters_, response->mutable_rejected());
    engine_->Submit(std::move(batch),
                    [reactor, response](const absl::Status& status, const BatchResult& result) {
                      response->set_accepted(result.accepted);
                      response->set_duplicates(result.duplicates);
                      reactor->Finish(ToGrpc(status));
                    });
    return reactor;
  }

 private:
  Engine* const engine_;
  const Normaliser* const normaliser_;
  IngestCounters* const counters_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeIngestService(Engine* engine, const Normaliser* normaliser,
                                                 IngestCounters* counters) {
  return std::make_unique<Service>(engine, normaliser, counters);
}

}  // namespace stillwatch::service
