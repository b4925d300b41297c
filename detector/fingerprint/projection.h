#ifndef STILLWATCH_DETECTOR_FINGERPRINT_PROJECTION_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_PROJECTION_H_

#include <array>
#include <cstdint>

#include "detector/call/fingerprint.h"

namespace stillwatch::detector {

// Hashes features to signed dimensions (feature hashing, Weinberger et al. 2009).
class Projection {
 public:
  Projection();

  // `feature` is a hash whose upper bits are good.
  void Add(uint64_t feature) { ++counts_[feature >> 57]; }

  // The sums, scaled to length 127 so that a long request weighs no more than a short one. All 0
  // if they are.
  void Write(std::array<int8_t, Fingerprint::kDimensions>* out) const;

 private:
  static constexpr int kDimensions = Fingerprint::kDimensions;

  // Of each dimension first the features with one sign, then those with the other.
  std::array<uint32_t, 2 * kDimensions> counts_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_PROJECTION_H_
