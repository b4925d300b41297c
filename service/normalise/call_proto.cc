#include "service/normalise/call_proto.h"

#include <algorithm>
#include <string>

#include "stillwatch/v1/call.pb.h"

namespace stillwatch::service {
namespace {

void ViewOfParams(const v1::SamplingParams& from, detector::ParamsView* to) {
  if (from.has_temperature()) to->temperature = from.temperature();
  if (from.has_top_p()) to->top_p = from.top_p();
  if (from.has_n()) to->n = from.n();
  if (from.has_max_output_tokens()) to->max_output_tokens = from.max_output_tokens();
  if (from.has_seed()) to->seed = from.seed();
  if (from.has_stream()) to->stream = from.stream();
  if (from.has_logprobs()) to->logprobs = from.logprobs();
  if (from.has_top_logprobs()) to->top_logprobs = from.top_logprobs();
  to->logit_bias.assign(from.logit_bias().begin(), from.logit_bias().end());
  std::sort(to->logit_bias.begin(), to->logit_bias.end());
  if (from.has_response_format()) to->response_format = from.response_format();
}

void ParamsToProto(const detector::ParamsView& from, v1::SamplingParams* to) {
  if (from.temperature) to->set_temperature(*from.temperature);
  if (from.top_p) to->set_top_p(*from.top_p);
  if (from.n) to->set_n(*from.n);
  if (from.max_output_tokens) to->set_max_output_tokens(*from.max_output_tokens);
  if (from.seed) to->set_seed(*from.seed);
  if (from.stream) to->set_stream(*from.stream);
  if (from.logprobs) to->set_logprobs(*from.logprobs);
  if (from.top_logprobs) to->set_top_logprobs(*from.top_logprobs);
  for (const auto& [token, bias] : from.logit_bias) (*to->mutable_logit_bias())[token] = bias;
  if (from.response_format) {
    to->set_response_format(from.response_format->data(), from.response_format->size());
  }
}

void ClientToProto(const detector::ClientView& from, v1::Client* to) {
  to->set_ip(from.ip.data(), from.ip.size());
  to->set_asn(from.asn);
  to->set_country(from.country.data(), from.country.size());
  to->set_user_agent(from.user_agent.data(), from.user_agent.size());
  to->set_tls_fingerprint(from.tls_fingerprint.data(), from.tls_fingerprint.size());
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
  if (call.has_params()) ViewOfParams(call.params(), &view->params);
  for (const v1::Message& message : call.messages()) {
    view->messages.push_back({message.role(), message.content()});
  }
  view->has_usage = call.has_usage();
  const v1::Usage& usage = call.usage();
  view->usage = {usage.input_tokens(), usage.output_tokens(), usage.reasoning_tokens(),
                 usage.cached_input_tokens()};
  view->finish_reason = call.finish_reason();
  view->status = call.status();
  view->latency_ms = call.latency_ms();
  const v1::Client& client = call.client();
  view->client = {client.ip(), client.asn(), client.country(), client.user_agent(),
                  client.tls_fingerprint()};
  view->billing_fingerprint = call.billing_fingerprint();
}

void ToProto(const detector::CallView& view, v1::Call* call) {
  call->Clear();
  call->set_account_id(view.account_id.data(), view.account_id.size());
  call->set_request_id(view.request_id.data(), view.request_id.size());
  if (view.has_time) {
    call->mutable_time()->set_seconds(view.time_seconds);
    call->mutable_time()->set_nanos(view.time_nanos);
  }
  call->set_organization_id(view.organization_id.data(), view.organization_id.size());
  call->set_api_key_id(view.api_key_id.data(), view.api_key_id.size());
  call->set_operation(view.operation.data(), view.operation.size());
  call->set_model(view.model.data(), view.model.size());
  if (view.has_params) ParamsToProto(view.params, call->mutable_params());
  for (const detector::MessageView& message : view.messages) {
    v1::Message* to = call->add_messages();
    to->set_role(message.role.data(), message.role.size());
    to->set_content(message.content.data(), message.content.size());
  }
  if (view.has_usage) {
    v1::Usage* usage = call->mutable_usage();
    usage->set_input_tokens(view.usage.input_tokens);
    usage->set_output_tokens(view.usage.output_tokens);
    usage->set_reasoning_tokens(view.usage.reasoning_tokens);
    usage->set_cached_input_tokens(view.usage.cached_input_tokens);
  }
  call->set_finish_reason(view.finish_reason.data(), view.finish_reason.size());
  call->set_status(view.status);
  call->set_latency_ms(view.latency_ms);
  if (view.client != detector::ClientView()) ClientToProto(view.client, call->mutable_client());
  call->set_billing_fingerprint(view.billing_fingerprint.data(), view.billing_fingerprint.size());
}

}  // namespace stillwatch::service
