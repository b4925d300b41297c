#ifndef STILLWATCH_DETECTOR_PROFILE_EXAMPLES_H_
#define STILLWATCH_DETECTOR_PROFILE_EXAMPLES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/archive/archive.h"
#include "detector/profile/breadth.h"

namespace stillwatch::detector {

struct StoredCall;

// Kinds of calls that examples are kept of.
enum class ExampleKind {
  kNewRequest,
  kLongOutput,
  kReasoning,
  kGeneration,
  kPreference,
  kRoleScript,
  kLogits,
  kRepeat,
};

// Ids of calls that show something: of each kind the first two and three spread over the rest, each
// of which moves on when as many calls as before have come.
struct Examples {
  static constexpr size_t kKinds = 8;
  static constexpr size_t kKept = 5;
  static constexpr size_t kMaxIdBytes = 64;  // Calls with longer ids are not kept.

  struct Kind {
    std::array<uint8_t, kKept> id_bytes{};  // 0 where there is none.
    std::array<std::array<char, kMaxIdBytes>, kKept> id;
  };
  std::array<uint32_t, kKinds> calls{};  // By kind.
  std::array<Kind, kKinds> kinds;

  void Add(const StoredCall& call, Novelty novelty);

  // The ids of a kind.
  std::vector<absl::string_view> Of(ExampleKind kind) const;

  template <class Archive>
  void Transfer(Archive& archive) {
    for (size_t at = 0; at < kKinds; ++at) {
      Kind& kind = kinds[at];
      TransferNumber(archive, calls[at]);
      for (size_t i = 0; calls[at] > 0 && i < kKept; ++i) {
        TransferSize(archive, kind.id_bytes[i], kMaxIdBytes);
        archive.Raw(kind.id[i].data(), kind.id_bytes[i]);
      }
    }
  }
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_EXAMPLES_H_
