#include "service/gateways/record/chat.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"

namespace stillwatch::gateways {
namespace {

constexpr size_t kMostBiases = 100'000;
constexpr int kDeepestContent = 4;

template <class T>
void SetWhole(const Value* value, std::optional<T>* to) {
  if (value == nullptr || to->has_value()) return;
  const std::optional<int64_t> whole = value->AsWhole();
  if (whole && *whole >= std::numeric_limits<T>::min() && *whole <= std::numeric_limits<T>::max()) {
    *to = static_cast<T>(*whole);
  }
}

void SetReal(const Value* value, std::optional<double>* to) {
  if (value != nullptr) *to = value->AsReal();
}

void SetTruth(const Value* value, std::optional<bool>* to) {
  if (value != nullptr) *to = value->AsTruth();
}

bool IsTextPart(const Value& part) {
  const Value* type = part.Get("type");
  if (type == nullptr) return true;
  const auto name = type->AsText();
  return name && (*name == "text" || *name == "input_text" || *name == "output_text");
}

// Texts of a content, in order.
void CollectTexts(const Value* content, int depth, std::vector<absl::string_view>* texts) {
  if (content == nullptr || depth == 0) return;
  if (const auto text = content->AsText()) {
    texts->push_back(*text);
  } else if (content->is(Value::Kind::kArray)) {
    for (const Value& part : *content) CollectTexts(&part, depth - 1, texts);
  } else if (content->is(Value::Kind::kObject) && IsTextPart(*content)) {
    const Value* inner = content->Get("text");
    CollectTexts(inner != nullptr ? inner : content->Get("content"), depth - 1, texts);
  }
}

absl::string_view KnownRole(absl::string_view role) {
  if (role == "human") return "user";
  if (role == "ai" || role == "model") return "assistant";
  return role;
}

const Value* FirstOf(const Value& object, std::initializer_list<absl::string_view> names) {
  for (const absl::string_view name : names) {
    const Value* found = object.Get(name);
    if (found != nullptr && !found->is(Value::Kind::kNull)) return found;
  }
  return nullptr;
}

void ReadOneMessage(const Value& message, Draft* draft) {
  if (message.is(Value::Kind::kText)) return AddMessage("user", &message, draft);
  if (!message.is(Value::Kind::kObject)) return;
  const Value* role = message.Get("role");
  AddMessage(role == nullptr ? "user" : role->AsText().value_or("user"),
             FirstOf(message, {"content", "parts"}), draft);
}

}  // namespace

void AddMessage(absl::string_view role, const Value* content, Draft* draft) {
  std::vector<absl::string_view> texts;
  CollectTexts(content, kDeepestContent, &texts);
  absl::string_view text;
  if (texts.size() == 1) {
    text = texts.front();
  } else if (texts.size() > 1) {
    std::string joined;
    for (const absl::string_view part : texts) {
      if (!joined.empty()) joined += '\n';
      joined.append(part.data(), part.size());
    }
    text = draft->Keep(std::move(joined));
  }
  draft->call.messages.push_back({KnownRole(role), text});
}

void ReadMessages(Document* document, const Value* messages, Draft* draft) {
  messages = document->Unwrap(messages);
  if (messages == nullptr) return;
  if (messages->is(Value::Kind::kArray)) {
    for (const Value& message : *messages) ReadOneMessage(message, draft);
  } else if (const Value* inner = messages->Get("messages")) {
    ReadMessages(document, inner, draft);
  } else {
    ReadOneMessage(*messages, draft);
  }
}

void ReadParams(const Value& body, Draft* draft) {
  if (!body.is(Value::Kind::kObject)) return;
  detector::CallView& call = draft->call;
  detector::ParamsView& params = call.params;
  call.has_params = true;
  SetReal(body.Get("temperature"), &params.temperature);
  SetReal(body.Get("top_p"), &params.top_p);
  SetWhole(FirstOf(body, {"n", "best_of"}), &params.n);
  SetWhole(FirstOf(body, {"max_tokens", "max_completion_tokens", "max_output_tokens"}),
           &params.max_output_tokens);
  SetWhole(body.Get("seed"), &params.seed);
  SetTruth(body.Get("stream"), &params.stream);
  if (const Value* logprobs = body.Get("logprobs")) {
    SetTruth(logprobs, &params.logprobs);
    // The old completions ask for a number of them.
    if (logprobs->is(Value::Kind::kWhole)) {
      params.logprobs = true;
      SetWhole(logprobs, &params.top_logprobs);
    }
  }
  SetWhole(body.Get("top_logprobs"), &params.top_logprobs);
  const Value* biases = body.Get("logit_bias");
  if (biases != nullptr && biases->is(Value::Kind::kObject) && params.logit_bias.empty()) {
    for (uint32_t i = 0; i < biases->size && params.logit_bias.size() < kMostBiases; ++i) {
      int64_t token = 0;
      const std::optional<double> bias = biases->members[i].value.AsReal();
      if (bias && absl::SimpleAtoi(biases->members[i].name, &token)) {
        params.logit_bias.emplace_back(token, *bias);
      }
    }
    std::sort(params.logit_bias.begin(), params.logit_bias.end());
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
    params.logit_bias.erase(std::unique(params.logit_bias.begin(), params.logit_bias.end(), same),
                            params.logit_bias.end());
  }
  if (const Value* format = body.Get("response_format")) {
    const Value* type = format->is(Value::Kind::kObject) ? format->Get("type") : format;
    if (type != nullptr) params.response_format = type->AsText();
  }
}

void ReadRequestBody(Document* document, const Value* body, Draft* draft) {
  body = document->Unwrap(body);
  if (body == nullptr || !body->is(Value::Kind::kObject)) return;
  detector::CallView& call = draft->call;
  if (const Value* model = body->Get("model"); model != nullptr && call.model.empty()) {
    call.model = model->AsText().value_or("");
  }
  ReadParams(*body, draft);
  if (const Value* config = body->Get("generationConfig")) ReadParams(*config, draft);
  if (const Value* system = FirstOf(*body, {"system", "instructions"})) {
    AddMessage("system", system, draft);
  }
  const Value* asked = FirstOf(*body, {"messages", "input", "prompt", "contents"});
  if (asked != nullptr && asked->is(Value::Kind::kText)) return AddMessage("user", asked, draft);
  ReadMessages(document, asked, draft);
}

void ReadUsage(const Value* usage, Draft* draft) {
  if (usage == nullptr || !usage->is(Value::Kind::kObject)) return;
  const auto count = [](const Value* value) {
    return value == nullptr ? 0 : value->AsWhole().value_or(0);
  };
  const auto detail = [&](std::initializer_list<absl::string_view> objects,
                          absl::string_view name) -> const Value* {
    const Value* object = FirstOf(*usage, objects);
    return object == nullptr ? nullptr : object->Get(name);
  };
  draft->call.has_usage = true;
  draft->call.usage = {
      count(FirstOf(*usage, {"prompt_tokens", "prompt_token", "input_tokens"})),
      count(FirstOf(*usage, {"completion_tokens", "completion_token", "output_tokens"})),
      count(detail({"completion_tokens_details", "output_tokens_details"}, "reasoning_tokens")),
      count(detail({"prompt_tokens_details", "input_tokens_details"}, "cached_tokens"))};
  if (draft->call.usage.cached_input_tokens == 0) {
    draft->call.usage.cached_input_tokens = count(usage->Get("cache_read_input_tokens"));
  }
}

void ReadResponseBody(Document* document, const Value* body, Draft* draft) {
  body = document->Unwrap(body);
  if (body == nullptr || !body->is(Value::Kind::kObject)) return;
  detector::CallView& call = draft->call;
  if (const Value* id = body->Get("id"); id != nullptr && call.request_id.empty()) {
    call.request_id = id->AsText().value_or("");
  }
  const Value* choices = body->Get("choices");
  const Value* reason = FirstOf(*body, {"stop_reason"});
  if (choices != nullptr && choices->is(Value::Kind::kArray) && choices->size > 0) {
    reason = choices->items[0].Get("finish_reason");
  }
  if (reason != nullptr) call.finish_reason = reason->AsText().value_or("");
  ReadUsage(body->Get("usage"), draft);
}

}  // namespace stillwatch::gateways
