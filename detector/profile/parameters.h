#ifndef STILLWATCH_DETECTOR_PROFILE_PARAMETERS_H_
#define STILLWATCH_DETECTOR_PROFILE_PARAMETERS_H_

#include <cstdint>

#include "detector/archive/archive.h"
#include "detector/sketches/heavy_hitters.h"

namespace stillwatch::detector {

struct StoredCall;

// Sampling parameters.
struct Parameters {
  uint32_t calls = 0;
  uint32_t with_temperature = 0;
  double sum_temperature = 0;
  uint32_t zero_temperature = 0;
  uint32_t many_samples = 0;
  uint32_t with_logprobs = 0;
  uint32_t with_logit_bias = 0;
  uint32_t structured = 0;
  uint32_t streamed = 0;
  uint64_t samples = 0;
  HeavyHitters<6> signatures;
  HeavyHitters<8> bias_maps;

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, with_temperature, zero_temperature, many_samples, with_logprobs,
                    with_logit_bias, structured, streamed, samples);
    TransferReal(archive, sum_temperature);
    signatures.Transfer(archive);
    bias_maps.Transfer(archive);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_PARAMETERS_H_
