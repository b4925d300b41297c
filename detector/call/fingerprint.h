#ifndef STILLWATCH_DETECTOR_CALL_FINGERPRINT_H_
#define STILLWATCH_DETECTOR_CALL_FINGERPRINT_H_

#include <array>
#include <cstdint>

namespace stillwatch::detector {

// stillwatch.v1.Fingerprint as plain data: the fixed-size, text-free digest of a call's content.
// Field for field the message; fingerprint.proto says what they mean.
struct Fingerprint {
  static constexpr int kDimensions = 64;

  uint32_t content_bytes = 0;
  uint32_t request_bytes = 0;
  uint32_t request_words = 0;
  uint32_t system_bytes = 0;
  uint32_t symbol_permille = 0;
  uint32_t number_permille = 0;
  uint64_t request_hash = 0;
  uint64_t system_hash = 0;
  uint64_t conversation_hash = 0;
  uint32_t user_turns = 0;
  uint32_t assistant_turns = 0;
  uint32_t tool_turns = 0;
  uint32_t marks = 0;
  uint8_t script = 0;  // stillwatch.v1.Script
  // There is a request, hence a projection.
  bool has_request = false;
  uint64_t prefix_hash = 0;
  uint64_t suffix_hash = 0;
  std::array<int8_t, kDimensions> projection{};

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CALL_FINGERPRINT_H_
