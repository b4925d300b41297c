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

  void Clear() {
    temperature.reset();
    top_p.reset();
    n.reset();
    max_output_tokens.reset();
    seed.reset();
    stream.reset();
    logprobs.reset();
    top_logprobs.reset();
    logit_bias.clear();
    response_format.reset();
  }
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

  friend bool operator==(const ClientView&, const ClientView&) = default;
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
  ClientView client;
  absl::string_view billing_fingerprint;

  void Clear() {
    account_id = request_id = organization_id = api_key_id = operation = model = finish_reason =
        billing_fingerprint = absl::string_view();
    has_time = has_params = has_usage = false;
    time_seconds = latency_ms = 0;
    time_nanos = status = 0;
    params.Clear();
    messages.clear();
    usage = UsageView();
    client = ClientView();
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CALL_CALL_VIEW_H_
