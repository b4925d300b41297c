#ifndef STILLWATCH_DETECTOR_CALL_CALL_VIEW_H_
#define STILLWATCH_DETECTOR_CALL_CALL_VIEW_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace stillwatch::detector {

// What stillwatch.v1.Call says, without owning its text: every reader of a wire or a file fills one
// and nobody copies. Field for field the message; see call.proto for what they mean. The text must
// outlive the view. Clear() keeps memory for the next call.

struct MessageView {
  absl::string_view role;
  absl::string_view content;
};

struct ParamsView {
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::optional<int32_t> n;
  std::optional<int64_t> max_output_tokens;
  std::optional<int64_t> seed;
  std::optional<bool> stream;
  std::optional<bool> logprobs;
  std::optional<int32_t> top_logprobs;
  std::vector<std::pair<int64_t, double>> logit_bias;  // By token; a token once.
  std::optional<absl::string_view> response_format;
};

struct UsageView {
  int64_t input_tokens = 0;
  int64_t output_tokens = 0;
  int64_t reasoning_tokens = 0;
  int64_t cached_input_tokens = 0;
};

struct ClientView {
  absl::string_view ip;
  int64_t asn = 0;
  absl::string_view country;
  absl::string_view user_agent;
  absl::string_view tls_fingerprint;
};

struct CallView {
  absl::string_view account_id;
  absl::string_view request_id;
  bool has_time = false;
  int64_t time_seconds = 0;
  int32_t time_nanos = 0;
  absl::string_view organization_id;
  absl::string_view api_key_id;
  absl::string_view operation;
  absl::string_view model;
  bool has_params = false;
  ParamsView params;
  std::vector<MessageView> messages;
  bool has_usage = false;
  UsageView usage;
  absl::string_view finish_reason;
  int32_t status = 0;
  int64_t latency_ms = 0;
  bool has_client = false;
  ClientView client;
  absl::string_view billing_fingerprint;

  void Clear() {
    std::vector<MessageView> kept_messages = std::move(messages);
    std::vector<std::pair<int64_t, double>> kept_bias = std::move(params.logit_bias);
    kept_messages.clear();
    kept_bias.clear();
    *this = CallView();
    messages = std::move(kept_messages);
    params.logit_bias = std::move(kept_bias);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CALL_CALL_VIEW_H_
