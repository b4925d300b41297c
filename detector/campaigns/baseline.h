#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_BASELINE_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_BASELINE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace stillwatch::detector {

// Who scores so much by itself does not look ordinary. Of whom nothing is known scores a little
// more.
constexpr double kNotable = 30;

// What is usual among all accounts of the day: the yardstick for what a group has in common.
class Baseline {
 public:
  explicit Baseline(absl::Span<const Card> cards);

  size_t accounts() const { return accounts_; }
  // The first call of all: who began then may have begun before.
  int64_t begin_us() const { return begin_us_; }

  // How much likelier it is that members call with these parameters because one program makes their
  // calls than because each chose as others do, in nats: `bearers` of `size` accounts have
  // `signature`. What the accounts themselves add to its popularity is taken off. 0 when the
  // signature is no more common among them than elsewhere.
  double SignatureEvidence(uint64_t signature, size_t bearers, size_t size) const;

  // Accounts whose first call came then.
  size_t BegunWithin(int64_t from_us, int64_t to_us) const;
  // Accounts with that signature.
  size_t Bearers(uint64_t signature) const;
  // Of all notable accounts with that signature, those among the members. Some of the many that
  // share usual parameters are always alike in other ways; a program of one harvester has all its
  // users in the group.
  double ShareOfNotable(uint64_t signature, absl::Span<const Card* const> members) const;
  // Likewise of the frame that most members' requests come from, 1 if there is none: whoever picks
  // those of its users who are most alike finds a few without subjects of their own.
  double ShareOfFrame(absl::Span<const Card* const> members) const;

 private:
  struct Count {
    size_t all = 0;
    size_t single = 0;   // Of those that hardly converse.
    size_t notable = 0;  // Of those that score kNotable or more by themselves.
  };

  size_t accounts_ = 0;
  int64_t begin_us_ = 0;
  std::vector<int64_t> begins_;  // Ascending.
  size_t single_ = 0;
  absl::flat_hash_map<uint64_t, Count> signatures_;
  absl::flat_hash_map<uint64_t, size_t> frames_;  // Notable accounts.
};

// Single requests rather than conversations.
bool HardlyConverses(const Card& card);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_BASELINE_H_
