#include "tests/gateways/encode.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace stillwatch::tests {
namespace {

using nlohmann::json;

absl::Time TimeOf(const json& call) {
  absl::Time time;
  std::string error;
  absl::ParseTime(absl::RFC3339_full, call["time"].get<std::string>(), &time, &error);
  return time;
}

std::string Text(const json& object, const char* name) { return object.value(name, ""); }

json ClientOf(const json& call) { return call.value("client", json::object()); }

// What no format here has a place for; and all say whether parameters were logged.
json Reduced(json call) {
  call.erase("billing_fingerprint");
  json& client = call["client"];
  client.erase("asn");
  client.erase("country");
  if (!call.contains("params")) call["params"] = json::object();
  return call;
}

// Parameters by the names of request bodies.
json BodyParams(const json& call) {
  json params = call.value("params", json::object());
  if (params.contains("max_output_tokens")) {
    params["max_tokens"] = params["max_output_tokens"];
    params.erase("max_output_tokens");
  }
  return params;
}

json RequestBody(const json& call) {
  json body = BodyParams(call);
  body["model"] = call["model"];
  if (call.contains("messages")) body["messages"] = call["messages"];
  return body;
}

json ResponseBody(const json& call) {
  json body = {{"object", "chat.completion"}, {"model", call["model"]}};
  if (call.contains("finish_reason")) {
    body["choices"] = {{{"index", 0}, {"finish_reason", call["finish_reason"]}}};
  }
  if (call.contains("usage")) {
    const json& usage = call["usage"];
    body["usage"] = {
        {"prompt_tokens", usage.value("input_tokens", 0)},
        {"completion_tokens", usage.value("output_tokens", 0)},
        {"completion_tokens_details", {{"reasoning_tokens", usage.value("reasoning_tokens", 0)}}},
        {"prompt_tokens_details", {{"cached_tokens", usage.value("cached_input_tokens", 0)}}}};
  }
  return body;
}

json TextAttribute(const char* key, const std::string& text) {
  return {{"key", key}, {"value", {{"stringValue", text}}}};
}

json CountAttribute(const char* key, int64_t count) {
  return {{"key", key}, {"value", {{"intValue", std::to_string(count)}}}};
}

json OtlpAttributes(const json& call) {
  json attributes = json::array();
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) attributes.push_back(TextAttribute(key, text));
  };
  add("gen_ai.operation.name", Text(call, "operation"));
  add("gen_ai.request.model", Text(call, "model"));
  add("account.id", call["account_id"]);
  add("call.id", call["request_id"]);
  add("organization.id", Text(call, "organization_id"));
  add("api_key.id", Text(call, "api_key_id"));
  add("llm.invocation_parameters", BodyParams(call).dump());
  const json client = ClientOf(call);
  add("client.address", Text(client, "ip"));
  add("user_agent.original", Text(client, "user_agent"));
  add("tls.client.ja3", Text(client, "tls_fingerprint"));
  json parts = json::array();
  for (const json& message : call.value("messages", json::array())) {
    parts.push_back({{"role", message["role"]},
                     {"parts", {{{"type", "text"}, {"content", message["content"]}}}}});
  }
  if (call.contains("messages")) add("gen_ai.input.messages", parts.dump());
  if (call.contains("finish_reason")) {
    attributes.push_back(
        {{"key", "gen_ai.response.finish_reasons"},
         {"value", {{"arrayValue", {{"values", {{{"stringValue", call["finish_reason"]}}}}}}}}});
  }
  if (call.contains("usage")) {
    const json& usage = call["usage"];
    for (const auto& [key, name] :
         {std::pair{"gen_ai.usage.input_tokens", "input_tokens"},
          {"gen_ai.usage.output_tokens", "output_tokens"},
          {"gen_ai.usage.reasoning.output_tokens", "reasoning_tokens"},
          {"gen_ai.usage.cache_read.input_tokens", "cached_input_tokens"}}) {
      attributes.push_back(CountAttribute(key, usage.value(name, 0)));
    }
  }
  attributes.push_back(CountAttribute("http.response.status_code", call.value("status", 0)));
  return attributes;
}

}  // namespace

Encoded EncodeOtlp(const json& call, int64_t number) {
  const int64_t start = absl::ToUnixNanos(TimeOf(call));
  const int64_t end = start + call.value("latency_ms", int64_t{0}) * 1'000'000;
  const json span = {{"traceId", absl::StrFormat("%032x", number + 1)},
                     {"spanId", absl::StrFormat("%016x", number + 1)},
                     {"name", "chat"},
                     {"startTimeUnixNano", std::to_string(start)},
                     {"endTimeUnixNano", std::to_string(end)},
                     {"attributes", OtlpAttributes(call)}};
  const json line = {
      {"resourceSpans",
       {{{"resource", {{"attributes", json::array()}}}, {"scopeSpans", {{{"spans", {span}}}}}}}}};
  return {Reduced(call), {line}};
}

Encoded EncodeLiteLlm(const json& call, int64_t number) {
  json reduced = Reduced(call);
  reduced["client"].erase("tls_fingerprint");
  const int status = call.value("status", 200);
  reduced["status"] = status < 400 ? 200 : status;
  const double start = static_cast<double>(absl::ToUnixMicros(TimeOf(call))) / 1e6;
  const json client = ClientOf(call);
  const std::string operation = Text(call, "operation");
  const json line = {{"id", call["request_id"]},
                     {"call_type", operation == "embedding"    ? "aembedding"
                                   : operation == "completion" ? "atext_completion"
                                                               : "acompletion"},
                     {"status", status < 400 ? "success" : "failure"},
                     {"error_information", {{"error_code", std::to_string(status)}}},
                     {"model_group", call["model"]},
                     {"startTime", start},
                     {"endTime", start + static_cast<double>(call.value("latency_ms", 0)) / 1000},
                     {"model_parameters", BodyParams(call)},
                     {"messages", call.value("messages", json())},
                     {"response", ResponseBody(call)},
                     {"requester_ip_address", Text(client, "ip")},
                     {"metadata",
                      {{"user_api_key_hash", call["account_id"]},
                       {"key", Text(call, "api_key_id")},
                       {"user_agent", Text(client, "user_agent")},
                       {"user_api_key_org_id", Text(call, "organization_id")}}}};
  return {reduced, {line}};
}

Encoded EncodeKong(const json& call, int64_t number) {
  json reduced = Reduced(call);
  reduced["client"].erase("tls_fingerprint");
  const json client = ClientOf(call);
  const json line = {
      {"started_at", absl::ToUnixMillis(TimeOf(call))},
      {"client_ip", Text(client, "ip")},
      {"consumer", {{"id", call["account_id"]}}},
      {"workspace", Text(call, "organization_id")},
      {"authenticated_entity", {{"id", Text(call, "api_key_id")}}},
      {"request",
       {{"id", call["request_id"]},
        {"uri",
         absl::StrCat("/v1/", Text(call, "operation") == "chat" ? "chat/completions"
                                                                : Text(call, "operation") + "s")},
        {"headers", {{"user-agent", Text(client, "user_agent")}}}}},
      {"response", {{"status", call.value("status", 0)}}},
      {"latencies", {{"request", call.value("latency_ms", 0)}}},
      {"ai",
       {{"proxy",
         {{"meta", {{"request_model", call["model"]}}},
          {"payload",
           {{"request", RequestBody(call).dump()}, {"response", ResponseBody(call).dump()}}}}}}}};
  return {reduced, {line}};
}

Encoded EncodeOpenAiBatch(const json& call, int64_t number) {
  json reduced = Reduced(call);
  for (const char* field : {"client", "latency_ms", "api_key_id"}) reduced.erase(field);
  const int64_t created = absl::ToUnixSeconds(TimeOf(call));
  reduced["time"] =
      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(created), absl::UTCTimeZone());
  reduced["status"] = 200;
  const std::string id = absl::StrCat("request-", number);
  json input = RequestBody(call);
  input["user"] = call["account_id"];
  input["metadata"] = {{"organization_id", Text(call, "organization_id")}};
  json output = ResponseBody(call);
  output["created"] = created;
  return {
      reduced,
      {{{"custom_id", id},
        {"method", "POST"},
        {"url",
         absl::StrCat("/v1/", Text(call, "operation") == "chat" ? "chat/completions"
                                                                : Text(call, "operation") + "s")},
        {"body", input}},
       {{"id", absl::StrCat("batch_req_", number)},
        {"custom_id", id},
        {"response", {{"status_code", 200}, {"request_id", call["request_id"]}, {"body", output}}},
        {"error", nullptr}}}};
}

Encoded EncodeEnvoy(const json& call, int64_t number) {
  json reduced = Reduced(call);
  for (const char* field : {"params", "messages", "finish_reason"}) reduced.erase(field);
  const json client = ClientOf(call);
  json ai = {{"model_name_override", call["model"]}};
  if (call.contains("usage")) {
    json& usage = reduced["usage"];
    usage.erase("reasoning_tokens");
    ai["llm_input_token"] = usage.value("input_tokens", 0);
    ai["llm_output_token"] = usage.value("output_tokens", 0);
    ai["llm_cached_input_token"] = usage.value("cached_input_tokens", 0);
  }
  const int64_t latency = call.value("latency_ms", int64_t{0});
  const json entry = {
      {"commonProperties",
       {{"startTime", call["time"]},
        {"duration", absl::StrFormat("%d.%03ds", latency / 1000, latency % 1000)},
        {"downstreamRemoteAddress", {{"socketAddress", {{"address", Text(client, "ip")}}}}},
        {"tlsProperties", {{"ja3Fingerprint", Text(client, "tls_fingerprint")}}},
        {"customTags",
         {{"account_id", call["account_id"]},
          {"organization_id", Text(call, "organization_id")},
          {"api_key_id", Text(call, "api_key_id")}}},
        {"metadata", {{"filterMetadata", {{"io.envoy.ai_gateway", ai}}}}},
        {"accessLogType", "DownstreamEnd"}}},
      {"request",
       {{"requestId", call["request_id"]},
        {"path",
         absl::StrCat("/v1/", Text(call, "operation") == "chat" ? "chat/completions"
                                                                : Text(call, "operation") + "s")},
        {"userAgent", Text(client, "user_agent")}}},
      {"response", {{"responseCode", call.value("status", 0)}}}};
  return {reduced, {{{"httpLogs", {{"logEntry", {entry}}}}}}};
}

}  // namespace stillwatch::tests
