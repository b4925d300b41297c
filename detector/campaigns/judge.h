#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_JUDGE_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_JUDGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "detector/campaigns/baseline.h"
#include "detector/campaigns/card.h"

namespace stillwatch::detector {

// What made accounts candidates for a group.
enum class Link : uint8_t {
  kFrame,         // Requests begin or end alike, or carry the same system message.
  kDistribution,  // Requests may come from one source.
  kRotation,      // Calls come in turn.
};

// Kinds of evidence on a group. Those to kSource show that somebody coordinates the accounts.
enum class GroupEvidence : uint8_t {
  kParameters,
  kTurns,
  kAligned,
  kQuota,
  kMingled,
  kSource,
  kLink,
  kPartition,
  kExchangeable,
  kUse,
  kElicitation,
  kIdentity,
  kAlone,
};

// "takes_turns": as policies and stored campaigns name it.
const char* GroupEvidenceName(GroupEvidence kind);

struct GroupReason {
  GroupEvidence kind;
  double points = 0;  // Negative: speaks against a campaign.
  double value = 0;   // The number it was computed from.
  std::string words;
};

// What speaks for and against one harvester behind a group of accounts.
struct Judgement {
  bool campaign = false;
  double score = 0;
  std::vector<GroupReason> reasons;  // Most points first.
};

// A group to judge: `members`, chosen among `around` by their most common parameters or by turns
// they take; `around` is the members themselves when nothing was chosen.
struct Candidate {
  Link link = Link::kFrame;
  std::vector<const Card*> members;
  size_t around = 0;  // 0: as many as members.
  // Chosen because they take turns, which then has to be beyond what choosing finds.
  bool by_turns = false;
  Card::Frame frame = {};  // That links them, its share the mean of members' requests.
  // Of each member's latest calls those that are looked at; if empty, those that bear the frame.
  std::vector<uint32_t> streams = {};
};

// From so many points on a group is a campaign, if at least two kinds of coordination show, or one
// and most members look like harvesters by themselves.
constexpr double kCampaignScore = 70;
// Of few accounts chance finds more that look coordinated; likewise with one kind of it.
constexpr size_t kSmall = 6;
constexpr double kDoubtfulCampaignScore = 90;
constexpr int kCoordination = 2;
// Of fewer members, what shows coordination must by itself come to so many points: among thousands
// of accounts that look alike there are always some whose calls seem to take turns.
constexpr size_t kFew = 8;
constexpr double kFewCoordination = 55;
// What scores less by itself belongs to no group: labels, benchmarks, timers and agents do.
constexpr double kOrdinary = 12;
// Of the median member.
constexpr double kLeastOwnScore = kNotable;
constexpr size_t kLeastMembers = 4;

// Pure. At least kLeastMembers.
Judgement JudgeGroup(const Candidate& candidate, const Baseline& baseline);

// Whether the turns that members take are so strict that something must deal out the calls.
bool ShowsDispatcher(const Judgement& judgement);

// How much each member calls.
struct Share {
  double mean = 0;
  // Standard deviation over mean beyond what independent calls would have, of the middle nine
  // tenths: a lone harvester with the same template does not hide that the others are equal.
  double variation = 0;
};
Share ShareOf(absl::Span<const Card* const> members);
Share ShareOf(std::vector<double> calls);

// The most common signature of the accounts, and how many have it.
struct TopSignature {
  uint64_t signature = 0;
  size_t bearers = 0;
};
TopSignature TopSignatureOf(absl::Span<const Card* const> cards);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_JUDGE_H_
