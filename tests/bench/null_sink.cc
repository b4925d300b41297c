#include "tests/bench/null_sink.h"

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "stillwatch/v1/account_service.grpc.pb.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::bench {
namespace {

// The same kind of server as the real one: callbacks, the next read before the answer.
class Stream final
    : public grpc::ServerBidiReactor<v1::StreamCallsRequest, v1::StreamCallsResponse> {
 public:
  Stream() { StartRead(&request_); }
  void OnReadDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::OK);
      return;
    }
    response_.set_durable_sequence(request_.sequence());
    response_.set_accepted(request_.calls_size());
    StartWrite(&response_);
  }
  void OnWriteDone(bool ok) override {
    if (ok) {
      StartRead(&request_);
    } else {
      Finish(grpc::Status::OK);
    }
  }
  void OnDone() override { delete this; }

 private:
  v1::StreamCallsRequest request_;
  v1::StreamCallsResponse response_;
};

class Ingest final : public v1::IngestService::CallbackService {
 public:
  grpc::ServerBidiReactor<v1::StreamCallsRequest, v1::StreamCallsResponse>* StreamCalls(
      grpc::CallbackServerContext*) override {
    return new Stream;
  }
};

class Accounts final : public v1::AccountService::CallbackService {
 public:
  grpc::ServerUnaryReactor* CheckAccount(grpc::CallbackServerContext* context,
                                         const v1::CheckAccountRequest*,
                                         v1::CheckAccountResponse* response) override {
    response->set_verdict(v1::VERDICT_CLEAR);
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

}  // namespace

struct NullSink::Rep {
  Ingest ingest;
  Accounts accounts;
  int port = 0;
  std::unique_ptr<grpc::Server> server;
};

NullSink::NullSink() : rep_(std::make_unique<Rep>()) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &rep_->port);
  builder.RegisterService(&rep_->ingest);
  builder.RegisterService(&rep_->accounts);
  builder.SetMaxReceiveMessageSize(64 << 20);
  rep_->server = builder.BuildAndStart();
}

NullSink::~NullSink() { rep_->server->Shutdown(); }

std::string NullSink::address() const { return absl::StrCat("127.0.0.1:", rep_->port); }

}  // namespace stillwatch::bench
