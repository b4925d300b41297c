#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "detector/campaigns/book.h"
#include "detector/campaigns/likeness.h"
#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/partition.h"
#include "detector/campaigns/search.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/campaign.pb.h"

namespace stillwatch::detector {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kHour = int64_t{3600} * 1'000'000;
constexpr int64_t kStart = int64_t{20500} * 24 * kHour;

// Makes accounts up: what tests of groups need of many calls, without making the calls.
class Town {
 public:
  explicit Town(uint32_t seed) : random_(seed) {}

  double Uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  double Normal() { return std::normal_distribution<double>(0, 1)(random_); }
  uint64_t Hash() { return random_(); }

  // A direction in which a source's requests lie.
  std::array<double, Card::kDimensions> Direction(double length) {
    std::array<double, Card::kDimensions> direction;
    double squares = 0;
    for (double& x : direction) {
      x = Normal();
      squares += x * x;
    }
    for (double& x : direction) x *= length / std::sqrt(squares);
    return direction;
  }

  // An account with `calls` single requests around a source's mean.
  Card Account(const std::array<double, Card::kDimensions>& source, uint32_t calls) {
    Card card;
    card.account_id = absl::StrFormat("account-%05d", next_++);
    card.calls = card.requests = calls;
    double squares = 0;
    for (size_t i = 0; i < Card::kDimensions; ++i) {
      squares += source[i] * source[i];
      const double mean = source[i] + Normal() * std::sqrt(0.8 / Card::kDimensions / calls);
      card.mean[i] = static_cast<int16_t>(std::lround(mean * 32767));
    }
    card.within = static_cast<float>(squares);
    card.self = static_cast<float>(squares + 0.8);
    card.log_words = {static_cast<float>(3 + 0.5 * Normal() / std::sqrt(calls)), 0.25f};
    card.log_output = {static_cast<float>(5 + 0.5 * Normal() / std::sqrt(calls)), 0.25f};
    card.single_turn = 1;
    card.script = 1;
    card.output_tokens = uint64_t{150} * calls;
    card.organization = Hash();
    card.billing = Hash();
    std::set<uint64_t> items;
    while (items.size() < std::min<uint32_t>(calls, Card::kMaxItems)) items.insert(Hash());
    card.items.assign(items.begin(), items.end());
    card.items_below = calls > Card::kMaxItems ? card.items.back() : UINT64_MAX;
    return card;
  }

  // Its latest calls, independent of everybody's.
  void CallAlone(double hours, Card* card) {
    double at = Uniform() * 48;
    std::vector<double> times;
    for (size_t i = 0; i < std::min<size_t>(card->calls, 32); ++i) {
      at += -std::log(1 - Uniform()) * hours;
      times.push_back(at);
    }
    SetTimes(times, card);
  }

  // The members' calls are dealt out to whoever rested longest.
  void CallInTurn(double hours, std::vector<Card>* members) {
    std::vector<std::vector<double>> times(members->size());
    double at = 30;
    for (size_t round = 0; round < 32; ++round) {
      for (std::vector<double>& own : times) {
        at += -std::log(1 - Uniform()) * hours / static_cast<double>(members->size());
        own.push_back(at);
      }
    }
    for (size_t i = 0; i < members->size(); ++i) SetTimes(times[i], &(*members)[i]);
  }

 private:
  static void SetTimes(const std::vector<double>& hours, Card* card) {
    for (const double hour : hours) {
      card->latest.push_back({kStart + static_cast<int64_t>(hour * kHour), {}, 0, {}});
    }
    card->first_us = card->latest.front().time_us;
    card->last_us = card->latest.back().time_us;
  }

  std::mt19937_64 random_;
  int next_ = 0;
};

void AddFrame(uint64_t hash, float share, Card* card) {
  card->frames.push_back({hash, share, FrameKind::kPrefix});
  for (Card::Call& call : card->latest) call.tags[0] = static_cast<uint16_t>(hash);
}

// Ordinary calls of another program, so many to each one of the latest, while those last.
void Cover(int times, Town* town, Card* card) {
  for (Card::Call& call : card->latest) call.program = 3;
  const double hours = static_cast<double>(card->last_us - card->first_us) / kHour;
  const size_t covers = card->latest.size() * static_cast<size_t>(times);
  card->latest.resize(16);
  for (size_t i = 0; i < 16; ++i) {
    // Of so many that came since, the latest.
    const double at = hours * (1 - town->Uniform() * 16 / static_cast<double>(covers));
    card->latest.push_back({card->first_us + static_cast<int64_t>(at * kHour), {}, 4, {}});
  }
  std::sort(card->latest.begin(), card->latest.end(),
            [](const Card::Call& a, const Card::Call& b) { return a.time_us < b.time_us; });
  uint32_t harvest = 0;
  for (size_t i = 0; i < 32; ++i) harvest |= card->latest[i].program == 3 ? 1u << i : 0;
  card->streams = {~0u, harvest, ~harvest};
  card->single_turn = 0.4f;
}

// People and programs that have nothing to do with each other.
std::vector<Card> Strangers(int count, Town* town) {
  std::vector<Card> cards;
  std::vector<uint64_t> signatures;
  for (int i = 0; i < 12; ++i) signatures.push_back(town->Hash());
  for (int i = 0; i < count; ++i) {
    const auto calls = static_cast<uint32_t>(10 * std::exp(1.2 * std::abs(town->Normal())));
    Card card = town->Account(town->Direction(0.3), calls);
    card.signatures = {signatures[town->Hash() % signatures.size()]};
    if (i % 2 == 0) card.single_turn = 0.5;
    town->CallAlone(2, &card);
    cards.push_back(std::move(card));
  }
  return cards;
}

void LastFirst(size_t count, absl::FunctionRef<void(size_t)> work) {
  while (count > 0) work(--count);
}

// What is found, which must not depend on the order in which its parts are searched.
std::vector<FoundGroup> Find(std::vector<Card>* cards) {
  std::sort(cards->begin(), cards->end(),
            [](const Card& a, const Card& b) { return a.account_id < b.account_id; });
  std::vector<FoundGroup> found = MergeGroups(FindGroups(*cards, Baseline(*cards), OneByOne));
  const std::vector<FoundGroup> again =
      MergeGroups(FindGroups(*cards, Baseline(*cards), LastFirst));
  EXPECT_EQ(again.size(), found.size());
  for (size_t i = 0; i < std::min(found.size(), again.size()); ++i) {
    EXPECT_EQ(again[i].members, found[i].members);
    EXPECT_EQ(again[i].judgement.score, found[i].judgement.score);
  }
  return found;
}

std::vector<const Card*> Pointers(const std::vector<Card>& cards) {
  std::vector<const Card*> pointers;
  for (const Card& card : cards) pointers.push_back(&card);
  return pointers;
}

TEST(Campaigns, StrangersAreNone) {
  Town town(1);
  std::vector<Card> cards = Strangers(3000, &town);
  EXPECT_THAT(Find(&cards), IsEmpty());
}

TEST(Campaigns, ARotationIsFoundWhateverItAsks) {
  Town town(2);
  std::vector<Card> cards = Strangers(1000, &town);
  std::vector<Card> members;
  for (int i = 0; i < 8; ++i) members.push_back(town.Account(town.Direction(0.3), 60));
  for (Card& member : members) member.signatures = {town.Hash()};
  town.CallInTurn(1, &members);
  cards.insert(cards.end(), members.begin(), members.end());
  const std::vector<FoundGroup> groups = Find(&cards);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0].members, SizeIs(8));
  EXPECT_TRUE(ShowsDispatcher(groups[0].judgement));
}

TEST(Campaigns, ARotationIsFoundUnderCover) {
  Town town(12);
  std::vector<Card> cards = Strangers(1000, &town);
  std::vector<Card> members;
  for (int i = 0; i < 25; ++i) members.push_back(town.Account(town.Direction(0.3), 160));
  town.CallInTurn(4, &members);
  for (Card& member : members) {
    member.own_score = 40;
    Cover(4, &town, &member);
  }
  cards.insert(cards.end(), members.begin(), members.end());
  const std::vector<FoundGroup> groups = Find(&cards);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_GE(groups[0].members.size(), 23u);
  EXPECT_LE(groups[0].members.size(), 26u);
}

// Most accounts share the frame, so that it links nobody; their turns do.
TEST(Campaigns, ACampaignOfMostAccountsIsFound) {
  Town town(13);
  std::vector<Card> cards = Strangers(300, &town);
  std::vector<Card> members;
  for (int i = 0; i < 700; ++i) members.push_back(town.Account(town.Direction(0.3), 32));
  town.CallInTurn(1, &members);
  for (Card& member : members) {
    member.signatures = {town.Hash()};
    AddFrame(17, 1, &member);
  }
  cards.insert(cards.end(), members.begin(), members.end());
  const std::vector<FoundGroup> groups = Find(&cards);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_GE(groups[0].members.size(), 690u);
  EXPECT_LE(groups[0].members.size(), 702u);
}

TEST(Campaigns, ARotationThatMembersJoinOneByOne) {
  Town town(14);
  std::vector<Card> cards = Strangers(1000, &town);
  std::vector<Card> members;
  for (int i = 0; i < 20; ++i) members.push_back(town.Account(town.Direction(0.3), 60));
  town.CallInTurn(1, &members);
  for (size_t i = 0; i < members.size(); ++i) {
    Card& member = members[i];
    member.signatures = {town.Hash()};
    member.latest.erase(member.latest.begin(), member.latest.begin() + static_cast<ptrdiff_t>(i));
    member.calls = member.requests = static_cast<uint32_t>(60 - i);
    member.first_us = member.latest.front().time_us;
  }
  cards.insert(cards.end(), members.begin(), members.end());
  const std::vector<FoundGroup> groups = Find(&cards);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_GE(groups[0].members.size(), 19u);
  EXPECT_LE(groups[0].members.size(), 21u);
}

TEST(Campaigns, ASplitListIsFoundByItsSourceParametersAndShares) {
  Town town(3);
  std::vector<Card> cards = Strangers(1000, &town);
  const auto source = town.Direction(0.4);
  const uint64_t signature = town.Hash();
  for (int i = 0; i < 20; ++i) {
    Card card = town.Account(source, 50);
    card.signatures = {signature};
    town.CallAlone(2, &card);
    cards.push_back(std::move(card));
  }
  const std::vector<FoundGroup> groups = Find(&cards);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_GE(groups[0].members.size(), 19u);
}

// One public prompt on own inputs: one frame, nothing asked twice, but nobody coordinates them.
TEST(Campaigns, UsersOfAPublicPromptAreNone) {
  Town town(4);
  std::vector<Card> cards = Strangers(1000, &town);
  const uint64_t frame = town.Hash();
  for (int i = 0; i < 60; ++i) {
    Card& card = cards[static_cast<size_t>(2 * i + 1)];
    AddFrame(frame, 1, &card);
  }
  EXPECT_THAT(Find(&cards), IsEmpty());
}

struct Coordinated {
  std::vector<Card> cards;

  explicit Coordinated(Town* town) : cards(Strangers(500, town)) {
    const uint64_t frame = town->Hash(), signature = town->Hash();
    for (int i = 0; i < 30; ++i) {
      Card card = town->Account(town->Direction(0.3), 40);
      card.signatures = {signature};
      town->CallAlone(2, &card);
      AddFrame(frame, 1, &card);
      cards.push_back(std::move(card));
    }
  }
  Card* begin() { return cards.data() + 500; }
  Card* end() { return cards.data() + cards.size(); }
};

TEST(Campaigns, WhatWouldBeOneIsNoneInOneOrganisation) {
  Town town(5);
  Coordinated group(&town);
  for (Card& card : group) card.mean = group.begin()->mean;
  ASSERT_THAT(Find(&group.cards), SizeIs(1));
  for (Card& card : group) card.organization = 7;
  EXPECT_THAT(Find(&group.cards), IsEmpty());
}

TEST(Campaigns, WhatWouldBeOneIsNoneOnTheSameQuestions) {
  Town town(6);
  Coordinated group(&town);
  for (Card& card : group) card.mean = group.begin()->mean;
  std::set<uint64_t> questions;
  while (questions.size() < 60) questions.insert(town.Hash());
  for (Card& card : group) {
    card.items.clear();
    for (const uint64_t question : questions) {
      if (town.Uniform() < 0.6) card.items.push_back(question);
    }
  }
  EXPECT_THAT(Find(&group.cards), IsEmpty());
}

TEST(Lockstep, OnlyARotationSharesItsRounds) {
  Town town(7);
  const auto source = town.Direction(0.3);
  std::vector<Card> members;
  for (int i = 0; i < 6; ++i) members.push_back(town.Account(source, 40));
  std::vector<Card> alone = members;
  town.CallInTurn(1, &members);
  for (Card& card : alone) town.CallAlone(1, &card);
  std::vector<Sequence> in_turn, independent;
  for (const Card& card : members) in_turn.push_back(SequenceOf(card, nullptr));
  for (const Card& card : alone) independent.push_back(SequenceOf(card, nullptr));
  EXPECT_GT(MeanTurns(in_turn).excess, 0.9);
  EXPECT_GT(MeanTurns(in_turn).gap_correlation, 0.5);
  EXPECT_LT(MeanTurns(independent).excess, 0.3);
}

TEST(Partition, TellsDividedWorkFromACommonSet) {
  Town town(8);
  std::vector<Card> cards;
  for (int i = 0; i < 20; ++i) cards.push_back(town.Account(town.Direction(0.3), 40));
  EXPECT_TRUE(IsPartition(OverlapOf(Pointers(cards))));
  EXPECT_FALSE(IsCommonSet(OverlapOf(Pointers(cards))));
  // Every item to exactly two members.
  for (size_t i = 0; i < cards.size(); i += 2) cards[i + 1].items = cards[i].items;
  EXPECT_TRUE(IsPartition(OverlapOf(Pointers(cards))));
  for (Card& card : cards) card.items = cards[0].items;
  EXPECT_TRUE(IsCommonSet(OverlapOf(Pointers(cards))));
}

TEST(Likeness, OfOneSourceAndOfTwo) {
  Town town(9);
  const auto source = town.Direction(0.4);
  const Card a = town.Account(source, 60), b = town.Account(source, 60);
  const Card c = town.Account(town.Direction(0.4), 60);
  EXPECT_TRUE(MayBeOneSource(DistributionOf(a), DistributionOf(b)));
  EXPECT_FALSE(MayBeOneSource(DistributionOf(a), DistributionOf(c)));
}

TEST(Likeness, MembersOfOneSourceAreExchangeable) {
  Town town(11);
  const auto source = town.Direction(0.4);
  std::vector<Card> same, other;
  for (int i = 0; i < 20; ++i) {
    same.push_back(town.Account(source, 60));
    other.push_back(town.Account(town.Direction(0.4), 60));
  }
  EXPECT_LT(Heterogeneity(Pointers(same)), 3);
  EXPECT_GT(Heterogeneity(Pointers(other)), 8);
}

TEST(CampaignBook, KeepsANameWhileMembersComeAndIsDeterministic) {
  Town town(10);
  std::vector<Card> cards = Strangers(300, &town);
  std::vector<Card> members;
  for (int i = 0; i < 12; ++i) members.push_back(town.Account(town.Direction(0.3), 60));
  town.CallInTurn(1, &members);
  cards.insert(cards.end(), members.begin(), members.begin() + 8);
  CampaignBook book, other;
  EXPECT_THAT(book.Sweep(cards, kStart + 100 * kHour), SizeIs(8));
  EXPECT_THAT(other.Sweep(cards, kStart + 100 * kHour), SizeIs(8));
  ASSERT_EQ(book.state().campaigns_size(), 1);
  EXPECT_EQ(book.state().SerializeAsString(), other.state().SerializeAsString());
  const std::string name = book.state().campaigns(0).name();
  cards.insert(cards.end(), members.begin() + 8, members.end());
  EXPECT_THAT(book.Sweep(cards, kStart + 101 * kHour), SizeIs(4));
  ASSERT_EQ(book.state().campaigns_size(), 1);
  EXPECT_EQ(book.state().campaigns(0).name(), name);
  EXPECT_EQ(book.state().campaigns(0).members_size(), 12);
  EXPECT_EQ(book.state().campaigns(0).calls(), 12 * 60);
}

}  // namespace
}  // namespace stillwatch::detector
