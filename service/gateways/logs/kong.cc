#include "service/gateways/logs/kong.h"

#include "absl/strings/match.h"
#include "service/gateways/record/chat.h"

namespace stillwatch::gateways {
namespace {

absl::string_view TextIn(Document* document, const Value& record, absl::string_view path) {
  const Value* found = document->Find(record, path);
  return found == nullptr ? absl::string_view() : found->AsText().value_or("");
}

int64_t WholeIn(Document* document, const Value& record, absl::string_view path) {
  const Value* found = document->Find(record, path);
  return found == nullptr ? 0 : found->AsWhole().value_or(0);
}

// What the AI plugin in use wrote: the entry of "ai" that tells of a model or of tokens.
const Value* Statistics(const Value& record) {
  const Value* ai = record.Get("ai");
  if (ai == nullptr || !ai->is(Value::Kind::kObject)) return nullptr;
  if (const Value* proxy = ai->Get("proxy")) return proxy;
  for (uint32_t i = 0; i < ai->size; ++i) {
    const Value& plugin = ai->members[i].value;
    if (plugin.Get("meta") != nullptr || plugin.Get("usage") != nullptr) return &plugin;
  }
  return nullptr;
}

absl::string_view OperationOf(absl::string_view uri) {
  if (absl::StrContains(uri, "embedding")) return "embedding";
  if (absl::StrContains(uri, "completions") && !absl::StrContains(uri, "chat")) {
    return "completion";
  }
  return "chat";
}

}  // namespace

void ReadKong(Document* document, const Value& record, const IdentityPaths& paths, Draft* draft,
              CallSink* sink) {
  if (!record.is(Value::Kind::kObject)) {
    return sink->Reject({"", "is not an object; expected an entry of Kong's log"});
  }
  const Value* ai = Statistics(record);
  if (ai == nullptr) return sink->Skip();
  draft->Clear();
  detector::CallView& call = draft->call;
  call.operation = OperationOf(TextIn(document, record, "request.uri"));
  call.model = TextIn(document, *ai, "meta.request_model");
  const int64_t started_ms = WholeIn(document, record, "started_at");
  if (started_ms > 0) {
    call.has_time = true;
    call.time_seconds = started_ms / 1000;
    call.time_nanos = static_cast<int32_t>(started_ms % 1000) * 1'000'000;
  }
  call.latency_ms = WholeIn(document, record, "latencies.request");
  if (call.latency_ms <= 0) call.latency_ms = WholeIn(document, *ai, "meta.llm_latency");
  if (call.latency_ms < 0) call.latency_ms = 0;
  ReadRequestBody(document, document->Find(*ai, "payload.request"), draft);
  ReadResponseBody(document, document->Find(*ai, "payload.response"), draft);
  call.request_id = {};
  if (const Value* usage = ai->Get("usage"); usage != nullptr && !call.has_usage) {
    ReadUsage(usage, draft);
  }
  const int64_t status = WholeIn(document, record, "response.status");
  if (status >= 100 && status <= 599) call.status = static_cast<int32_t>(status);
  call.client.ip = TextIn(document, record, "client_ip");
  call.client.user_agent = TextIn(document, record, "request.headers.user-agent");
  Identify(document, {&record}, paths, draft);
  Deliver(paths, draft, sink);
}

}  // namespace stillwatch::gateways
