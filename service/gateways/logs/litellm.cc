#include "service/gateways/logs/litellm.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "service/gateways/record/chat.h"

namespace stillwatch::gateways {
namespace {

// What LiteLLM puts in the place of messages that it was told not to log.
constexpr absl::string_view kRedacted = "redacted-by-litellm";

absl::string_view TextAt(const Value& object, absl::string_view name) {
  const Value* value = object.Get(name);
  return value == nullptr ? absl::string_view() : value->AsText().value_or("");
}

// Empty if it is not a call of a language model.
absl::string_view OperationOf(absl::string_view call_type) {
  if (absl::StrContains(call_type, "embedding")) return "embedding";
  if (absl::StrContains(call_type, "text_completion")) return "completion";
  for (const absl::string_view chat : {"completion", "messages", "responses", "generate_content"}) {
    if (absl::StrContains(call_type, chat)) return "chat";
  }
  return call_type.empty() ? "chat" : "";
}

int32_t StatusOf(const Value& record) {
  if (TextAt(record, "status") != "failure") return 200;
  int32_t code = 0;
  if (const Value* error = record.Get("error_information")) {
    if (absl::SimpleAtoi(TextAt(*error, "error_code"), &code) && code >= 400 && code <= 599) {
      return code;
    }
  }
  return 500;
}

void ReadTimes(const Value& record, detector::CallView* call) {
  const Value* start = record.Get("startTime");
  const Value* end = record.Get("endTime");
  SetTime(start, call);
  if (start == nullptr || end == nullptr) return;
  const double seconds = end->AsReal().value_or(0) - start->AsReal().value_or(0);
  if (seconds > 0 && seconds < 1e6) {
    call->latency_ms = static_cast<int64_t>(std::llround(seconds * 1000));
  }
}

}  // namespace

void ReadLiteLlm(Document* document, const Value& record, const IdentityPaths& paths, Draft* draft,
                 CallSink* sink) {
  if (!record.is(Value::Kind::kObject)) {
    return sink->Reject({"", "is not an object; expected a StandardLoggingPayload"});
  }
  const absl::string_view operation = OperationOf(TextAt(record, "call_type"));
  if (operation.empty()) return sink->Skip();
  draft->Clear();
  detector::CallView& call = draft->call;
  call.operation = operation;
  // The model as the client named it, then as the deployment does.
  call.model = TextAt(record, "model_group");
  if (call.model.empty()) call.model = TextAt(record, "model");
  ReadTimes(record, &call);
  if (const Value* params = document->Unwrap(record.Get("model_parameters"))) {
    ReadParams(*params, draft);
  }
  if (const Value* stream = record.Get("stream"); stream != nullptr && !call.params.stream) {
    call.params.stream = stream->AsTruth();
  }
  ReadMessages(document, record.Get("messages"), draft);
  if (std::all_of(call.messages.begin(), call.messages.end(),
                  [](const auto& message) { return message.content == kRedacted; })) {
    call.messages.clear();
  }
  ReadResponseBody(document, record.Get("response"), draft);
  if (!call.has_usage) ReadUsage(&record, draft);
  call.request_id = {};
  call.status = StatusOf(record);
  call.client.ip = TextAt(record, "requester_ip_address");
  if (const Value* agent = document->Find(record, "metadata.user_agent")) {
    call.client.user_agent = agent->AsText().value_or("");
  }
  Identify(document, {&record}, paths, draft);
  Deliver(paths, draft, sink);
}

}  // namespace stillwatch::gateways
