#ifndef STILLWATCH_DETECTOR_CALL_STORED_CALL_H_
#define STILLWATCH_DETECTOR_CALL_STORED_CALL_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "detector/call/fingerprint.h"

namespace stillwatch::detector {

// stillwatch.v1.StoredParams as plain data.
struct StoredParams {
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::optional<int32_t> n;
  std::optional<int64_t> max_output_tokens;
  std::optional<int64_t> seed;
  std::optional<bool> stream;
  std::optional<bool> logprobs;
  std::optional<int32_t> top_logprobs;
  uint32_t logit_bias_entries = 0;
  uint64_t logit_bias_hash = 0;
  uint64_t response_format_hash = 0;
  uint64_t signature = 0;

  friend bool operator==(const StoredParams&, const StoredParams&) = default;
};

// stillwatch.v1.StoredCall as plain data: a call as it is kept and folded, without text. Field for
// field the message; stored_call.proto says what they mean. Borrows its strings.
struct StoredCall {
  absl::string_view account_id;
  absl::string_view request_id;
  int64_t time_us = 0;
  absl::string_view organization_id;
  absl::string_view api_key_id;
  absl::string_view operation;
  absl::string_view model;
  StoredParams params;
  bool has_fingerprint = false;
  Fingerprint fingerprint;
  bool has_usage = false;
  int64_t input_tokens = 0;
  int64_t output_tokens = 0;
  int64_t reasoning_tokens = 0;
  int64_t cached_input_tokens = 0;
  absl::string_view finish_reason;
  int32_t status = 0;
  int64_t latency_ms = 0;
  absl::string_view client_ip;
  uint32_t client_asn = 0;
  absl::string_view client_country;
  uint64_t user_agent_hash = 0;
  uint64_t tls_hash = 0;
  uint64_t billing_hash = 0;

  friend bool operator==(const StoredCall&, const StoredCall&) = default;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CALL_STORED_CALL_H_
