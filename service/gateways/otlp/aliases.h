#ifndef STILLWATCH_SERVICE_GATEWAYS_OTLP_ALIASES_H_
#define STILLWATCH_SERVICE_GATEWAYS_OTLP_ALIASES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "service/gateways/record/value.h"

// The one place that knows what the attributes of a call are named in each dialect.

namespace stillwatch::gateways {

enum class OtlpField {
  kOperation,
  kModel,
  kTemperature,
  kTopP,
  kMaxTokens,
  kSeed,
  kChoices,
  kStream,
  kResponseFormat,
  kParameters,  // All of them in JSON.
  kResponseId,
  kFinishReasons,
  kInputTokens,
  kOutputTokens,
  kReasoningTokens,
  kCachedTokens,
  kSystem,
  kInputMessages,
  kPromptText,
  kHttpStatus,
  kErrorType,
  kClientAddress,
  kUserAgent,
  kTlsFingerprint,
  kLatencyMs,
};

// The attribute under the first of the field's names that is there; null if none is.
const Value* Attribute(const Value& attributes, OtlpField field);

// "chat", "completion" or "embedding"; empty if the operation is not a call of a model, such as
// that of a tool or an agent.
absl::string_view CallOperation(absl::string_view operation);

// Messages spread over numbered attributes: {before}{number}{role} and {before}{number}{content}.
struct NumberedMessages {
  absl::string_view before;
  absl::string_view role;
  absl::string_view content;
};
const std::vector<NumberedMessages>& NumberedDialects();

// Events of which each carries one message, and its role; empty if it is not one.
absl::string_view RoleOfMessageEvent(absl::string_view event);

inline constexpr absl::string_view kCallEvent = "gen_ai.client.inference.operation.details";

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_OTLP_ALIASES_H_
