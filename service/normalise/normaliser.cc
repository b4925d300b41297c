#include "service/normalise/normaliser.h"

#include <cstring>
#include <string>

#include "service/normalise/validate.h"

namespace stillwatch::service {
namespace {

// The bytes that a signature is the hash of.
class SignatureText {
 public:
  template <typename T>
  void Add(const std::optional<T>& value) {
    bytes_[size_++] = value.has_value() ? 1 : 0;
    if (!value.has_value()) return;
    std::memcpy(bytes_ + size_, &*value, sizeof(T));
    size_ += sizeof(T);
  }
  absl::string_view text() const { return {bytes_, size_}; }

 private:
  // Nine values of at most eight bytes.
  char bytes_[9 * 9];
  size_t size_ = 0;
};

std::optional<uint64_t> If(bool set, uint64_t value) {
  return set ? std::optional<uint64_t>(value) : std::nullopt;
}

}  // namespace

void Normaliser::StoreParams(const detector::ParamsView& from, detector::StoredParams* to) const {
  to->temperature = from.temperature;
  to->top_p = from.top_p;
  to->n = from.n;
  to->max_output_tokens = from.max_output_tokens;
  to->seed = from.seed;
  to->stream = from.stream;
  to->logprobs = from.logprobs;
  to->top_logprobs = from.top_logprobs;
  to->response_format_hash = fingerprinter_.HashBytes(from.response_format.value_or(""));
  if (!from.logit_bias.empty()) {
    std::string bytes;
    bytes.reserve(from.logit_bias.size() * (sizeof(int64_t) + sizeof(double)));
    for (const auto& [token, bias] : from.logit_bias) {
      bytes.append(reinterpret_cast<const char*>(&token), sizeof token);
      bytes.append(reinterpret_cast<const char*>(&bias), sizeof bias);
    }
    to->logit_bias_entries = static_cast<uint32_t>(from.logit_bias.size());
    to->logit_bias_hash = fingerprinter_.HashBytes(bytes);
  }
  SignatureText signature;
  signature.Add(from.temperature);
  signature.Add(from.top_p);
  signature.Add(from.n);
  signature.Add(from.max_output_tokens);
  signature.Add(from.stream);
  signature.Add(from.logprobs);
  signature.Add(from.top_logprobs);
  signature.Add(If(from.response_format.has_value(), to->response_format_hash));
  signature.Add(If(!from.logit_bias.empty(), to->logit_bias_hash));
  to->signature = fingerprinter_.HashBytes(signature.text());
}

std::optional<FieldError> Normaliser::Normalise(const detector::CallView& call,
                                                detector::StoredCall* stored) const {
  if (std::optional<FieldError> error = Validate(call)) return error;
  *stored = detector::StoredCall();
  stored->account_id = call.account_id;
  stored->request_id = call.request_id;
  stored->time_us = call.time_seconds * 1'000'000 + call.time_nanos / 1'000;
  stored->organization_id = call.organization_id;
  stored->api_key_id = call.api_key_id;
  stored->operation = call.operation;
  stored->model = call.model;
  if (call.has_params) StoreParams(call.params, &stored->params);
  stored->has_fingerprint = !call.messages.empty();
  if (stored->has_fingerprint) fingerprinter_.Digest(call.messages, &stored->fingerprint);
  stored->has_usage = call.has_usage;
  if (call.has_usage) {
    stored->input_tokens = call.usage.input_tokens;
    stored->output_tokens = call.usage.output_tokens;
    stored->reasoning_tokens = call.usage.reasoning_tokens;
    stored->cached_input_tokens = call.usage.cached_input_tokens;
  }
  stored->finish_reason = call.finish_reason;
  stored->status = call.status;
  stored->latency_ms = call.latency_ms;
  stored->client_ip = call.client.ip;
  stored->client_asn = static_cast<uint32_t>(call.client.asn);
  stored->client_country = call.client.country;
  stored->user_agent_hash = fingerprinter_.HashBytes(call.client.user_agent);
  stored->tls_hash = fingerprinter_.HashBytes(call.client.tls_fingerprint);
  stored->billing_hash = fingerprinter_.HashBytes(call.billing_fingerprint);
  return std::nullopt;
}

}  // namespace stillwatch::service
