#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_BOOK_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_BOOK_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "detector/campaigns/card.h"
#include "detector/campaigns/for_each.h"

namespace stillwatch::v1 {
class Campaign;
class CampaignState;
}  // namespace stillwatch::v1

namespace stillwatch::detector {

// What a sweep did to an account.
struct MembershipChange {
  std::string account_id;
  // Resource name of the campaign that it belongs to now; empty: it left.
  std::string campaign;
  double score = 0;
  std::string reason;  // In words.
};

// The campaigns of a deployment, over time. A sweep is a pure function of the accounts' cards and
// of what the sweep before left, so that live, in an audit and after a crash the same campaigns
// come out. Not thread-safe.
class CampaignBook {
 public:
  CampaignBook();
  ~CampaignBook();

  // Looks for campaigns as of now, on as many threads as `for_each` takes. `cards` must be in order
  // of account ids. Returns what changed, in order of account ids.
  std::vector<MembershipChange> Sweep(absl::Span<const Card> cards, int64_t now_us,
                                      ForEach for_each = OneByOne);

  const v1::CampaignState& state() const { return *state_; }
  v1::CampaignState* mutable_state() { return state_.get(); }

 private:
  std::unique_ptr<v1::CampaignState> state_;
};

// Groups that are one: they share members, or draw on one source in the same way. Gives members
// only, by account id, each account in one group.
struct FoundGroup;
std::vector<FoundGroup> MergeGroups(std::vector<FoundGroup> groups);
// Whether what two groups' members do goes on at different times or paces, so that they are two
// even where one campaign before held both.
bool AreTwo(const FoundGroup& a, const FoundGroup& b);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_BOOK_H_
