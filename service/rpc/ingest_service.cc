#include "service/rpc/ingest_service.h"

#include <grpcpp/grpcpp.h>

#include <mutex>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/call/call_view.h"
#include "service/engine/engine.h"
#include "service/normalise/call_proto.h"
#include "service/rpc/status.h"
#include "service/wire/call_wire.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

// Batches of a stream between reading and acknowledging.
constexpr int kMostInFlight = 32;
constexpr size_t kLongestSource = 64;

constexpr char kNotACall[] = "the record is not a stillwatch.v1.Call message; check the encoder";

using Rejects = google::protobuf::RepeatedPtrField<v1::RejectedCall>;

// Makes a batch of the calls that can be taken, and tells of the others.
class BatchMaker {
 public:
  BatchMaker(const Normaliser* normaliser, IngestCounters* counters, size_t calls)
      : counters_(counters), batch_(normaliser) {
    batch_.Reserve(calls);
  }

  void Add(const detector::CallView& call, uint64_t sequence, size_t index, Rejects* rejects) {
    std::optional<FieldError> error = batch_.Add(call);
    if (!error.has_value()) {
      without_content_ += call.messages.empty() ? 1 : 0;
      return;
    }
    v1::RejectedCall* reject = Reject(sequence, index, *std::move(error), rejects);
    // Ids that are no text must not be sent as such.
    if (reject->field() != "account_id") reject->set_account_id(std::string(call.account_id));
    if (reject->field() != "account_id" && reject->field() != "request_id") {
      reject->set_request_id(std::string(call.request_id));
    }
  }

  v1::RejectedCall* Reject(uint64_t sequence, size_t index, FieldError error, Rejects* rejects) {
    v1::RejectedCall* reject = rejects->Add();
    reject->set_sequence(sequence);
    reject->set_index(static_cast<int32_t>(index));
    reject->set_field(std::move(error.field));
    reject->set_reason(std::move(error.reason));
    ++counters_->rejected;
    return reject;
  }

  Batch Take() {
    counters_->without_content += without_content_;
    return std::move(batch_);
  }

 private:
  IngestCounters* const counters_;
  Batch batch_;
  int64_t without_content_ = 0;
};

// The bytes of a message, in one piece; `slice` keeps them.
absl::string_view BytesOf(const grpc::ByteBuffer& buffer, grpc::Slice* slice) {
  if (!buffer.TrySingleSlice(slice).ok() && !buffer.DumpToSingleSlice(slice).ok()) return {};
  return {reinterpret_cast<const char*>(slice->begin()), slice->size()};
}

// One stream. gRPC calls the On… methods one at a time, the engine OnDurable from its own thread;
// the lock is for what both touch. Ends itself once nothing is in flight any more.
class Stream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Stream(Engine* engine, const Normaliser* normaliser, IngestCounters* counters)
      : engine_(engine), normaliser_(normaliser), counters_(counters) {
    ++counters_->open_streams;
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return StopReading(grpc::Status::OK);
    grpc::Slice slice;
    if (grpc::Status status = Read(BytesOf(request_, &slice)); !status.ok()) {
      return StopReading(std::move(status));
    }
    last_sequence_ = view_.sequence;
    Rejects rejected;
    Batch batch = MakeBatch(&rejected);
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
  grpc::Status Read(absl::string_view bytes) {
    if (!wire::ReadStreamCalls(bytes, &view_)) {
      return {grpc::StatusCode::INVALID_ARGUMENT,
              "not a stillwatch.v1.StreamCallsRequest message; check the encoder"};
    }
    if (view_.sequence <= last_sequence_) {
      return {grpc::StatusCode::INVALID_ARGUMENT,
              absl::StrCat("sequence is ", view_.sequence, " after ", last_sequence_,
                           "; it must be greater than that of the batch before")};
    }
    if (view_.source.size() > kLongestSource) {
      return {
          grpc::StatusCode::INVALID_ARGUMENT,
          absl::StrCat("source has ", view_.source.size(), " bytes; it may have ", kLongestSource)};
    }
    return grpc::Status::OK;
  }

  Batch MakeBatch(Rejects* rejected) {
    BatchMaker maker(normaliser_, counters_, view_.calls.size());
    for (size_t i = 0; i < view_.calls.size(); ++i) {
      if (wire::ReadCall(view_.calls[i], &call_)) {
        maker.Add(call_, view_.sequence, i, rejected);
      } else {
        maker.Reject(view_.sequence, i, {"", kNotACall}, rejected);
      }
    }
    return maker.Take();
  }

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

  void OnDurable(uint64_t sequence, const Rejects& rejected, const absl::Status& status,
                 const BatchResult& result) {
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
      bool own_buffer = false;
      grpc::Status status = grpc::SerializationTraits<v1::StreamCallsResponse>::Serialize(
          next_, &response_, &own_buffer);
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
  grpc::ByteBuffer request_;
  wire::StreamCallsView view_;
  detector::CallView call_;
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
  grpc::ByteBuffer response_;
  v1::StreamCallsResponse next_;
};

// Calls of streams are read from their bytes, without messages made of them.
using ServiceBase = v1::IngestService::WithRawCallbackMethod_StreamCalls<
    v1::IngestService::WithCallbackMethod_IngestCalls<v1::IngestService::Service>>;

class Service final : public ServiceBase {
 public:
  Service(Engine* engine, const Normaliser* normaliser, IngestCounters* counters)
      : engine_(engine), normaliser_(normaliser), counters_(counters) {}

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamCalls(
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
    BatchMaker maker(normaliser_, counters_, static_cast<size_t>(request->calls_size()));
    detector::CallView call;
    for (int i = 0; i < request->calls_size(); ++i) {
      ViewOf(request->calls(i), &call);
      maker.Add(call, 0, static_cast<size_t>(i), response->mutable_rejected());
    }
    Batch batch = maker.Take();
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
