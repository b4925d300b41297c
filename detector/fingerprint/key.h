#ifndef STILLWATCH_DETECTOR_FINGERPRINT_KEY_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_KEY_H_

#include <array>
#include <cstdint>

namespace stillwatch::detector {

// The deployment's secret. Two logs that were digested under different keys cannot be compared, and
// without the key a digest cannot be looked up in a list of known texts.
struct FingerprintKey {
  std::array<uint8_t, 32> bytes{};
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_KEY_H_
