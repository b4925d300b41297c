#include "service/gateways/envoy/access_log.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "envoy/data/accesslog/v3/accesslog.pb.h"
#include "envoy/service/accesslog/v3/als.pb.h"

namespace stillwatch::gateways {
namespace {

using envoy::data::accesslog::v3::AccessLogCommon;
using envoy::data::accesslog::v3::HTTPAccessLogEntry;
using Message = envoy::service::accesslog::v3::StreamAccessLogsMessage;

constexpr char kAiGateway[] = "io.envoy.ai_gateway";
constexpr int kDeepest = 32;

Value StructValue(const google::protobuf::Struct& from, int depth, Document* document);

Value AnyValue(const google::protobuf::Value& from, int depth, Document* document) {
  using google::protobuf::Value;
  if (depth <= 0) return {};
  switch (from.kind_case()) {
    case Value::kNumberValue:
      return gateways::Value::Real(from.number_value());
    case Value::kStringValue:
      return gateways::Value::Text(from.string_value());
    case Value::kBoolValue:
      return gateways::Value::Truth(from.bool_value());
    case Value::kStructValue:
      return StructValue(from.struct_value(), depth - 1, document);
    case Value::kListValue: {
      const auto& values = from.list_value().values();
      const auto count = static_cast<size_t>(values.size());
      gateways::Value* items = document->NewItems(count);
      if (items == nullptr) return {};
      const gateways::Value array = Document::Array(items, count);
      for (const Value& item : values) *items++ = AnyValue(item, depth - 1, document);
      return array;
    }
    default:
      return {};
  }
}

Value StructValue(const google::protobuf::Struct& from, int depth, Document* document) {
  Member* members = document->NewMembers(from.fields().size());
  if (members == nullptr) return {};
  const Value object = Document::Object(members, from.fields().size());
  for (const auto& [name, value] : from.fields()) {
    *members++ = {name, AnyValue(value, depth, document)};
  }
  return object;
}

// Empty if the path is not one of an LLM API.
absl::string_view OperationOf(absl::string_view path) {
  path = path.substr(0, path.find('?'));
  if (absl::StrContains(path, "/embeddings") || absl::StrContains(path, ":embedContent")) {
    return "embedding";
  }
  for (const absl::string_view chat :
       {"/chat/completions", "/messages", "/responses", ":generateContent",
        ":streamGenerateContent", "/converse", "/invoke", "/api/chat"}) {
    if (absl::StrContains(path, chat)) return "chat";
  }
  return absl::StrContains(path, "/completions") ? "completion" : "";
}

// The first of the names that the AI gateway's metadata has.
const Value* AiGateway(const Value& metadata, std::initializer_list<absl::string_view> names) {
  const Value* ours = metadata.Get(kAiGateway);
  if (ours == nullptr) return nullptr;
  for (const absl::string_view name : names) {
    if (const Value* found = ours->Get(name)) return found;
  }
  return nullptr;
}

void ReadModelAndUsage(const Value& metadata, Draft* draft) {
  detector::CallView& call = draft->call;
  const Value* model = AiGateway(
      metadata, {"model_name_override", "request_model", "model", "backend_model", "model_name"});
  if (model != nullptr) call.model = model->AsText().value_or("");
  const auto tokens = [&](std::initializer_list<absl::string_view> names, int64_t* to) {
    const Value* count = AiGateway(metadata, names);
    if (count == nullptr) return;
    call.has_usage = true;
    *to = count->AsWhole().value_or(0);
  };
  tokens({"llm_input_token", "llm_input_tokens", "input_tokens"}, &call.usage.input_tokens);
  tokens({"llm_output_token", "llm_output_tokens", "output_tokens"}, &call.usage.output_tokens);
  tokens({"llm_cached_input_token", "cached_input_tokens"}, &call.usage.cached_input_tokens);
}

absl::string_view AddressOf(const AccessLogCommon& common) {
  const auto& remote = common.downstream_remote_address().socket_address().address();
  return remote.empty() ? common.downstream_direct_remote_address().socket_address().address()
                        : remote;
}

int64_t LatencyMs(const AccessLogCommon& common) {
  const auto& took = common.has_time_to_last_downstream_tx_byte()
                         ? common.time_to_last_downstream_tx_byte()
                         : common.duration();
  const int64_t seconds = took.seconds();
  return seconds < 0 || seconds > 1'000'000 ? 0 : seconds * 1000 + took.nanos() / 1'000'000;
}

}  // namespace

Value MetadataValue(const envoy::config::core::v3::Metadata& metadata, Document* document) {
  const auto& filters = metadata.filter_metadata();
  Member* members = document->NewMembers(filters.size());
  if (members == nullptr) return Value();
  const Value object = Document::Object(members, filters.size());
  for (const auto& [name, fields] : filters) {
    *members++ = {name, StructValue(fields, kDeepest, document)};
  }
  return object;
}

void ReadAccessLog(Document* document, const HTTPAccessLogEntry& entry, const IdentityPaths& paths,
                   Draft* draft, CallSink* sink) {
  const AccessLogCommon& common = entry.common_properties();
  const auto& request = entry.request();
  const auto type = common.access_log_type();
  if (type != envoy::data::accesslog::v3::NotSet &&
      type != envoy::data::accesslog::v3::DownstreamEnd) {
    return sink->Skip();
  }
  document->Clear();
  draft->Clear();
  detector::CallView& call = draft->call;
  Member* members = document->NewMembers(7);
  members[0] = {"request_id", Value::Text(request.request_id())};
  members[1] = {"stream_id", Value::Text(common.stream_id())};
  members[2] = {"route", Value::Text(common.route_name())};
  members[3] = {"headers", TextsValue(request.request_headers(), document)};
  members[4] = {"response_headers", TextsValue(entry.response().response_headers(), document)};
  members[5] = {"custom_tags", TextsValue(common.custom_tags(), document)};
  members[6] = {"metadata", MetadataValue(common.metadata(), document)};
  const Value record = Document::Object(members, 7);

  ReadModelAndUsage(members[6].value, draft);
  call.operation =
      OperationOf(request.original_path().empty() ? request.path() : request.original_path());
  if (call.operation.empty() && call.model.empty()) return sink->Skip();
  if (common.has_start_time()) {
    call.has_time = true;
    call.time_seconds = common.start_time().seconds();
    call.time_nanos = common.start_time().nanos();
  }
  call.latency_ms = LatencyMs(common);
  const uint32_t status = entry.response().response_code().value();
  if (status >= 100 && status <= 599) call.status = static_cast<int32_t>(status);
  call.client.ip = AddressOf(common);
  call.client.user_agent = request.user_agent();
  call.client.tls_fingerprint = common.tls_properties().ja3_fingerprint();
  Identify(document, {&record}, paths, draft);
  Deliver(paths, draft, sink);
}

void ReadAccessLogJson(Document* document, absl::string_view json, const IdentityPaths& paths,
                       Draft* draft, CallSink* sink) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  const std::string text(json);
  const auto read = [&](google::protobuf::Message* message) {
    return google::protobuf::util::JsonStringToMessage(text, message, options);
  };
  Message message;
  if (const auto status = read(&message); !status.ok()) {
    return sink->Reject({"", absl::StrCat("is not an access log message: ", status.ToString())});
  }
  if (message.has_http_logs()) {
    for (const HTTPAccessLogEntry& entry : message.http_logs().log_entry()) {
      ReadAccessLog(document, entry, paths, draft, sink);
    }
    return;
  }
  HTTPAccessLogEntry entry;
  if (const auto status = read(&entry); !status.ok()) {
    return sink->Reject({"", absl::StrCat("is not an access log entry: ", status.ToString())});
  }
  if (!entry.has_common_properties() && !entry.has_request()) return sink->Skip();
  ReadAccessLog(document, entry, paths, draft, sink);
}

}  // namespace stillwatch::gateways
