#include "service/gateways/otlp/translate.h"

#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/gateways/otlp/aliases.h"
#include "service/gateways/record/chat.h"

namespace stillwatch::gateways {
namespace {

constexpr size_t kMostMessages = 10'000;
constexpr int32_t kFailedStatus = 500;

absl::string_view TextOf(const Value& attributes, OtlpField field) {
  const Value* value = Attribute(attributes, field);
  return value == nullptr ? absl::string_view() : value->AsText().value_or("");
}

int64_t CountOf(const Value& attributes, OtlpField field) {
  const Value* value = Attribute(attributes, field);
  return value == nullptr ? 0 : value->AsWhole().value_or(0);
}

template <class T>
void SetWhole(const Value& attributes, OtlpField field, std::optional<T>* to) {
  const Value* value = Attribute(attributes, field);
  if (value == nullptr) return;
  const std::optional<int64_t> whole = value->AsWhole();
  if (whole && *whole >= std::numeric_limits<T>::min() && *whole <= std::numeric_limits<T>::max()) {
    *to = static_cast<T>(*whole);
  }
}

bool IsSpanId(const std::string& id) { return id.find_first_not_of('0') != id.npos; }

void ReadParameters(Document* document, const Value& attributes, Draft* draft) {
  if (const Value* all = document->Unwrap(Attribute(attributes, OtlpField::kParameters))) {
    ReadParams(*all, draft);
  }
  detector::ParamsView& params = draft->call.params;
  draft->call.has_params = true;
  if (const Value* value = Attribute(attributes, OtlpField::kTemperature)) {
    params.temperature = value->AsReal();
  }
  if (const Value* value = Attribute(attributes, OtlpField::kTopP)) params.top_p = value->AsReal();
  if (const Value* value = Attribute(attributes, OtlpField::kStream)) {
    params.stream = value->AsTruth();
  }
  if (const Value* value = Attribute(attributes, OtlpField::kResponseFormat)) {
    params.response_format = value->AsText();
  }
  SetWhole(attributes, OtlpField::kMaxTokens, &params.max_output_tokens);
  SetWhole(attributes, OtlpField::kSeed, &params.seed);
  SetWhole(attributes, OtlpField::kChoices, &params.n);
}

void ReadTokens(const Value& attributes, Draft* draft) {
  detector::CallView& call = draft->call;
  call.has_usage = Attribute(attributes, OtlpField::kInputTokens) != nullptr ||
                   Attribute(attributes, OtlpField::kOutputTokens) != nullptr;
  call.usage = {CountOf(attributes, OtlpField::kInputTokens),
                CountOf(attributes, OtlpField::kOutputTokens),
                CountOf(attributes, OtlpField::kReasoningTokens),
                CountOf(attributes, OtlpField::kCachedTokens)};
}

// Messages in attributes such as "gen_ai.prompt.0.content".
void ReadNumbered(const Value& attributes, Draft* draft) {
  if (!attributes.is(Value::Kind::kObject)) return;
  for (const NumberedMessages& dialect : NumberedDialects()) {
    absl::flat_hash_map<absl::string_view, const Value*> parts;
    for (uint32_t i = 0; i < attributes.size; ++i) {
      absl::string_view name = attributes.members[i].name;
      if (absl::ConsumePrefix(&name, dialect.before)) {
        parts.try_emplace(name, &attributes.members[i].value);
      }
    }
    const auto part = [&](size_t number, absl::string_view name) -> const Value* {
      const auto found = parts.find(absl::StrCat(number, name));
      return found == parts.end() ? nullptr : found->second;
    };
    for (size_t i = 0; i < kMostMessages && !parts.empty(); ++i) {
      const Value* role = part(i, dialect.role);
      const Value* content = part(i, dialect.content);
      if (role == nullptr && content == nullptr) break;
      AddMessage(role == nullptr ? "user" : role->AsText().value_or("user"), content, draft);
    }
    if (!draft->call.messages.empty()) return;
  }
}

void ReadContent(Document* document, const Value& attributes, Draft* draft) {
  const Value* messages = document->Unwrap(Attribute(attributes, OtlpField::kInputMessages));
  if (const Value* system = document->Unwrap(Attribute(attributes, OtlpField::kSystem))) {
    AddMessage("system", system, draft);
  }
  if (messages != nullptr) return ReadMessages(document, messages, draft);
  ReadNumbered(attributes, draft);
  if (!draft->call.messages.empty()) return;
  const Value* prompt = Attribute(attributes, OtlpField::kPromptText);
  const Value* body = document->Unwrap(prompt);
  if (body == nullptr) return;
  if (body->is(Value::Kind::kText)) {
    AddMessage("user", body, draft);
  } else if (body->Get("messages") != nullptr || body->is(Value::Kind::kArray)) {
    ReadMessages(document, body, draft);
  }
}

// Messages in a span's events.
void ReadEventMessages(Document* document, const Value& events, Draft* draft) {
  for (const Value& event : events) {
    const Value* name = event.Get("name");
    const Value* attributes = event.Get("attributes");
    if (name == nullptr || attributes == nullptr) continue;
    const absl::string_view text = name->AsText().value_or("");
    if (const absl::string_view role = RoleOfMessageEvent(text); !role.empty()) {
      AddMessage(role, attributes->Get("content"), draft);
    } else if (text == "gen_ai.content.prompt" || text == kCallEvent) {
      ReadContent(document, *attributes, draft);
    }
  }
}

int32_t StatusOf(const Value& attributes, bool failed) {
  const int64_t status = CountOf(attributes, OtlpField::kHttpStatus);
  if (status >= 100 && status <= 599) return static_cast<int32_t>(status);
  int32_t code = 0;
  if (absl::SimpleAtoi(TextOf(attributes, OtlpField::kErrorType), &code) && code >= 100 &&
      code <= 599) {
    return code;
  }
  return failed || Attribute(attributes, OtlpField::kErrorType) != nullptr ? kFailedStatus : 0;
}

void ReadFinish(const Value& attributes, Draft* draft) {
  const Value* reasons = Attribute(attributes, OtlpField::kFinishReasons);
  if (reasons == nullptr) return;
  if (reasons->is(Value::Kind::kArray)) reasons = reasons->size > 0 ? reasons->items : nullptr;
  if (reasons != nullptr) draft->call.finish_reason = reasons->AsText().value_or("");
}

// Whether attributes without a known operation speak of a call all the same.
bool LooksLikeCall(const Value& attributes) {
  return Attribute(attributes, OtlpField::kModel) != nullptr &&
         (Attribute(attributes, OtlpField::kInputTokens) != nullptr ||
          Attribute(attributes, OtlpField::kInputMessages) != nullptr);
}

}  // namespace

void OtlpTranslator::OnSpan(Document* document, const OtlpRecord& span) {
  Translate(document, span, /*is_span=*/true);
}

void OtlpTranslator::OnLog(Document* document, const OtlpRecord& log) {
  absl::string_view event = log.name;
  if (event.empty()) {
    const Value* name = log.attributes.Get("event.name");
    if (name != nullptr) event = name->AsText().value_or("");
  }
  if (event == kCallEvent) return Translate(document, log, /*is_span=*/false);
  const absl::string_view role = RoleOfMessageEvent(event);
  if (role.empty()) return sink_->Skip();
  draft_.Clear();
  const Value* content = log.body.Get("content");
  if (content == nullptr) content = log.attributes.Get("content");
  if (content == nullptr || !IsSpanId(log.span_id)) return sink_->Skip();
  AddMessage(role, content, &draft_);
  const detector::MessageView& message = draft_.call.messages.front();
  if (!pending_->Add(absl::StrCat(log.trace_id, log.span_id), log.start_nanos,
                     {std::string(message.role), std::string(message.content)})) {
    sink_->Gap();
  }
}

void OtlpTranslator::OnBroken(const std::string& reason) { sink_->Reject({"", reason}); }

void OtlpTranslator::Translate(Document* document, const OtlpRecord& record, bool is_span) {
  const Value& attributes = record.attributes;
  const absl::string_view operation = TextOf(attributes, OtlpField::kOperation);
  const absl::string_view known = CallOperation(operation);
  if (operation.empty() ? is_span && !LooksLikeCall(attributes) : known.empty()) {
    return sink_->Skip();
  }
  draft_.Clear();
  detector::CallView& call = draft_.call;
  call.operation = known.empty() ? absl::string_view("chat") : known;
  call.model = TextOf(attributes, OtlpField::kModel);
  SetTimeNanos(record.start_nanos, &call);
  if (record.end_nanos > record.start_nanos) {
    call.latency_ms = static_cast<int64_t>((record.end_nanos - record.start_nanos) / 1'000'000);
  }
  ReadParameters(document, attributes, &draft_);
  ReadTokens(attributes, &draft_);
  ReadFinish(attributes, &draft_);
  call.status = StatusOf(attributes, record.failed);
  call.client.ip = TextOf(attributes, OtlpField::kClientAddress);
  call.client.user_agent = TextOf(attributes, OtlpField::kUserAgent);
  call.client.tls_fingerprint = TextOf(attributes, OtlpField::kTlsFingerprint);
  ReadContent(document, attributes, &draft_);
  if (call.messages.empty()) ReadContent(document, record.body, &draft_);
  if (call.messages.empty()) ReadEventMessages(document, record.events, &draft_);
  const bool in_trace = IsSpanId(record.trace_id) && IsSpanId(record.span_id);
  if (in_trace) {
    call.request_id = draft_.Keep(absl::StrCat(record.trace_id, "-", record.span_id));
    std::vector<PendingMessage> apart =
        pending_->Take(absl::StrCat(record.trace_id, record.span_id));
    if (call.messages.empty()) {
      for (PendingMessage& message : apart) {
        const absl::string_view role = draft_.Keep(std::move(message.role));
        call.messages.push_back({role, draft_.Keep(std::move(message.content))});
      }
    }
  } else {
    call.request_id = TextOf(attributes, OtlpField::kResponseId);
  }
  if (record.incomplete) sink_->Gap();
  Identify(document, {&attributes, &record.resource}, *paths_, &draft_);
  Deliver(*paths_, &draft_, sink_);
}

}  // namespace stillwatch::gateways
