#include "service/rpc/ingest_service.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "service/engine/engine.h"
#include "service/normalise/call_proto.h"
#include "service/normalise/utf8.h"
#include "service/rpc/status.h"
#include "service/threads/priority.h"
#include "service/threads/workers.h"
#include "service/wire/call_wire.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

// Batches of a stream between reading and acknowledging.
constexpr int kMostInFlight = 32;
// A message below this is read sooner than handed to another thread.
constexpr size_t kShortBytes = 16 << 10;
constexpr size_t kLongestSource = 64;
// After so many calls whoever waits for the processor gets it: a tenth of a millisecond, about.
constexpr size_t kTurn = 32;
constexpr size_t kTurnWhileChecksCome = 8;

using Rejects = google::protobuf::RepeatedPtrField<v1::RejectedCall>;

// Makes a batch of the calls that can be taken and tells of the others.
class BatchMaker {
 public:
  BatchMaker(uint64_t sequence, size_t calls, const Normaliser* normaliser,
             IngestCounters* counters, Rejects* rejects)
      : sequence_(sequence), counters_(counters), rejects_(rejects), batch_(normaliser) {
    batch_.Reserve(calls);
  }

  void Add(const detector::CallView& call) {
    if (std::optional<FieldError> error = batch_.Add(call)) {
      Reject(call, *std::move(error));
    } else {
      without_content_ += call.messages.empty() ? 1 : 0;
      ++index_;
    }
  }

  // `call` has what could be read.
  void Reject(const detector::CallView& call, FieldError error) {
    v1::RejectedCall* reject = rejects_->Add();
    reject->set_sequence(sequence_);
    reject->set_index(index_++);
    reject->set_field(std::move(error.field));
    reject->set_reason(std::move(error.reason));
    // Else the answer would not be a message.
    if (IsUtf8(call.account_id)) {
      reject->set_account_id(call.account_id.data(), call.account_id.size());
    }
    if (IsUtf8(call.request_id)) {
      reject->set_request_id(call.request_id.data(), call.request_id.size());
    }
    ++counters_->rejected;
  }

  Batch Finish() {
    counters_->without_content += without_content_;
    return std::move(batch_);
  }

 private:
  const uint64_t sequence_;
  IngestCounters* const counters_;
  Rejects* const rejects_;
  Batch batch_;
  int index_ = 0;
  int64_t without_content_ = 0;
};

// What gRPC received, in one piece. Keeps memory from message to message.
class WholeMessage {
 public:
  // Valid until the next call; the buffer is free again then.
  absl::StatusOr<absl::string_view> Of(grpc::ByteBuffer* buffer) {
    if (buffer->TrySingleSlice(&slice_).ok()) {
      return absl::string_view(reinterpret_cast<const char*>(slice_.begin()), slice_.size());
    }
    slices_.clear();
    if (!buffer->Dump(&slices_).ok()) return absl::InternalError("the message cannot be read");
    if (text_.capacity() > kMostKeptBytes) text_ = std::string();
    text_.clear();
    text_.reserve(buffer->Length());
    for (const grpc::Slice& slice : slices_) {
      text_.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    }
    slices_.clear();
    buffer->Clear();
    return text_;
  }

 private:
  static constexpr size_t kMostKeptBytes = 1 << 20;

  grpc::Slice slice_;
  std::vector<grpc::Slice> slices_;
  std::string text_;
};

// One stream. gRPC calls the On… methods one at a time, the engine OnDurable from its own thread;
// the lock is for what both touch. Ends itself once nothing is in flight any more.
//
// Messages are read from their bytes: building them would take longer than all that is done with a
// call.
class Stream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Stream(Engine* engine, const Normaliser* normaliser, IngestCounters* counters, Workers* workers)
      : engine_(engine), normaliser_(normaliser), counters_(counters), workers_(workers) {
    ++counters_->open_streams;
    StartRead(&received_);
  }

  void OnReadDone(bool ok) override {
    AnswerSoon();  // This thread, or what it got from the network meanwhile.
    if (!ok) return StopReading(grpc::Status::OK);
    {
      std::lock_guard lock(mutex_);
      if (finished_ || !status_.ok()) {
        reading_ = false;
        return Proceed();
      }
      busy_ = true;
    }
    if (received_.Length() < kShortBytes) return TakeBatch();
    workers_->Run([this] { TakeBatch(); });
  }

  void TakeBatch() {
    const absl::StatusOr<absl::string_view> bytes = message_.Of(&received_);
    if (!bytes.ok()) return StopReading(ToGrpc(bytes.status()));
    if (grpc::Status status = ReadRequest(*bytes); !status.ok()) return StopReading(status);
    Rejects rejected;
    Batch batch = MakeBatch(&rejected);
    bool read_on = false;
    {
      std::lock_guard lock(mutex_);
      read_on = ++in_flight_ < kMostInFlight;
      paused_ = !read_on;
      // From here on it is the batch in flight that keeps this object.
      busy_ = read_on;
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
    // Whoever finished the stream may hold it still.
    { std::lock_guard lock(mutex_); }
    delete this;
  }

 private:
  // Reads all but the calls into request_.
  grpc::Status ReadRequest(absl::string_view bytes) {
    const auto invalid = [](const std::string& what) {
      return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, what);
    };
    if (!ReadStreamCalls(bytes, &request_)) {
      return invalid("the message is not a valid StreamCallsRequest; send stillwatch.v1 messages");
    }
    if (request_.sequence <= last_sequence_) {
      return invalid(absl::StrCat("sequence is ", request_.sequence, " after ", last_sequence_,
                                  "; it must be greater than that of the batch before"));
    }
    if (request_.source.size() > kLongestSource) {
      return invalid(absl::StrCat("source has ", request_.source.size(), " bytes; it may have ",
                                  kLongestSource));
    }
    last_sequence_ = request_.sequence;
    return grpc::Status::OK;
  }

  Batch MakeBatch(Rejects* rejected) {
    BatchMaker maker(last_sequence_, request_.calls.size(), normaliser_, counters_, rejected);
    const bool checks_come = engine_->verdicts().WasAskedLately(absl::Now());
    const size_t turn = checks_come ? kTurnWhileChecksCome : kTurn;
    size_t calls = 0;
    for (const absl::string_view bytes : request_.calls) {
      if (++calls % turn == 0) LetOthersIn();
      if (ReadCall(bytes, &call_)) {
        maker.Add(call_);
      } else {
        maker.Reject(call_, {"", "is not a valid stillwatch.v1.Call message; send it anew"});
      }
    }
    return maker.Finish();
  }

  void ReadWhenRoom() {
    {
      std::lock_guard lock(mutex_);
      waiting_ = true;
      busy_ = false;
    }
    engine_->WhenRoom([this] {
      std::lock_guard lock(mutex_);
      waiting_ = false;
      if (!status_.ok()) {
        reading_ = false;
        return Proceed();
      }
      StartRead(&received_);
    });
  }

  void StopReading(grpc::Status status) {
    std::lock_guard lock(mutex_);
    reading_ = false;
    busy_ = false;
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
      bool owned;
      grpc::SerializationTraits<v1::StreamCallsResponse>::Serialize(next_, &response_, &owned);
      next_.Clear();
      StartWrite(&response_);
      return;
    }
    if (in_flight_ > 0 || waiting_ || busy_ || (reading_ && status_.ok())) return;
    finished_ = true;
    Finish(status_);
  }

  Engine* const engine_;
  const Normaliser* const normaliser_;
  IngestCounters* const counters_;
  Workers* const workers_;
  // Of the message that is being read.
  grpc::ByteBuffer received_;
  WholeMessage message_;
  StreamCallsView request_;
  detector::CallView call_;
  uint64_t last_sequence_ = 0;

  std::mutex mutex_;
  int in_flight_ = 0;
  bool reading_ = true;   // A read is under way or will be.
  bool paused_ = false;   // Reading goes on when a batch has become durable.
  bool busy_ = false;     // A batch is being read.
  bool waiting_ = false;  // Reading goes on when the engine has room.
  bool writing_ = false;
  bool pending_ = false;  // next_ has news.
  bool finished_ = false;
  grpc::Status status_;
  grpc::ByteBuffer response_;
  v1::StreamCallsResponse next_;
};

using Handlers = v1::IngestService::WithRawCallbackMethod_StreamCalls<
    v1::IngestService::WithCallbackMethod_IngestCalls<v1::IngestService::Service>>;

class Service final : public Handlers {
 public:
  Service(Engine* engine, const Normaliser* normaliser, IngestCounters* counters)
      : engine_(engine), normaliser_(normaliser), counters_(counters) {}

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamCalls(
      grpc::CallbackServerContext*) override {
    return new Stream(engine_, normaliser_, counters_, &workers_);
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
    BatchMaker maker(0, static_cast<size_t>(request->calls_size()), normaliser_, counters_,
                     response->mutable_rejected());
    detector::CallView view;
    for (const v1::Call& call : request->calls()) {
      ViewOf(call, &view);
      maker.Add(view);
    }
    engine_->Submit(maker.Finish(),
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
  Workers workers_{static_cast<int>(std::max(1u, std::thread::hardware_concurrency())), "read",
                   Turns::kShort,
                   [this] { return engine_->verdicts().WasAskedLately(absl::Now()); }};
};

}  // namespace

std::unique_ptr<grpc::Service> MakeIngestService(Engine* engine, const Normaliser* normaliser,
                                                 IngestCounters* counters) {
  return std::make_unique<Service>(engine, normaliser, counters);
}

}  // namespace stillwatch::service
