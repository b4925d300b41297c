#include "service/normalise/validate.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/normalise/utf8.h"

namespace stillwatch::service {
namespace {

constexpr int64_t kFirstSecond = 1'420'070'400;  // 2015-01-01T00:00:00Z
constexpr int64_t kEndSecond = 4'102'444'800;    // 2100-01-01T00:00:00Z
constexpr size_t kMaxMessages = 10'000;
constexpr int64_t kMaxBiasEntries = 100'000;
// Nothing real comes near it, and sums of such numbers stay within 64 bits.
constexpr int64_t kMaxCount = 1'000'000'000;

using detector::CallView;
using Error = std::optional<FieldError>;

FieldError BadText(const char* field, absl::string_view value, size_t limit) {
  if (value.size() <= limit) return {field, "is not valid UTF-8; send text as UTF-8"};
  return {field, absl::StrCat("is ", value.size(), " bytes long; at most ", limit, " are taken")};
}

inline Error Text(const char* field, absl::string_view value, size_t limit) {
  if (value.empty() || (value.size() <= limit && IsUtf8(value))) return std::nullopt;
  return BadText(field, value, limit);
}

Error Required(const char* field, absl::string_view value, size_t limit) {
  if (value.empty()) return FieldError{field, "is missing; every call needs it"};
  return Text(field, value, limit);
}

FieldError BadWhole(const char* field, int64_t value, int64_t limit) {
  if (value < 0) return {field, absl::StrCat("is ", value, "; it cannot be negative")};
  return {field, absl::StrCat("is ", value, "; at most ", limit, " is taken")};
}

inline Error Whole(const char* field, int64_t value, int64_t limit) {
  if (value >= 0 && value <= limit) return std::nullopt;
  return BadWhole(field, value, limit);
}

Error Real(const char* field, double value, double limit) {
  if (std::isfinite(value) && value >= 0 && value <= limit) return std::nullopt;
  return FieldError{field, absl::StrCat("is ", value, "; it must lie between 0 and ", limit)};
}

std::string YearOf(int64_t seconds) {
  return absl::FormatTime("%Y", absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
}

Error ValidateTime(const CallView& call) {
  if (!call.has_time) return FieldError{"time", "is missing; every call needs it"};
  const int64_t seconds = call.time_seconds;
  if (seconds < kFirstSecond || seconds >= kEndSecond) {
    return FieldError{"time", absl::StrCat("is in the year ", YearOf(seconds),
                                           "; it must be from 2015 up to, not including, 2100")};
  }
  if (call.time_nanos < 0 || call.time_nanos > 999'999'999) {
    return FieldError{"time", "has nanoseconds outside 0 to 999999999"};
  }
  return std::nullopt;
}

Error ValidateParams(const detector::ParamsView& params) {
  if (params.temperature) {
    if (Error e = Real("params.temperature", *params.temperature, 100)) return e;
  }
  if (params.top_p) {
    if (Error e = Real("params.top_p", *params.top_p, 1)) return e;
  }
  if (Error e = Whole("params.n", params.n.value_or(0), 10'000)) return e;
  if (Error e =
          Whole("params.max_output_tokens", params.max_output_tokens.value_or(0), INT64_MAX)) {
    return e;
  }
  if (Error e = Whole("params.top_logprobs", params.top_logprobs.value_or(0), 1'000)) return e;
  const auto biases = static_cast<int64_t>(params.logit_bias.size());
  if (Error e = Whole("params.logit_bias", biases, kMaxBiasEntries)) return e;
  return Text("params.response_format", params.response_format.value_or(""), 64);
}

Error ValidateUsage(const detector::UsageView& usage) {
  if (Error e = Whole("usage.input_tokens", usage.input_tokens, kMaxCount)) return e;
  if (Error e = Whole("usage.output_tokens", usage.output_tokens, kMaxCount)) return e;
  if (Error e = Whole("usage.reasoning_tokens", usage.reasoning_tokens, kMaxCount)) return e;
  return Whole("usage.cached_input_tokens", usage.cached_input_tokens, kMaxCount);
}

Error ValidateClient(const detector::ClientView& client) {
  if (Error e = Text("client.ip", client.ip, 64)) return e;
  if (Error e = Whole("client.asn", client.asn, UINT32_MAX)) return e;
  if (Error e = Text("client.country", client.country, 8)) return e;
  if (Error e = Text("client.user_agent", client.user_agent, 1024)) return e;
  return Text("client.tls_fingerprint", client.tls_fingerprint, 256);
}

Error ValidateMessages(const std::vector<detector::MessageView>& messages) {
  if (messages.size() > kMaxMessages) {
    return FieldError{"messages", absl::StrCat("has ", messages.size(), " entries; at most ",
                                               kMaxMessages, " are taken")};
  }
  for (size_t i = 0; i < messages.size(); ++i) {
    if (messages[i].role.size() > 64) {
      return FieldError{absl::StrCat("messages[", i, "].role"),
                        "is longer than 64 bytes; roles are words such as \"user\""};
    }
  }
  return std::nullopt;
}

Error ValidateNames(const CallView& call) {
  if (Error e = Text("organization_id", call.organization_id, 256)) return e;
  if (Error e = Text("api_key_id", call.api_key_id, 256)) return e;
  if (Error e = Text("operation", call.operation, 64)) return e;
  if (Error e = Text("model", call.model, 256)) return e;
  if (Error e = Text("finish_reason", call.finish_reason, 64)) return e;
  return Text("billing_fingerprint", call.billing_fingerprint, 256);
}

}  // namespace

std::optional<FieldError> Validate(const CallView& call) {
  if (Error e = Required("account_id", call.account_id, 256)) return e;
  if (Error e = Required("request_id", call.request_id, 256)) return e;
  if (Error e = ValidateTime(call)) return e;
  if (Error e = ValidateNames(call)) return e;
  if (Error e = ValidateParams(call.params)) return e;
  if (Error e = ValidateMessages(call.messages)) return e;
  if (Error e = ValidateUsage(call.usage)) return e;
  if (Error e = Whole("latency_ms", call.latency_ms, INT64_MAX)) return e;
  if (call.status != 0 && (call.status < 100 || call.status > 599)) {
    return FieldError{
        "status", absl::StrCat("is ", call.status, "; an HTTP status lies between 100 and 599")};
  }
  return ValidateClient(call.client);
}

}  // namespace stillwatch::service
