#include "service/normalise/normaliser.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/call/call_view.h"
#include "detector/call/fingerprint.h"
#include "service/normalise/validate.h"
#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::service {
namespace {

void AppendRaw(const void* bytes, size_t size, std::string* out) {
  out->append(static_cast<const char*>(bytes), size);
}

template <typename T>
void AppendOptional(bool set, T value, std::string* out) {
  out->push_back(set ? 1 : 0);
  if (set) AppendRaw(&value, sizeof value, out);
}

void DigestMessages(const detector::Fingerprinter& fingerprinter, const v1::Call& call,
                    v1::Fingerprint* out) {
  std::vector<detector::MessageView> messages;
  for (const v1::Message& message : call.messages()) {
    messages.push_back({message.role(), message.content()});
  }
  detector::Fingerprint from;
  fingerprinter.Digest(messages, &from);
  out->set_content_bytes(from.content_bytes);
  out->set_request_bytes(from.request_bytes);
  out->set_request_words(from.request_words);
  out->set_system_bytes(from.system_bytes);
  out->set_script(static_cast<v1::Script>(from.script));
  out->set_symbol_permille(from.symbol_permille);
  out->set_number_permille(from.number_permille);
  out->set_request_hash(from.request_hash);
  out->set_system_hash(from.system_hash);
  out->set_conversation_hash(from.conversation_hash);
  out->set_user_turns(from.user_turns);
  out->set_assistant_turns(from.assistant_turns);
  out->set_tool_turns(from.tool_turns);
  out->set_marks(from.marks);
  for (int i = 0; i < from.frames; ++i) {
    out->add_prefix_hash(from.prefix_hash[i]);
    out->add_suffix_hash(from.suffix_hash[i]);
  }
  if (!from.has_request) return;
  out->set_projection(from.projection.data(), from.projection.size());
  for (const uint32_t bin : from.minhash) out->add_minhash(bin);
}

}  // namespace

void Normaliser::StoreParams(const v1::Call& call, v1::StoredCall* stored) const {
  if (!call.has_params()) return;
  const v1::SamplingParams& from = call.params();
  v1::StoredParams* to = stored->mutable_params();
  if (from.has_temperature()) to->set_temperature(from.temperature());
  if (from.has_top_p()) to->set_top_p(from.top_p());
  if (from.has_n()) to->set_n(from.n());
  if (from.has_max_output_tokens()) to->set_max_output_tokens(from.max_output_tokens());
  if (from.has_seed()) to->set_seed(from.seed());
  if (from.has_stream()) to->set_stream(from.stream());
  if (from.has_logprobs()) to->set_logprobs(from.logprobs());
  if (from.has_top_logprobs()) to->set_top_logprobs(from.top_logprobs());
  to->set_response_format_hash(fingerprinter_.HashBytes(from.response_format()));
  if (from.logit_bias_size() > 0) {
    std::vector<std::pair<int64_t, double>> entries(from.logit_bias().begin(),
                                                    from.logit_bias().end());
    std::sort(entries.begin(), entries.end());
    std::string bytes;
    for (const auto& [token, bias] : entries) {
      AppendRaw(&token, sizeof token, &bytes);
      AppendRaw(&bias, sizeof bias, &bytes);
    }
    to->set_logit_bias_entries(static_cast<uint32_t>(entries.size()));
    to->set_logit_bias_hash(fingerprinter_.HashBytes(bytes));
  }
  std::string signature;
  AppendOptional(from.has_temperature(), from.temperature(), &signature);
  AppendOptional(from.has_top_p(), from.top_p(), &signature);
  AppendOptional(from.has_n(), from.n(), &signature);
  AppendOptional(from.has_max_output_tokens(), from.max_output_tokens(), &signature);
  AppendOptional(from.has_stream(), from.stream(), &signature);
  AppendOptional(from.has_logprobs(), from.logprobs(), &signature);
  AppendOptional(from.has_top_logprobs(), from.top_logprobs(), &signature);
  AppendOptional(from.has_response_format(), to->response_format_hash(), &signature);
  AppendOptional(from.logit_bias_size() > 0, to->logit_bias_hash(), &signature);
  to->set_signature(fingerprinter_.HashBytes(signature));
}

std::optional<FieldError> Normaliser::Normalise(const v1::Call& call,
                                                v1::StoredCall* stored) const {
  if (std::optional<FieldError> error = Validate(call)) return error;
  stored->set_account_id(call.account_id());
  stored->set_request_id(call.request_id());
  stored->set_time_us(call.time().seconds() * 1'000'000 + call.time().nanos() / 1'000);
  stored->set_organization_id(call.organization_id());
  stored->set_api_key_id(call.api_key_id());
  stored->set_operation(call.operation());
  stored->set_model(call.model());
  StoreParams(call, stored);
  if (call.messages_size() > 0) {
    DigestMessages(fingerprinter_, call, stored->mutable_fingerprint());
  }
  if (call.has_usage()) {
    stored->set_has_usage(true);
    stored->set_input_tokens(call.usage().input_tokens());
    stored->set_output_tokens(call.usage().output_tokens());
    stored->set_reasoning_tokens(call.usage().reasoning_tokens());
    stored->set_cached_input_tokens(call.usage().cached_input_tokens());
  }
  stored->set_finish_reason(call.finish_reason());
  stored->set_status(call.status());
  stored->set_latency_ms(call.latency_ms());
  stored->set_client_ip(call.client().ip());
  stored->set_client_asn(static_cast<uint32_t>(call.client().asn()));
  stored->set_client_country(call.client().country());
  stored->set_user_agent_hash(fingerprinter_.HashBytes(call.client().user_agent()));
  stored->set_tls_hash(fingerprinter_.HashBytes(call.client().tls_fingerprint()));
  stored->set_billing_hash(fingerprinter_.HashBytes(call.billing_fingerprint()));
  return std::nullopt;
}

}  // namespace stillwatch::service
