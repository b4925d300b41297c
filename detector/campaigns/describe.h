#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_DESCRIBE_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_DESCRIBE_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace google::protobuf {
class Timestamp;
}
namespace stillwatch::v1 {
class Campaign;
class CampaignMember;
}  // namespace stillwatch::v1

// What is written down of a campaign.

namespace stillwatch::detector {

struct FoundGroup;

void SetMicros(int64_t time_us, google::protobuf::Timestamp* time);

// How many accounts use each frame.
class FrameCounts {
 public:
  explicit FrameCounts(absl::Span<const Card> cards);
  int64_t Accounts(uint64_t frame) const;

 private:
  absl::flat_hash_map<uint64_t, int64_t> counts_;
};

// Members, reasons and frames; everything but name and the time it was found.
void DescribeCampaign(const FoundGroup& group, const FrameCounts& frames, int64_t now_us,
                      v1::Campaign* campaign);
// The member's figures as of now.
void DescribeMember(const Card& card, v1::CampaignMember* member);
// Totals from the members.
void SumUp(v1::Campaign* campaign);
// One sentence for its members' findings.
std::string InWords(const v1::Campaign& campaign);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_DESCRIBE_H_
