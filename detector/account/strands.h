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
  uint32_t calls = 0;
  // How far its calls are ahead of those of setups that found no room.
  uint32_t lead = 0;
  // When its profile made room for another's, so many calls had come.
  uint32_t made_room_at = 0;
  int64_t next_assessment_calls = 0;
  // What the newest assessment of its profile came to; unspecified if there was none.
  double score = 0;
  uint8_t verdict = 0;
  // Of its calls but the first ones; null while nearly all of the account's calls are its, before
  // its second call, and when others' profiles say more.
  std::unique_ptr<Profile> profile;

  int64_t profile_calls() const {
    return profile == nullptr ? 0 : static_cast<int64_t>(profile->volume.calls);
  }
};

// An account's calls by setup, once there are several. Who serves a product and harvests beside it
// is a mixture that looks like neither, and so is who serves five products; each strand shows what
// it is. A setup that more than a ninth of the calls have is known, and of the others some (Misra
// and Gries 1982). Three of them have profiles: of those that came out clear the lowest makes room
// for another, and has its turn again when it has made as many calls again. An account with one
// setup costs a few bytes. Not thread-safe.
class Strands {
 public:
  static constexpr size_t kMost = 8;
  static constexpr size_t kMostProfiles = 3;
  // More than those of any account are written as.
  static constexpr size_t kMaxBytes = 64 + 64 * kMost + kMostProfiles * Profile::kMaxBytes;

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
  // As they are written.
  size_t WrittenBytes() const;

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferHashes(archive, &first_, 1);
    TransferSize(archive, size_, kMost);
    if (size_ > 0 && table_ == nullptr) table_ = std::make_unique<Table>();
    size_t profiles = 0;
    for (Strand& strand : all()) profiles += TransferStrand(archive, strand) ? 1 : 0;
    if constexpr (Archive::kReads) {
      if (profiles > kMostProfiles) archive.Fail();
    }
  }

 private:
  struct Table {
    std::array<Strand, kMost> strands;
  };

  template <class Archive>
  static bool TransferStrand(Archive& archive, Strand& strand) {
    TransferHashes(archive, &strand.setup, 1);
    uint8_t has_profile = strand.profile != nullptr ? 1 : 0;
    TransferNumbers(archive, strand.calls, strand.lead, strand.made_room_at,
                    strand.next_assessment_calls, strand.verdict, has_profile);
    TransferReal(archive, strand.score);
    if (has_profile == 0) return false;
    if (strand.profile == nullptr) strand.profile = std::make_unique<Profile>();
    strand.profile->Transfer(archive);
    return true;
  }

  bool IsWhole(const Strand& strand) const {
    return strand.setup == first_ && strand.profile == nullptr;
  }
  Strand* FindOrAdd(uint64_t setup);
  void Yield();
  void SplitFirst(const Profile& whole);
  bool MakeRoomForProfile();

  // The setup of the first call, as long as nearly all calls have it.
  uint64_t first_ = 0;
  uint8_t size_ = 0;
  std::unique_ptr<Table> table_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ACCOUNT_STRANDS_H_
