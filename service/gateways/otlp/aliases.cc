#include "service/gateways/otlp/aliases.h"

#include <utility>

namespace stillwatch::gateways {
namespace {

struct Alias {
  OtlpField field;
  std::vector<absl::string_view> names;  // The current name first, then older and foreign ones.
};

const std::vector<Alias>& Aliases() {
  static const auto& aliases = *new std::vector<Alias>{
      {OtlpField::kOperation,
       {"gen_ai.operation.name", "openinference.span.kind", "llm.request.type"}},
      {OtlpField::kModel,
       {"gen_ai.request.model", "llm.model_name", "gen_ai.response.model", "embedding.model_name"}},
      {OtlpField::kTemperature, {"gen_ai.request.temperature", "llm.request.temperature"}},
      {OtlpField::kTopP, {"gen_ai.request.top_p", "llm.request.top_p"}},
      {OtlpField::kMaxTokens, {"gen_ai.request.max_tokens", "llm.request.max_tokens"}},
      {OtlpField::kSeed, {"gen_ai.request.seed", "gen_ai.openai.request.seed"}},
      {OtlpField::kChoices, {"gen_ai.request.choice.count", "gen_ai.request.n"}},
      {OtlpField::kStream, {"gen_ai.request.stream", "llm.is_streaming"}},
      {OtlpField::kResponseFormat,
       {"gen_ai.openai.request.response_format", "gen_ai.request.response_format"}},
      {OtlpField::kParameters, {"llm.invocation_parameters", "gen_ai.request.parameters"}},
      {OtlpField::kResponseId, {"gen_ai.response.id", "gen_ai.request.id", "llm.response.id"}},
      {OtlpField::kFinishReasons,
       {"gen_ai.response.finish_reasons", "gen_ai.response.finish_reason",
        "llm.response.finish_reason"}},
      {OtlpField::kInputTokens,
       {"gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt",
        "llm.usage.prompt_tokens"}},
      {OtlpField::kOutputTokens,
       {"gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens",
        "llm.token_count.completion", "llm.usage.completion_tokens"}},
      {OtlpField::kReasoningTokens,
       {"gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens",
        "llm.token_count.completion_details.reasoning"}},
      {OtlpField::kCachedTokens,
       {"gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cached_input_tokens",
        "llm.token_count.prompt_details.cache_read", "gen_ai.usage.cache_read_input_tokens"}},
      {OtlpField::kSystem, {"gen_ai.system_instructions", "gen_ai.system.instructions"}},
      {OtlpField::kInputMessages,
       {"gen_ai.input.messages", "gen_ai.prompt", "llm.input_messages", "gen_ai.content.prompt"}},
      {OtlpField::kPromptText, {"input.value", "llm.prompts", "llm.prompt"}},
      {OtlpField::kHttpStatus, {"http.response.status_code", "http.status_code"}},
      {OtlpField::kErrorType, {"error.type"}},
      {OtlpField::kClientAddress,
       {"client.address", "client.socket.address", "http.client_ip", "net.peer.ip"}},
      {OtlpField::kUserAgent, {"user_agent.original", "http.user_agent"}},
      {OtlpField::kTlsFingerprint, {"tls.client.ja3", "tls.client.ja4"}},
      {OtlpField::kLatencyMs, {"gen_ai.latency.e2e_ms"}},
  };
  return aliases;
}

constexpr std::pair<absl::string_view, absl::string_view> kOperations[] = {
    {"chat", "chat"},
    {"generate_content", "chat"},
    {"messages", "chat"},
    {"responses", "chat"},
    {"acompletion", "chat"},
    {"LLM", "chat"},
    {"completion", "completion"},
    {"text_completion", "completion"},
    {"embedding", "embedding"},
    {"embeddings", "embedding"},
    {"aembedding", "embedding"},
    {"EMBEDDING", "embedding"},
};

constexpr std::pair<absl::string_view, absl::string_view> kMessageEvents[] = {
    {"gen_ai.system.message", "system"},
    {"gen_ai.user.message", "user"},
    {"gen_ai.assistant.message", "assistant"},
    {"gen_ai.tool.message", "tool"},
};

}  // namespace

const Value* Attribute(const Value& attributes, OtlpField field) {
  for (const absl::string_view name : Aliases()[static_cast<size_t>(field)].names) {
    const Value* found = attributes.Get(name);
    if (found != nullptr && !found->is(Value::Kind::kNull)) return found;
  }
  return nullptr;
}

absl::string_view CallOperation(absl::string_view operation) {
  for (const auto& [name, known] : kOperations) {
    if (name == operation) return known;
  }
  return {};
}

const std::vector<NumberedMessages>& NumberedDialects() {
  static const auto& dialects = *new std::vector<NumberedMessages>{
      {"gen_ai.prompt.", ".role", ".content"},
      {"llm.input_messages.", ".message.role", ".message.content"},
  };
  return dialects;
}

absl::string_view RoleOfMessageEvent(absl::string_view event) {
  for (const auto& [name, role] : kMessageEvents) {
    if (name == event) return role;
  }
  return {};
}

}  // namespace stillwatch::gateways
