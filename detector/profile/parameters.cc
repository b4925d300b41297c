#include <algorithm>

#include "detector/profile/statistics.h"
#include "detector/sketches/heavy_hitters.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kSignatures = 6;
constexpr int kBiasMaps = 8;

}  // namespace

void AddToParameters(const v1::StoredCall& call, v1::ParameterState* parameters) {
  const v1::StoredParams& params = call.params();
  parameters->set_calls(parameters->calls() + 1);
  AddToHitters(params.signature() == 0 ? 1 : params.signature(), kSignatures,
               parameters->mutable_signatures());
  if (params.has_temperature()) {
    parameters->set_with_temperature(parameters->with_temperature() + 1);
    parameters->set_sum_temperature(parameters->sum_temperature() + params.temperature());
    if (params.temperature() == 0)
      parameters->set_zero_temperature(parameters->zero_temperature() + 1);
  }
  const int samples = std::max(1, params.n());
  parameters->set_samples(parameters->samples() + samples);
  if (samples > 1) parameters->set_many_samples(parameters->many_samples() + 1);
  if (params.logprobs() || params.top_logprobs() > 0) {
    parameters->set_with_logprobs(parameters->with_logprobs() + 1);
  }
  if (params.logit_bias_entries() > 0) {
    parameters->set_with_logit_bias(parameters->with_logit_bias() + 1);
    AddToHitters(params.logit_bias_hash(), kBiasMaps, parameters->mutable_bias_maps());
  }
  if (params.response_format_hash() != 0) parameters->set_structured(parameters->structured() + 1);
  if (params.stream()) parameters->set_streamed(parameters->streamed() + 1);
}

}  // namespace stillwatch::detector
