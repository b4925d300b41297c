#ifndef STILLWATCH_DETECTOR_PROFILE_ELICITATION_H_
#define STILLWATCH_DETECTOR_PROFILE_ELICITATION_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

struct StoredCall;

// What requests ask for, over calls with content.
struct Elicitation {
  static constexpr size_t kMarks = 12;

  uint32_t calls = 0;
  std::array<uint32_t, kMarks> marks{};  // Calls by stillwatch.v1.Mark.

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumber(archive, calls);
    TransferSparse(archive, marks);
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_ELICITATION_H_
