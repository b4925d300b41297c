#include "service/normalise/normaliser.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "service/normalise/validate.h"

namespace stillwatch::service {
namespace {

// What is set of a client's configuration, one behind the other, to be hashed.
class Signature {
 public:
  template <typename T>
  void Add(const std::optional<T>& value) {
    bytes_[size_++] = value.has_value() ? 1 : 0;
    if (!value.has_value()) return;
    std::memcpy(bytes_.data() + size_, &*value, sizeof(T));
    size_ += sizeof(T);
  }
  absl::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 128> bytes_;
  size_t size_ = 0;
};

// The biases as bytes that do not depend on their order. Of a token that is given twice the later
// one counts.
std::string BiasBytes(std::vector<std::pair<int64_t, double>> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string bytes;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (i + 1 < entries.size() && entries[i + 1].first == entries[i].first) continue;
    bytes.append(reinterpret_cast<const char*>(&entries[i].first), sizeof entries[i].first);
    bytes.append(reinterpret_cast<const char*>(&entries[i].second), sizeof entries[i].second);
  }
  return bytes;
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
  std::optional<uint64_t> format;
  if (from.response_format.has_value()) {
    format = to->response_format_hash = fingerprinter_.HashBytes(*from.response_format);
  }
  std::optional<uint64_t> bias;
  if (!from.logit_bias.empty()) {
    const std::string bytes = BiasBytes(from.logit_bias);
    constexpr size_t kEntryBytes = sizeof(int64_t) + sizeof(double);
    to->logit_bias_entries = static_cast<uint32_t>(bytes.size() / kEntryBytes);
    bias = to->logit_bias_hash = fingerprinter_.HashBytes(bytes);
  }
  Signature signature;
  signature.Add(from.temperature);
  signature.Add(from.top_p);
  signature.Add(from.n);
  signature.Add(from.max_output_tokens);
  signature.Add(from.stream);
  signature.Add(from.logprobs);
  signature.Add(from.top_logprobs);
  signature.Add(format);
  signature.Add(bias);
  to->signature = fingerprinter_.HashBytes(signature.bytes());
}

std::optional<FieldError> Normaliser::Normalise(const detector::CallView& call,
                                                detector::StoredCall* stored) const {
  if (std::optional<FieldError> error = Validate(call)) return error;
  stored->account_id = call.account_id;
  stored->request_id = call.request_id;
  stored->time_us = call.time_seconds * 1'000'000 + call.time_nanos / 1'000;
  stored->organization_id = call.organization_id;
  stored->api_key_id = call.api_key_id;
  stored->operation = call.operation;
  stored->model = call.model;
  if (call.has_params) StoreParams(call.params, &stored->params);
  if (!call.messages.empty()) {
    stored->has_fingerprint = true;
    fingerprinter_.Digest(call.messages, &stored->fingerprint);
  }
  if (call.has_usage) {
    stored->has_usage = true;
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
