#include "detector/call/stored_call_codec.h"

#include <algorithm>
#include <protozero/pbf_reader.hpp>

#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {

bool StoredCallReader::Next(absl::string_view* call) {
  if (rest_.empty()) return false;
  protozero::pbf_reader r(rest_.data(), rest_.size());
  r.next();
  auto v = r.get_view();
  *call = {v.data(), v.size()};
  rest_ = {r.data().data(), r.data().size()};
  return true;
}

bool ReadStoredCall(absl::string_view bytes, StoredCall* c) {
  static thread_local v1::StoredCall m;
  if (!m.ParseFromArray(bytes.data(), (int)bytes.size())) return false;
  c->account_id = m.account_id();
  c->request_id = m.request_id();
  c->time_us = m.time_us();
  c->organization_id = m.organization_id();
  c->api_key_id = m.api_key_id();
  c->operation = m.operation();
  c->model = m.model();
  const auto& p = m.params();
  if (p.has_temperature()) c->params.temperature = p.temperature();
  if (p.has_top_p()) c->params.top_p = p.top_p();
  if (p.has_n()) c->params.n = p.n();
  if (p.has_max_output_tokens()) c->params.max_output_tokens = p.max_output_tokens();
  if (p.has_stream()) c->params.stream = p.stream();
  if (p.has_logprobs()) c->params.logprobs = p.logprobs();
  if (p.has_top_logprobs()) c->params.top_logprobs = p.top_logprobs();
  c->params.logit_bias_entries = p.logit_bias_entries();
  c->params.logit_bias_hash = p.logit_bias_hash();
  c->params.response_format_hash = p.response_format_hash();
  c->params.signature = p.signature();
  c->has_usage = m.has_usage();
  c->input_tokens = m.input_tokens();
  c->output_tokens = m.output_tokens();
  c->reasoning_tokens = m.reasoning_tokens();
  c->cached_input_tokens = m.cached_input_tokens();
  c->finish_reason = m.finish_reason();
  c->status = m.status();
  c->latency_ms = m.latency_ms();
  c->client_ip = m.client_ip();
  c->client_asn = m.client_asn();
  c->client_country = m.client_country();
  c->user_agent_hash = m.user_agent_hash();
  c->tls_hash = m.tls_hash();
  c->billing_hash = m.billing_hash();
  c->has_fingerprint = m.has_fingerprint();
  if (m.has_fingerprint()) {
    const auto& f = m.fingerprint();
    auto& o = c->fingerprint;
    o.content_bytes = f.content_bytes();
    o.request_bytes = f.request_bytes();
    o.request_words = f.request_words();
    o.system_bytes = f.system_bytes();
    o.symbol_permille = f.symbol_permille();
    o.number_permille = f.number_permille();
    o.request_hash = f.request_hash();
    o.system_hash = f.system_hash();
    o.conversation_hash = f.conversation_hash();
    o.user_turns = f.user_turns();
    o.assistant_turns = f.assistant_turns();
    o.tool_turns = f.tool_turns();
    o.marks = f.marks();
    o.script = f.script();
    o.has_request = f.projection().size() == 64;
    o.frames = f.prefix_hash_size();
    for (int i = 0; i < f.prefix_hash_size(); ++i) {
      o.prefix_hash[i] = f.prefix_hash(i);
      o.suffix_hash[i] = f.suffix_hash(i);
    }
    std::copy(f.projection().begin(), f.projection().end(), o.projection.begin());
    for (int i = 0; i < f.minhash_size(); ++i) o.minhash[i] = f.minhash(i);
  }
  return true;
}

absl::string_view PeekAccountId(absl::string_view b) {
  protozero::pbf_reader r(b.data(), b.size());
  if (!r.next() || r.tag() != 1) return {};
  auto v = r.get_view();
  return {v.data(), v.size()};
}

}  // namespace stillwatch::detector
