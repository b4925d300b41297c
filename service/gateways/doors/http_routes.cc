#include "service/gateways/doors/http_routes.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "opentelemetry/proto/collector/logs/v1/logs_service.pb.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.pb.h"
#include "service/engine/engine.h"
#include "service/gateways/doors/otlp_request.h"
#include "service/gateways/hooks/webhooks.h"
#include "service/gateways/live/context.h"
#include "service/gateways/logs/kong.h"
#include "service/gateways/logs/litellm.h"
#include "service/gateways/logs/split.h"

namespace stillwatch::gateways {
namespace {

using nlohmann::json;
using Respond = std::function<void(http::Response)>;

constexpr char kProtobuf[] = "application/x-protobuf";
constexpr char kJson[] = "application/json";
constexpr int kInvalidArgument = 3;
constexpr int kUnavailable = 14;

std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

http::Response Json(int status, const json& body) {
  http::Response response{.status = status, .content_type = kJson, .body = Dump(body)};
  if (status == 503) response.retry_after_seconds = 1;
  return response;
}

http::Response Error(int status, const std::string& message) {
  return Json(status, {{"error", {{"code", status}, {"message", message}}}});
}

int HttpStatus(const absl::Status& status) { return absl::IsUnavailable(status) ? 503 : 500; }

// ---- OTLP ----

http::Response OtlpError(bool binary, int status, const std::string& message) {
  const int code = status == 503 ? kUnavailable : kInvalidArgument;
  http::Response response = Json(status, {{"code", code}, {"message", message}});
  if (binary) {
    google::rpc::Status body;
    body.set_code(code);
    body.set_message(message);
    response.content_type = kProtobuf;
    response.body = body.SerializeAsString();
  }
  return response;
}

template <class ExportResponse>
std::string BinaryReceipt(const Receipt& receipt,
                          void (*set)(int64_t, const std::string&, ExportResponse*)) {
  ExportResponse response;
  if (receipt.rejected > 0) set(receipt.rejected, receipt.Summary(), &response);
  return response.SerializeAsString();
}

http::Response OtlpReceipt(OtlpSignal signal, bool binary, const Receipt& receipt) {
  namespace collector = opentelemetry::proto::collector;
  http::Response response;
  if (!binary) {
    json body = json::object();
    if (receipt.rejected > 0) {
      const char* count = signal == OtlpSignal::kTraces ? "rejectedSpans" : "rejectedLogRecords";
      body["partialSuccess"] = {{count, std::to_string(receipt.rejected)},
                                {"errorMessage", receipt.Summary()}};
    }
    return Json(200, body);
  }
  response.content_type = kProtobuf;
  if (signal == OtlpSignal::kTraces) {
    response.body = BinaryReceipt<collector::trace::v1::ExportTraceServiceResponse>(
        receipt, [](int64_t count, const std::string& message, auto* to) {
          to->mutable_partial_success()->set_rejected_spans(count);
          to->mutable_partial_success()->set_error_message(message);
        });
  } else {
    response.body = BinaryReceipt<collector::logs::v1::ExportLogsServiceResponse>(
        receipt, [](int64_t count, const std::string& message, auto* to) {
          to->mutable_partial_success()->set_rejected_log_records(count);
          to->mutable_partial_success()->set_error_message(message);
        });
  }
  return response;
}

void TakeOtlp(GatewayContext* context, OtlpSignal signal, const http::Request& request,
              const Respond& respond) {
  const bool binary = request.content_type == kProtobuf;
  if (!binary && request.content_type != kJson) {
    return respond(OtlpError(false, 415,
                             absl::StrCat("content-type is \"", request.content_type, "\"; send ",
                                          kProtobuf, " or ", kJson)));
  }
  if (!context->engine->HasRoom()) {
    return respond(OtlpError(binary, 503, "too many calls wait; try again"));
  }
  OtlpRequest calls(context);
  if (binary) {
    if (!ReadOtlpWire(request.body, signal, &calls)) {
      return respond(OtlpError(true, 400, "the body is not an export request of this signal"));
    }
  } else if (const std::string fault = ReadOtlpJson(request.body, &calls); !fault.empty()) {
    return respond(OtlpError(false, 400, absl::StrCat("the body ", fault)));
  }
  std::move(calls).Submit(
      [signal, binary, respond](const absl::Status& status, const Receipt& receipt) {
        if (!status.ok()) {
          return respond(OtlpError(binary, HttpStatus(status), std::string(status.message())));
        }
        respond(OtlpReceipt(signal, binary, receipt));
      });
}

// ---- Logs in JSON ----

using Reader = void (*)(Document*, const Value&, const IdentityPaths&, Draft*, CallSink*);

// The value of "source" in a query.
std::string SourceName(absl::string_view query) {
  constexpr absl::string_view kName = "source=";
  for (size_t at = 0; at < query.size();) {
    const size_t end = std::min(query.find('&', at), query.size());
    const absl::string_view part = query.substr(at, end - at);
    if (absl::StartsWith(part, kName)) return std::string(part.substr(kName.size()));
    at = end + 1;
  }
  return "";
}

json Rejects(const Receipt& receipt) {
  json list = json::array();
  for (const service::FieldError& error : receipt.first_rejects) {
    list.push_back({{"field", error.field}, {"reason", error.reason}});
  }
  return list;
}

void TakeLogs(GatewayContext* context, const char* gateway, const IdentityPaths& paths,
              Reader reader, const http::Request& request, const Respond& respond) {
  if (!context->engine->HasRoom()) return respond(Error(503, "too many calls wait; try again"));
  Intake intake = context->NewIntake(gateway, SourceName(request.query));
  Document document;
  Draft draft;
  int64_t readable = 0;
  SplitRecords(request.body, [&](absl::string_view text) {
    document.Clear();
    const Value* record = document.ParseJson(text);
    if (record == nullptr) return intake.Reject({"", document.fault()});
    ++readable;
    reader(&document, *record, paths, &draft, &intake);
  });
  const bool none = readable == 0 && !request.body.empty();
  std::move(intake).Submit([none, respond](const absl::Status& status, const Receipt& receipt) {
    if (!status.ok()) return respond(Error(HttpStatus(status), std::string(status.message())));
    if (none && receipt.rejected > 0) {
      return respond(
          Error(400, absl::StrCat("the body holds no JSON objects: ", receipt.Summary())));
    }
    respond(Json(200, {{"accepted", receipt.accepted},
                       {"duplicates", receipt.duplicates},
                       {"rejected", receipt.rejected},
                       {"first_rejects", Rejects(receipt)}}));
  });
}

http::Route OtlpRoute(GatewayContext* context, const char* path, OtlpSignal signal) {
  return {.path = path,
          .quick = false,
          .handle = [context, signal](
                        const http::Request& request,
                        const Respond& respond) { TakeOtlp(context, signal, request, respond); },
          .refuse = [](int status,
                       const std::string& message) { return OtlpError(false, status, message); }};
}

http::Route LogRoute(GatewayContext* context, const char* path, const char* gateway,
                     const IdentityPaths* paths, Reader reader) {
  return {.path = path,
          .quick = false,
          .handle =
              [=](const http::Request& request, const Respond& respond) {
                TakeLogs(context, gateway, *paths, reader, request, respond);
              },
          .refuse = nullptr};
}

http::Route HookRoute(const char* path, const Hook* hook,
                      std::string (*answer)(const Hook&, absl::string_view, absl::Time)) {
  return {.path = path,
          .quick = true,
          .handle =
              [hook, answer](const http::Request& request, const Respond& respond) {
                respond({.status = 200,
                         .content_type = kJson,
                         .body = answer(*hook, request.body, absl::Now())});
              },
          .refuse = nullptr};
}

}  // namespace

std::vector<http::Route> GatewayRoutes(GatewayContext* context) {
  return {
      OtlpRoute(context, "/v1/traces", OtlpSignal::kTraces),
      OtlpRoute(context, "/v1/logs", OtlpSignal::kLogs),
      LogRoute(context, "/litellm/logs", "litellm", &context->config.litellm, ReadLiteLlm),
      LogRoute(context, "/kong/logs", "kong", &context->config.kong, ReadKong),
      HookRoute("/beta/litellm_basic_guardrail_api", &context->litellm_guardrail, AnswerLiteLlm),
      HookRoute("/portkey/guardrail", &context->portkey_guardrail, AnswerPortkey),
  };
}

}  // namespace stillwatch::gateways
