#include "service/normalise/call_proto.h"

#include <string>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::service {
namespace {

void ViewParams(const v1::SamplingParams& params, detector::ParamsView* view) {
  if (params.has_temperature()) view->temperature = params.temperature();
  if (params.has_top_p()) view->top_p = params.top_p();
  if (params.has_n()) view->n = params.n();
  if (params.has_max_output_tokens()) view->max_output_tokens = params.max_output_tokens();
  if (params.has_seed()) view->seed = params.seed();
  if (params.has_stream()) view->stream = params.stream();
  if (params.has_logprobs()) view->logprobs = params.logprobs();
  if (params.has_top_logprobs()) view->top_logprobs = params.top_logprobs();
  if (params.has_response_format()) view->response_format = params.response_format();
  view->logit_bias.assign(params.logit_bias().begin(), params.logit_bias().end());
}

std::string Owned(absl::string_view text) { return std::string(text); }

void ParamsToProto(const detector::ParamsView& view, v1::SamplingParams* params) {
  if (view.temperature) params->set_temperature(*view.temperature);
  if (view.top_p) params->set_top_p(*view.top_p);
  if (view.n) params->set_n(*view.n);
  if (view.max_output_tokens) params->set_max_output_tokens(*view.max_output_tokens);
  if (view.seed) params->set_seed(*view.seed);
  if (view.stream) params->set_stream(*view.stream);
  if (view.logprobs) params->set_logprobs(*view.logprobs);
  if (view.top_logprobs) params->set_top_logprobs(*view.top_logprobs);
  if (view.response_format) params->set_response_format(Owned(*view.response_format));
  for (const auto& [token, bias] : view.logit_bias) (*params->mutable_logit_bias())[token] = bias;
}

}  // namespace

void ViewOf(const v1::Call& call, detector::CallView* view) {
  view->Clear();
  view->account_id = call.account_id();
  view->request_id = call.request_id();
  view->has_time = call.has_time();
  view->time_seconds = call.time().seconds();
  view->time_nanos = call.time().nanos();
  view->organization_id = call.organization_id();
  view->api_key_id = call.api_key_id();
  view->operation = call.operation();
  view->model = call.model();
  view->has_params = call.has_params();
  if (call.has_params()) ViewParams(call.params(), &view->params);
  for (const v1::Message& message : call.messages()) {
    view->messages.push_back({message.role(), message.content()});
  }
  view->has_usage = call.has_usage();
  view->usage = {call.usage().input_tokens(), call.usage().output_tokens(),
                 call.usage().reasoning_tokens(), call.usage().cached_input_tokens()};
  view->finish_reason = call.finish_reason();
  view->status = call.status();
  view->latency_ms = call.latency_ms();
  view->has_client = call.has_client();
  const v1::Client& client = call.client();
  view->client = {client.ip(), client.asn(), client.country(), client.user_agent(),
                  client.tls_fingerprint()};
  view->billing_fingerprint = call.billing_fingerprint();
}

void ToProto(const detector::CallView& view, v1::Call* call) {
  call->Clear();
  call->set_account_id(Owned(view.account_id));
  call->set_request_id(Owned(view.request_id));
  if (view.has_time) {
    call->mutable_time()->set_seconds(view.time_seconds);
    call->mutable_time()->set_nanos(view.time_nanos);
  }
  call->set_organization_id(Owned(view.organization_id));
  call->set_api_key_id(Owned(view.api_key_id));
  call->set_operation(Owned(view.operation));
  call->set_model(Owned(view.model));
  if (view.has_params) ParamsToProto(view.params, call->mutable_params());
  for (const detector::MessageView& message : view.messages) {
    v1::Message* added = call->add_messages();
    added->set_role(Owned(message.role));
    added->set_content(Owned(message.content));
  }
  if (view.has_usage) {
    v1::Usage* usage = call->mutable_usage();
    usage->set_input_tokens(view.usage.input_tokens);
    usage->set_output_tokens(view.usage.output_tokens);
    usage->set_reasoning_tokens(view.usage.reasoning_tokens);
    usage->set_cached_input_tokens(view.usage.cached_input_tokens);
  }
  call->set_finish_reason(Owned(view.finish_reason));
  call->set_status(view.status);
  call->set_latency_ms(view.latency_ms);
  if (view.has_client) {
    v1::Client* client = call->mutable_client();
    client->set_ip(Owned(view.client.ip));
    client->set_asn(view.client.asn);
    client->set_country(Owned(view.client.country));
    client->set_user_agent(Owned(view.client.user_agent));
    client->set_tls_fingerprint(Owned(view.client.tls_fingerprint));
  }
  call->set_billing_fingerprint(Owned(view.billing_fingerprint));
}

}  // namespace stillwatch::service
