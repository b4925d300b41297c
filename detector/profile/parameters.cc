#include "detector/profile/parameters.h"

#include <algorithm>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {

void Parameters::Add(const StoredCall& call) {
  const StoredParams& params = call.params;
  ++calls;
  signatures.Add(params.signature == 0 ? 1 : params.signature);
  if (params.temperature.has_value()) {
    ++with_temperature;
    sum_temperature += *params.temperature;
    zero_temperature += *params.temperature == 0 ? 1 : 0;
  }
  const int32_t wanted = std::max(1, params.n.value_or(1));
  samples += static_cast<uint64_t>(wanted);
  many_samples += wanted > 1 ? 1 : 0;
  if (params.logprobs.value_or(false) || params.top_logprobs.value_or(0) > 0) ++with_logprobs;
  if (params.logit_bias_entries > 0) {
    ++with_logit_bias;
    bias_maps.Add(params.logit_bias_hash);
  }
  structured += params.response_format_hash != 0 ? 1 : 0;
  streamed += params.stream.value_or(false) ? 1 : 0;
}

}  // namespace stillwatch::detector
