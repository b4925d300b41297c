#include "detector/campaigns/describe.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "detector/campaigns/search.h"
#include "stillwatch/v1/campaign.pb.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kMostFrames = 8;

int64_t Micros(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1000000 + time.nanos() / 1000;
}

const char* PlaceOf(FrameKind kind) {
  switch (kind) {
    case FrameKind::kPrefix:
      return "first 8 words";
    case FrameKind::kSuffix:
      return "last 8 words";
    case FrameKind::kSystem:
      return "system message";
  }
  return "unknown";
}

void AddFrames(const FoundGroup& group, const FrameCounts& frames, v1::Campaign* campaign) {
  std::map<std::pair<uint64_t, FrameKind>, std::pair<int64_t, double>> common;
  for (const Card* card : group.members) {
    for (const Card::Frame& frame : card->frames) {
      auto& [members, share] = common[{frame.hash, frame.kind}];
      ++members;
      share += frame.share;
    }
  }
  std::vector<v1::CampaignFrame> shown;
  for (const auto& [key, use] : common) {
    if (use.first * 10 < static_cast<int64_t>(group.members.size()) || use.first < 2) continue;
    v1::CampaignFrame& frame = shown.emplace_back();
    frame.set_place(PlaceOf(key.second));
    frame.set_hash(key.first);
    frame.set_members(use.first);
    frame.set_share(use.second / static_cast<double>(use.first));
    frame.set_accounts(frames.Accounts(key.first));
  }
  std::stable_sort(shown.begin(), shown.end(),
                   [](const v1::CampaignFrame& a, const v1::CampaignFrame& b) {
                     return a.members() * a.share() > b.members() * b.share();
                   });
  if (shown.size() > kMostFrames) shown.resize(kMostFrames);
  for (v1::CampaignFrame& frame : shown) *campaign->add_frames() = std::move(frame);
}

std::string WhyMember(const FoundGroup& group, const TopSignature& top, const Card& card) {
  if (group.link == Link::kFrame) {
    double share = 0;
    for (const Card::Frame& frame : card.frames) share = std::max<double>(share, frame.share);
    if (share > 0) {
      return absl::StrFormat("%.0f %% of its requests come from the shared frame", 100 * share);
    }
  }
  if (group.link == Link::kRotation) return "its calls come in turn with the members'";
  return absl::StrCat("what it asks may come from the members' source",
                      card.Bears(top.signature) ? ", with the same parameters" : "");
}

}  // namespace

void SetMicros(int64_t time_us, google::protobuf::Timestamp* time) {
  time->set_seconds(time_us / 1000000);
  time->set_nanos(static_cast<int32_t>(time_us % 1000000 * 1000));
}

FrameCounts::FrameCounts(absl::Span<const Card> cards) {
  for (const Card& card : cards) {
    for (const Card::Frame& frame : card.frames) ++counts_[frame.hash];
  }
}

int64_t FrameCounts::Accounts(uint64_t frame) const {
  const auto found = counts_.find(frame);
  return found == counts_.end() ? 0 : found->second;
}

void DescribeMember(const Card& card, v1::CampaignMember* member) {
  member->set_account_id(card.account_id);
  member->set_calls(card.calls);
  member->set_output_tokens(static_cast<int64_t>(card.output_tokens));
  SetMicros(card.first_us, member->mutable_first_call_time());
  SetMicros(card.last_us, member->mutable_last_call_time());
}

void DescribeCampaign(const FoundGroup& group, const FrameCounts& frames, int64_t now_us,
                      v1::Campaign* campaign) {
  const TopSignature top = TopSignatureOf(group.members);
  for (const Card* card : group.members) {
    v1::CampaignMember* member = campaign->add_members();
    DescribeMember(*card, member);
    SetMicros(now_us, member->mutable_join_time());
    member->add_reasons(WhyMember(group, top, *card));
  }
  campaign->set_score(group.judgement.score);
  for (const GroupReason& reason : group.judgement.reasons) {
    v1::CampaignReason* written = campaign->add_reasons();
    written->set_name(GroupEvidenceName(reason.kind));
    written->set_points(reason.points);
    written->set_value(reason.value);
    written->set_reason(reason.words);
  }
  AddFrames(group, frames, campaign);
}

void SumUp(v1::Campaign* campaign) {
  int64_t calls = 0, tokens = 0, first = 0, last = 0;
  for (const v1::CampaignMember& member : campaign->members()) {
    calls += member.calls();
    tokens += member.output_tokens();
    const int64_t begin = Micros(member.first_call_time());
    if (first == 0 || begin < first) first = begin;
    last = std::max(last, Micros(member.last_call_time()));
  }
  campaign->set_member_count(campaign->members_size());
  campaign->set_calls(calls);
  campaign->set_output_tokens(tokens);
  SetMicros(first, campaign->mutable_first_call_time());
  SetMicros(last, campaign->mutable_last_call_time());
}

std::string InWords(const v1::Campaign& campaign) {
  std::string words =
      absl::StrCat("one of ", campaign.members_size(), " accounts that work as one");
  const int shown = std::min(campaign.reasons_size(), 3);
  for (int i = 0; i < shown; ++i) {
    if (campaign.reasons(i).points() <= 0) break;
    absl::StrAppend(&words, i == 0 ? ": " : "; ", campaign.reasons(i).reason());
  }
  return words;
}

}  // namespace stillwatch::detector
