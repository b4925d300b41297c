#ifndef STILLWATCH_DETECTOR_ACCOUNT_STRANDS_H_
#define STILLWATCH_DETECTOR_ACCOUNT_STRANDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "detector/archive/archive.h"
#include "detector/profile/profile.h"

namespace stillwatch::detector {

// The calls of an account that were made with one setup: operation, system message and parameters.
struct Strand {
  uint64_t setup = 0;
  // How far its calls are ahead of those of setups that found no room.
  uint32_t lead = 0;
  int64_t next_assessment_calls = 0;
  // What its newest assessment came to.
  double score = 0;
  uint8_t verdict = 0;
  // Of its calls but the first; null before its second, and while nearly all of the account's calls
  // are its.
  std::unique_ptr<Profile> profile;

  int64_t calls() const {
    return profile == nullptr ? 0 : static_cast<int64_t>(profile->volume.calls);
  }
};

// An account's calls by setup, once there are several. Who serves a product and harvests beside it
// is a mixture that looks like neither, and so is who serves five products; each strand shows what
// it is. A setup that more than a seventh of the calls have is there, and of the others some (Misra
// and Gries 1982). An account with one setup costs a few bytes. Not thread-safe.
class Strands {
 public:
  static constexpr size_t kMost = 6;
  // More than those of any account are written as.
  static constexpr size_t kMaxBytes = 64 + kMost * (Profile::kMaxBytes + 64);

  // Adds a call of the account whose calls before this one are `whole`.
  void Add(const StoredCall& call, const Profile& whole);

  absl::Span<Strand> all() {
    return absl::MakeSpan(table_ ? table_->strands.data() : nullptr, size_);
  }
  absl::Span<const Strand> all() const {
    return absl::MakeConstSpan(table_ ? table_->strands.data() : nullptr, size_);
  }

  // Share of an account's calls that are known to have another setup than its most common one: 0 to
  // 1. `calls` are the account's.
  double MixedShare(int64_t calls) const;

  // Of memory beside the object itself.
  size_t bytes() const;

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferHashes(archive, &first_, 1);
    TransferSize(archive, size_, kMost);
    if (size_ > 0 && table_ == nullptr) table_ = std::make_unique<Table>();
    for (Strand& strand : all()) TransferStrand(archive, strand);
  }

 private:
  struct Table {
    std::array<Strand, kMost> strands;
  };

  template <class Archive>
  static void TransferStrand(Archive& archive, Strand& strand) {
    TransferHashes(archive, &strand.setup, 1);
    uint8_t has_profile = strand.profile != nullptr ? 1 : 0;
    TransferNumbers(archive, strand.lead, strand.next_assessment_calls, strand.verdict,
                    has_profile);
    TransferReal(archive, strand.score);
    if (has_profile == 0) return;
    if (strand.profile == nullptr) strand.profile = std::make_unique<Profile>();
    strand.profile->Transfer(archive);
  }

  bool IsWhole(const Strand& strand) const {
    return strand.setup == first_ && strand.profile == nullptr;
  }
  Strand* FindOrAdd(uint64_t setup);
  void Yield();
  void SplitFirst(const Profile& whole);

  // The setup of the first call, as long as nearly all calls have it.
  uint64_t first_ = 0;
  uint8_t size_ = 0;
  std::unique_ptr<Table> table_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ACCOUNT_STRANDS_H_
