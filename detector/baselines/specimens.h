#ifndef STILLWATCH_DETECTOR_BASELINES_SPECIMENS_H_
#define STILLWATCH_DETECTOR_BASELINES_SPECIMENS_H_

#include <array>
#include <cstddef>
#include <vector>

#include "absl/status/status.h"

namespace stillwatch::v1 {
class Baselines;
}

namespace stillwatch::detector {

inline constexpr size_t kSpecimens = 8;

// The features, parallel to FeatureCatalogue(), of made-up accounts that work in as many ways, all
// the way from their calls' text. Baselines keep what they
// came to, as a program whose features mean something else must not judge by them.
const std::array<std::vector<float>, kSpecimens>& SpecimenFeatures();

// Writes the specimens' values of the features that the baselines name; the catalogue must have
// them.
void WriteSpecimens(v1::Baselines* baselines);

// Likewise; INVALID_ARGUMENT names the first feature that comes to something else here.
absl::Status CheckSpecimens(const v1::Baselines& baselines);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_BASELINES_SPECIMENS_H_
