#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/string_view.h"
#include "envoy/service/accesslog/v3/als.grpc.pb.h"
#include "service/engine/engine.h"
#include "service/gateways/doors/grpc_services.h"
#include "service/gateways/envoy/access_log.h"
#include "service/gateways/live/context.h"

namespace stillwatch::gateways {
namespace {

using envoy::service::accesslog::v3::AccessLogService;
using Message = envoy::service::accesslog::v3::StreamAccessLogsMessage;
using Response = envoy::service::accesslog::v3::StreamAccessLogsResponse;

// A stream of Envoy's log. Envoy drops what it cannot send and never sends again, so it is held
// back only while the engine has no room.
class Stream final : public grpc::ServerReadReactor<Message> {
 public:
  Stream(GatewayContext* context, grpc::CallbackServerContext* call)
      : context_(context), call_(call) {
    StartRead(&message_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      // Whether entries were lost with a stream that broke off cannot be known.
      if (call_->IsCancelled() && counters_ != nullptr) ++counters_->gaps;
      return Finish(grpc::Status::OK);
    }
    if (counters_ == nullptr) {
      counters_ = context_->sources.Of("envoy", message_.identifier().log_name());
    }
    Intake intake(context_->engine, context_->normaliser, counters_);
    for (const auto& entry : message_.http_logs().log_entry()) {
      ReadAccessLog(&document_, entry, context_->config.envoy, &draft_, &intake);
    }
    std::move(intake).Submit([counters = counters_](const absl::Status& status, const Receipt&) {
      if (!status.ok()) ++counters->gaps;
    });
    context_->engine->WhenRoom([this] { StartRead(&message_); });
  }

  void OnDone() override { delete this; }

 private:
  GatewayContext* const context_;
  grpc::CallbackServerContext* const call_;
  std::shared_ptr<SourceCounters> counters_;
  Message message_;
  Document document_;
  Draft draft_;
};

class Service final
    : public AccessLogService::WithCallbackMethod_StreamAccessLogs<AccessLogService::Service> {
 public:
  explicit Service(GatewayContext* context) : context_(context) {}

  grpc::ServerReadReactor<Message>* StreamAccessLogs(grpc::CallbackServerContext* call,
                                                     Response*) override {
    return new Stream(context_, call);
  }

 private:
  GatewayContext* const context_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeAccessLogService(GatewayContext* context) {
  return std::make_unique<Service>(context);
}

}  // namespace stillwatch::gateways
