#include <grpcpp/grpcpp.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <utility>

#include "opentelemetry/proto/collector/logs/v1/logs_service.grpc.pb.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.grpc.pb.h"
#include "service/engine/engine.h"
#include "service/gateways/doors/grpc_services.h"
#include "service/gateways/doors/otlp_request.h"
#include "service/rpc/status.h"

namespace stillwatch::gateways {
namespace {

namespace collector = opentelemetry::proto::collector;
using collector::logs::v1::ExportLogsServiceResponse;
using collector::logs::v1::LogsService;
using collector::trace::v1::ExportTraceServiceResponse;
using collector::trace::v1::TraceService;

void SetPartial(const Receipt& receipt, ExportTraceServiceResponse* response) {
  response->mutable_partial_success()->set_rejected_spans(receipt.rejected);
  response->mutable_partial_success()->set_error_message(receipt.Summary());
}

void SetPartial(const Receipt& receipt, ExportLogsServiceResponse* response) {
  response->mutable_partial_success()->set_rejected_log_records(receipt.rejected);
  response->mutable_partial_success()->set_error_message(receipt.Summary());
}

// Requests are read from their bytes, so that a broken record is rejected alone.
template <class Response>
grpc::ServerUnaryReactor* Export(GatewayContext* context, OtlpSignal signal,
                                 grpc::CallbackServerContext* call, const grpc::ByteBuffer* request,
                                 grpc::ByteBuffer* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  if (!context->engine->HasRoom()) {
    reactor->Finish(
        service::ToGrpc(absl::UnavailableError("too many calls wait; send this again")));
    return reactor;
  }
  grpc::Slice bytes;
  OtlpRequest calls(context);
  if (!request->DumpToSingleSlice(&bytes).ok() ||
      !ReadOtlpWire({reinterpret_cast<const char*>(bytes.begin()), bytes.size()}, signal, &calls)) {
    reactor->Finish({grpc::StatusCode::INVALID_ARGUMENT, "the message is not an export request"});
    return reactor;
  }
  std::move(calls).Submit([reactor, response](const absl::Status& status, const Receipt& receipt) {
    if (!status.ok()) return reactor->Finish(service::ToGrpc(status));
    Response message;
    if (receipt.rejected > 0) SetPartial(receipt, &message);
    bool owned;
    reactor->Finish(grpc::SerializationTraits<Response>::Serialize(message, response, &owned));
  });
  return reactor;
}

class Traces final : public TraceService::WithRawCallbackMethod_Export<TraceService::Service> {
 public:
  explicit Traces(GatewayContext* context) : context_(context) {}

  grpc::ServerUnaryReactor* Export(grpc::CallbackServerContext* call,
                                   const grpc::ByteBuffer* request,
                                   grpc::ByteBuffer* response) override {
    return gateways::Export<ExportTraceServiceResponse>(context_, OtlpSignal::kTraces, call,
                                                        request, response);
  }

 private:
  GatewayContext* const context_;
};

class Logs final : public LogsService::WithRawCallbackMethod_Export<LogsService::Service> {
 public:
  explicit Logs(GatewayContext* context) : context_(context) {}

  grpc::ServerUnaryReactor* Export(grpc::CallbackServerContext* call,
                                   const grpc::ByteBuffer* request,
                                   grpc::ByteBuffer* response) override {
    return gateways::Export<ExportLogsServiceResponse>(context_, OtlpSignal::kLogs, call, request,
                                                       response);
  }

 private:
  GatewayContext* const context_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeOtlpTraceService(GatewayContext* context) {
  return std::make_unique<Traces>(context);
}

std::unique_ptr<grpc::Service> MakeOtlpLogsService(GatewayContext* context) {
  return std::make_unique<Logs>(context);
}

}  // namespace stillwatch::gateways
