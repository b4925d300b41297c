#include "detector/campaigns/book.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "detector/campaigns/describe.h"
#include "detector/campaigns/search.h"
#include "stillwatch/v1/campaign.pb.h"

namespace stillwatch::detector {
namespace {

// Sweeps in a row without it, after which a campaign is over.
constexpr int kMostMissed = 8;
// After which a member leaves, when the others were found again.
constexpr int kMostMissedAlone = 4;
// A found group is a campaign when so many of the group, or of the campaign, are of both.
constexpr double kSame = 0.6;

std::string NewName(const FoundGroup& group, int64_t now_us) {
  const std::string& first = group.members.front()->account_id;
  return absl::StrFormat(
      "campaigns/cmp-%016x",
      XXH3_64bits_withSeed(first.data(), first.size(), static_cast<XXH64_hash_t>(now_us)));
}

// Members of all campaigns: who belongs where.
std::map<std::string, std::string> MembersOf(const v1::CampaignState& state) {
  std::map<std::string, std::string> members;
  for (const v1::Campaign& campaign : state.campaigns()) {
    for (const v1::CampaignMember& member : campaign.members()) {
      members[member.account_id()] = campaign.name();
    }
  }
  return members;
}

// For each group the campaigns that it shares enough members with, oldest first.
std::vector<std::vector<int>> Continued(const std::vector<FoundGroup>& groups,
                                        const v1::CampaignState& state) {
  absl::flat_hash_map<std::string, int> at;
  for (int i = 0; i < state.campaigns_size(); ++i) {
    for (const v1::CampaignMember& member : state.campaigns(i).members()) {
      at[member.account_id()] = i;
    }
  }
  std::vector<std::vector<int>> continued(groups.size());
  for (size_t g = 0; g < groups.size(); ++g) {
    std::map<int, size_t> shared;
    for (const Card* card : groups[g].members) {
      const auto found = at.find(card->account_id);
      if (found != at.end()) ++shared[found->second];
    }
    for (const auto& [index, count] : shared) {
      const size_t smaller = std::min<size_t>(
          groups[g].members.size(), static_cast<size_t>(state.campaigns(index).members_size()));
      if (static_cast<double>(count) >= kSame * static_cast<double>(smaller)) {
        continued[g].push_back(index);
      }
    }
  }
  return continued;
}

// Groups that continue one campaign are one; so are campaigns that one group continues. Gives each
// group with the campaign it continues, -1 for none, and the campaigns that went into others.
std::vector<std::pair<FoundGroup, int>> Assign(std::vector<FoundGroup> groups,
                                               const v1::CampaignState& state,
                                               std::map<int, int>* absorbed) {
  std::vector<std::pair<FoundGroup, int>> assigned;
  std::map<int, size_t> owner;  // Of a campaign: where in `assigned`.
  const std::vector<std::vector<int>> continued = Continued(groups, state);
  for (size_t g = 0; g < groups.size(); ++g) {
    size_t into = assigned.size();
    for (const int index : continued[g]) {
      const auto found = owner.find(index);
      if (found != owner.end() && !AreTwo(groups[g], assigned[found->second].first)) {
        into = std::min(into, found->second);
      }
    }
    if (into == assigned.size()) {
      int continues = -1;
      for (const int index : continued[g]) {
        if (continues < 0 && owner.count(index) == 0) continues = index;
      }
      assigned.emplace_back(std::move(groups[g]), continues);
    } else {
      std::vector<const Card*>& members = assigned[into].first.members;
      members.insert(members.end(), groups[g].members.begin(), groups[g].members.end());
      std::sort(members.begin(), members.end());
    }
    for (const int index : continued[g]) {
      const size_t owns = owner.emplace(index, into).first->second;
      if (owns == into && index != assigned[into].second) {
        absorbed->emplace(index, assigned[into].second);
      }
    }
  }
  return assigned;
}

// Null if there is none.
const Card* CardOf(absl::string_view account_id, absl::Span<const Card> cards) {
  const auto card =
      std::lower_bound(cards.begin(), cards.end(), account_id,
                       [](const Card& card, absl::string_view id) { return card.account_id < id; });
  return card != cards.end() && card->account_id == account_id ? &*card : nullptr;
}

// Those of before who were not found again stay for a while.
void KeepMembers(const v1::Campaign& before, v1::Campaign* campaign, absl::Span<const Card> cards) {
  std::map<std::string, v1::CampaignMember> members;
  for (v1::CampaignMember& member : *campaign->mutable_members()) {
    std::string id = member.account_id();
    members[std::move(id)] = std::move(member);
  }
  for (const v1::CampaignMember& old : before.members()) {
    const auto found = members.find(old.account_id());
    if (found != members.end()) {
      *found->second.mutable_join_time() = old.join_time();
      continue;
    }
    if (old.missed_sweeps() >= kMostMissedAlone) continue;
    v1::CampaignMember& kept = members[old.account_id()] = old;
    kept.set_missed_sweeps(old.missed_sweeps() + 1);
    if (const Card* card = CardOf(old.account_id(), cards)) DescribeMember(*card, &kept);
  }
  campaign->clear_members();
  for (auto& [id, member] : members) *campaign->add_members() = std::move(member);
}

// An account belongs to one campaign, the one that it joined first. Campaigns are oldest first.
void KeepApart(v1::CampaignState* state) {
  absl::flat_hash_map<std::string, std::pair<int64_t, int>> owner;
  const auto joined = [](const v1::CampaignMember& member) {
    return member.join_time().seconds() * 1000000 + member.join_time().nanos() / 1000;
  };
  for (int i = 0; i < state->campaigns_size(); ++i) {
    for (const v1::CampaignMember& member : state->campaigns(i).members()) {
      const std::pair<int64_t, int> here(joined(member), i);
      const auto [known, fresh] = owner.try_emplace(member.account_id(), here);
      if (!fresh) known->second = std::min(known->second, here);
    }
  }
  for (int i = state->campaigns_size() - 1; i >= 0; --i) {
    auto* members = state->mutable_campaigns(i)->mutable_members();
    members->erase(std::remove_if(members->begin(), members->end(),
                                  [&owner, i](const v1::CampaignMember& member) {
                                    return owner[member.account_id()].second != i;
                                  }),
                   members->end());
    if (members->size() < static_cast<int>(kLeastMembers)) {
      state->mutable_campaigns()->DeleteSubrange(i, 1);
    }
  }
}

}  // namespace

CampaignBook::CampaignBook() : state_(std::make_unique<v1::CampaignState>()) {}
CampaignBook::~CampaignBook() = default;

std::vector<MembershipChange> CampaignBook::Sweep(absl::Span<const Card> cards, int64_t now_us,
                                                  ForEach for_each) {
  const Baseline baseline(cards);
  std::vector<FoundGroup> groups = MergeGroups(FindGroups(cards, baseline, for_each));
  if (groups.empty() && state_->campaigns().empty()) return {};
  const FrameCounts frames(cards);

  const std::map<std::string, std::string> before = MembersOf(*state_);
  std::map<int, int> gone;
  const std::vector<std::pair<FoundGroup, int>> assigned =
      Assign(std::move(groups), *state_, &gone);
  std::vector<v1::Campaign> fresh;
  std::set<int> found;
  for (const auto& [group, index] : assigned) {
    v1::Campaign campaign;
    DescribeCampaign(group, frames, now_us, &campaign);
    if (index < 0) {
      campaign.set_name(NewName(group, now_us));
      SetMicros(now_us, campaign.mutable_find_time());
      fresh.push_back(std::move(campaign));
      continue;
    }
    found.insert(index);
    v1::Campaign* old = state_->mutable_campaigns(index);
    KeepMembers(*old, &campaign, cards);
    for (const auto& [other, into] : gone) {
      if (into == index) KeepMembers(state_->campaigns(other), &campaign, cards);
    }
    campaign.set_name(old->name());
    *campaign.mutable_find_time() = old->find_time();
    *old = std::move(campaign);
  }
  for (int i = 0; i < state_->campaigns_size(); ++i) {
    if (found.count(i) > 0 || gone.count(i) > 0) continue;
    v1::Campaign* campaign = state_->mutable_campaigns(i);
    campaign->set_missed_sweeps(campaign->missed_sweeps() + 1);
    // What members did together goes away only when they do much else.
    if (campaign->missed_sweeps() > kMostMissed) gone.emplace(i, -1);
    for (v1::CampaignMember& member : *campaign->mutable_members()) {
      if (const Card* card = CardOf(member.account_id(), cards)) DescribeMember(*card, &member);
    }
  }
  for (auto index = gone.rbegin(); index != gone.rend(); ++index) {
    state_->mutable_campaigns()->DeleteSubrange(index->first, 1);
  }
  for (v1::Campaign& campaign : fresh) *state_->add_campaigns() = std::move(campaign);
  KeepApart(state_.get());
  for (v1::Campaign& campaign : *state_->mutable_campaigns()) SumUp(&campaign);

  std::vector<MembershipChange> changes;
  std::map<std::string, std::string> after = MembersOf(*state_);
  for (const auto& [id, campaign] : before) {
    if (after.count(id) == 0) changes.push_back({id, "", 0, ""});
  }
  for (const v1::Campaign& campaign : state_->campaigns()) {
    for (const v1::CampaignMember& member : campaign.members()) {
      const auto old = before.find(member.account_id());
      if (old != before.end() && old->second == campaign.name()) continue;
      if (after[member.account_id()] != campaign.name()) continue;
      changes.push_back(
          {member.account_id(), campaign.name(), campaign.score(), InWords(campaign)});
    }
  }
  std::sort(changes.begin(), changes.end(),
            [](const auto& a, const auto& b) { return a.account_id < b.account_id; });
  return changes;
}

}  // namespace stillwatch::detector
