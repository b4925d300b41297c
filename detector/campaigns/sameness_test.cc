#include "detector/campaigns/sameness.h"

#include <cmath>
#include <random>
#include <vector>

#include "absl/strings/str_format.h"
#include "detector/campaigns/mingling.h"
#include "detector/campaigns/partition.h"
#include "detector/campaigns/search.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kMinute = int64_t{60} * 1'000'000;
constexpr int64_t kDay = 1440 * kMinute;
constexpr int64_t kStart = 20500 * kDay;
constexpr uint16_t kAlone = 1;  // Low bit of a program.

class Accounts {
 public:
  explicit Accounts(uint32_t seed) : random_(seed) {}

  uint64_t Hash() { return random_(); }
  double Uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  double Wait(double mean) { return -std::log(1 - Uniform()) * mean; }

  // Times that one queue deals out at random.
  std::vector<std::vector<int64_t>> DealtOut(size_t members, size_t calls) {
    std::vector<std::vector<int64_t>> times(members);
    double at = 0;
    for (size_t i = 0; i < members * calls; ++i) {
      at += Wait(6 * 1440.0 / static_cast<double>(members * calls));
      times[Hash() % members].push_back(kStart + static_cast<int64_t>(at * kMinute));
    }
    return times;
  }

  // Times of people in sessions.
  std::vector<int64_t> InSessions(size_t calls) {
    std::vector<int64_t> times;
    double at = 0;
    for (size_t i = 0; i < calls; ++i) {
      at += i % 4 == 0 ? Wait(4 * 6 * 1440.0 / static_cast<double>(calls)) : 1;
      times.push_back(kStart + static_cast<int64_t>(at * kMinute));
    }
    return times;
  }

  // `subject` decides three in four of a request's signs on average.
  uint64_t Request(uint64_t subject) { return Hash() & Hash() ? subject ^ (Hash() & Hash()) : 0; }

  Card Account(const std::vector<int64_t>& times, uint64_t subject, float own_score) {
    Card card;
    card.account_id = absl::StrFormat("account-%05d", next_++);
    card.calls = card.requests = 100;
    card.own_score = own_score;
    card.single_turn = 1;
    card.script = 1;
    card.organization = Hash();
    card.signatures = {Hash()};
    const size_t begin = times.size() > 32 ? times.size() - 32 : 0;
    for (size_t i = begin; i < times.size(); ++i) {
      card.latest.push_back({times[i], {}, kAlone, {Request(subject), 30, 60}});
      card.items.push_back(Hash());
    }
    std::sort(card.items.begin(), card.items.end());
    card.items_below = UINT64_MAX;
    card.first_us = kStart;
    card.last_us = kStart + 6 * kDay;
    card.streams = {~0u};
    card.within = 0.25f;
    card.self = 1;
    card.log_words = {3, 0.25f};
    return card;
  }

 private:
  std::mt19937_64 random_;
  int next_ = 0;
};

std::vector<Sequence> SequencesOf(const std::vector<std::vector<int64_t>>& times) {
  std::vector<Sequence> sequences(times.size());
  for (size_t i = 0; i < times.size(); ++i) {
    for (size_t k = 0; k < std::min<size_t>(32, times[i].size()); ++k)
      sequences[i].Add(times[i][k]);
  }
  return sequences;
}

TEST(Mingling, OneQueueLeavesNobodyTimesOfTheirOwn) {
  Accounts accounts(1);
  const Mingling mingling = MinglingOf(SequencesOf(accounts.DealtOut(30, 25)));
  EXPECT_NEAR(mingling.in_a_row, 1, 0.35);
  EXPECT_LT(mingling.own_times, 0.12);
  EXPECT_GT(mingling.by_chance, 10);
}

TEST(Mingling, SessionsShow) {
  Accounts accounts(2);
  std::vector<std::vector<int64_t>> times;
  times.reserve(30);
  for (int i = 0; i < 30; ++i) times.push_back(accounts.InSessions(25));
  const std::vector<Sequence> sequences = SequencesOf(times);
  const Mingling mingling = MinglingOf(sequences);
  EXPECT_GT(mingling.in_a_row, 3);
  EXPECT_GT(mingling.own_times, 0.7);
  const std::vector<std::vector<int64_t>> dealt = accounts.DealtOut(2, 500);
  EXPECT_TRUE(HasOwnTimes(sequences[0], dealt[0]));
  EXPECT_FALSE(HasOwnTimes(SequencesOf({dealt[1]})[0], dealt[0]));
}

TEST(Sameness, SpeaksForOneSourceAndAgainstOwnSubjects) {
  Accounts accounts(3);
  const uint64_t subject = accounts.Hash();
  std::vector<Distribution> same, own;
  for (const std::vector<int64_t>& times : accounts.DealtOut(20, 25)) {
    same.push_back(DistributionOf(accounts.Account(times, subject, 60), ~0u));
    own.push_back(DistributionOf(accounts.Account(times, accounts.Hash(), 60), ~0u));
  }
  EXPECT_LT(BetweenMembers(same).content, 0.02);
  EXPECT_GT(BetweenMembers(own).content, 0.2);
  EXPECT_GT(OneSource(BetweenMembers(same), 20, 60).points, 10);
  EXPECT_EQ(OneSource(BetweenMembers(same), 20, 40).points, 0);
  EXPECT_EQ(OneSource(BetweenMembers(own), 20, 60).points, 0);
}

TEST(Sameness, MingledCallsComeToNoMoreThanTheirBound) {
  Accounts accounts(8);
  bool reached = false;
  for (const size_t members : {5, 6, 7, 8, 9, 30}) {
    const std::vector<Sequence> sequences =
        SequencesOf(accounts.DealtOut(static_cast<int>(members), 25));
    const Turns turns = MeanTurns(sequences);
    for (const double content : {0.0, 0.05, 0.08, 0.1, 0.12}) {
      for (const double weight : {0.0, 0.5, 1.0}) {
        const double points = MingledCalls(sequences, turns, content, 60, weight).points;
        const double most = MostOfMingledCalls(members, content, weight);
        EXPECT_LE(points, most) << members << " members, " << content;
        reached = reached || (points > 0 && points > 0.99 * most);
      }
    }
  }
  EXPECT_TRUE(reached);
}

TEST(Sameness, WhatSpeaksAgainstMingledCallsDoesNotDependOnTheWeight) {
  Accounts accounts(2);
  std::vector<std::vector<int64_t>> times;
  times.reserve(30);
  for (int i = 0; i < 30; ++i) times.push_back(accounts.InSessions(25));
  const std::vector<Sequence> sequences = SequencesOf(times);
  const Turns turns = MeanTurns(sequences);
  const double against = MingledCalls(sequences, turns, 0.2, 60, 1).points;
  EXPECT_LT(against, -10);
  EXPECT_EQ(MingledCalls(sequences, turns, 0.2, 60, 0).points, against);
  // Harvesters all, without subjects.
  EXPECT_EQ(MingledCalls(sequences, turns, 0.02, 75, 0).points, 0);
}

TEST(Sameness, SmallDistributionsCountSigns) {
  Accounts accounts(5);
  const Card card = accounts.Account(accounts.DealtOut(1, 30)[0], accounts.Hash(), 60);
  const uint32_t stream = 0x0fffaaf5;
  const SmallDistribution small = SmallDistributionOf(card, stream);
  for (size_t sign = 0; sign < Card::kDimensions; ++sign) {
    int ones = 0;
    for (size_t i = 0; i < card.latest.size(); ++i) {
      if ((stream >> i & 1) != 0) ones += static_cast<int>(card.latest[i].sketch.signs >> sign & 1);
    }
    EXPECT_EQ(small.ones[sign], ones) << sign;
  }
}

TEST(Sameness, SmallDistributionsAreOfOneSourceWhereWholeOnesAre) {
  Accounts accounts(6);
  const uint64_t subject = accounts.Hash();
  std::vector<SmallDistribution> small;
  for (const std::vector<int64_t>& times : accounts.DealtOut(12, 25)) {
    const uint64_t own = small.size() % 3 == 0 ? accounts.Hash() : subject;
    Card card = accounts.Account(times, own, 60);
    // Some write at length.
    for (Card::Call& call : card.latest) call.sketch.words += small.size() % 4 == 0 ? 30 : 0;
    small.push_back(SmallDistributionOf(card, ~0u));
  }
  int alike = 0, pairs = 0;
  for (const SmallDistribution& a : small) {
    for (const SmallDistribution& b : small) {
      const bool expected = MayBeOneSource(DistributionOf(a), DistributionOf(b), Fit::kClose);
      EXPECT_EQ(MayBeOneSource(DistributionOf(a), b, Fit::kClose), expected);
      alike += expected ? 1 : 0;
      ++pairs;
    }
  }
  EXPECT_GT(alike, 12);
  EXPECT_LT(alike, pairs);
}

TEST(Sameness, CopiesOfARequestCountOnce) {
  Accounts accounts(4);
  Card card = accounts.Account(accounts.DealtOut(1, 30)[0], accounts.Hash(), 60);
  for (Card::Call& call : card.latest) call.sketch = card.latest[0].sketch;
  EXPECT_EQ(DistributionOf(card, ~0u).requests, 1);
}

TEST(Partition, OfStreamsBySketches) {
  Accounts accounts(5);
  std::vector<Card> cards;
  for (const std::vector<int64_t>& times : accounts.DealtOut(10, 25)) {
    cards.push_back(accounts.Account(times, accounts.Hash(), 60));
  }
  std::vector<const Card*> members;
  members.reserve(cards.size());
  for (const Card& card : cards) members.push_back(&card);
  const std::vector<uint32_t> streams(cards.size(), ~0u);
  EXPECT_TRUE(IsPartition(OverlapOfStreams(members, streams)));
  for (Card& card : cards) card.latest = cards[0].latest;
  EXPECT_TRUE(IsCommonSet(OverlapOfStreams(members, streams)));
}

// Half of what members do is ordinary; nothing of the whole account tells.
void Cover(Accounts* accounts, Card* card) {
  const uint64_t subject = accounts->Hash();
  const std::vector<int64_t> times = accounts->InSessions(16);
  card->latest.resize(16);
  for (const int64_t time : times) {
    card->latest.push_back({time, {}, kAlone + 8, {accounts->Request(subject), 20, 40}});
  }
  std::sort(card->latest.begin(), card->latest.end(),
            [](const Card::Call& a, const Card::Call& b) { return a.time_us < b.time_us; });
  uint32_t harvest = 0;
  for (size_t i = 0; i < card->latest.size(); ++i) {
    if (card->latest[i].program == kAlone) harvest |= 1u << i;
  }
  card->streams = {~0u, harvest, ~harvest};
}

struct World {
  std::vector<Card> cards;
  size_t strangers = 300;

  World(Accounts* accounts, bool dealt_out, float own_score) {
    for (size_t i = 0; i < strangers; ++i) {
      cards.push_back(accounts->Account(accounts->InSessions(25), accounts->Hash(), 20));
    }
    const uint64_t subject = accounts->Hash();
    for (std::vector<int64_t>& times : accounts->DealtOut(20, 40)) {
      if (!dealt_out) times = accounts->InSessions(40);
      cards.push_back(accounts->Account(times, subject, own_score));
      Cover(accounts, &cards.back());
    }
  }

  std::vector<FoundGroup> Find() const {
    const Baseline baseline(cards);
    std::vector<FoundGroup> groups;
    FindBySource(cards, baseline, &groups);
    return groups;
  }
};

TEST(FindBySource, AHarvestDealtOutAtRandomUnderCover) {
  Accounts accounts(6);
  const World world(&accounts, true, 65);
  const std::vector<FoundGroup> groups = world.Find();
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_GE(groups[0].members.size(), 18u);
  for (const Card* card : groups[0].members) {
    EXPECT_GE(static_cast<size_t>(card - world.cards.data()), world.strangers);
  }
}

TEST(FindBySource, NoneOfOrdinaryAccountsNorOfThoseWithTimesOfTheirOwn) {
  Accounts accounts(7);
  EXPECT_THAT(World(&accounts, true, 30).Find(), IsEmpty());
  EXPECT_THAT(World(&accounts, false, 50).Find(), IsEmpty());
}

// What many ordinary accounts ask as well is no source of a harvest.
TEST(FindBySource, NoneWhereOrdinaryAccountsDrawOnTheSame) {
  Accounts accounts(6);
  World world(&accounts, true, 65);
  for (size_t i = 0; i < 60; ++i) {
    Card copy = world.cards[world.strangers + i % 20];
    copy.account_id = absl::StrFormat("other-%05d", i);
    copy.own_score = 25;
    world.cards.push_back(std::move(copy));
  }
  EXPECT_THAT(world.Find(), IsEmpty());
}

double PointsOf(const Judgement& judgement, GroupEvidence kind) {
  for (const GroupReason& reason : judgement.reasons) {
    if (reason.kind == kind) return reason.points;
  }
  return 0;
}

// Some of many shops with one plugin always sell the like.
TEST(Sameness, OfOneSourceIsNobodyWhoWasPickedAmongUsersOfAFrame) {
  Accounts accounts(9);
  std::vector<Card> cards;
  for (int i = 0; i < 30; ++i) {
    Card card = accounts.Account(accounts.InSessions(30), 0, 100);
    card.calls = 40 + 9 * static_cast<uint32_t>(i);
    card.frames = {{7, 1, FrameKind::kSystem}};
    card.marks[0] = 1;
    cards.push_back(std::move(card));
  }
  Candidate candidate;
  candidate.link = Link::kDistribution;
  for (int i = 0; i < 10; ++i) candidate.members.push_back(&cards[static_cast<size_t>(i)]);
  const Judgement picked = JudgeGroup(candidate, Baseline(cards));
  EXPECT_EQ(PointsOf(picked, GroupEvidence::kSource), 0);
  EXPECT_FALSE(picked.campaign);
  const Judgement all = JudgeGroup(candidate, Baseline(absl::MakeSpan(cards).subspan(0, 10)));
  EXPECT_GT(PointsOf(all, GroupEvidence::kSource), 15);
  EXPECT_TRUE(all.campaign);
}

struct Askers {
  bool from_one_queue;
  bool equally_often;
  bool ask_the_same = true;  // What others of them ask as well.
};

Judgement JudgeAskers(const Askers& askers) {
  Accounts accounts(10);
  const uint64_t subject = accounts.Hash(), signature = accounts.Hash();
  std::vector<uint64_t> pool(120);
  for (uint64_t& item : pool) item = accounts.Hash();
  std::vector<Card> cards;
  for (std::vector<int64_t>& times : accounts.DealtOut(30, 25)) {
    if (!askers.from_one_queue) times = accounts.InSessions(25);
    Card card = accounts.Account(times, subject, 75);
    if (!askers.equally_often) card.calls += static_cast<uint32_t>(accounts.Uniform() * 300);
    card.signatures = {signature};
    // The first are asked most.
    for (uint64_t& item : card.items) {
      if (!askers.ask_the_same) break;
      item = pool[static_cast<size_t>(accounts.Uniform() * accounts.Uniform() * 120)];
    }
    std::sort(card.items.begin(), card.items.end());
    card.items.erase(std::unique(card.items.begin(), card.items.end()), card.items.end());
    cards.push_back(std::move(card));
  }
  Candidate candidate;
  candidate.link = Link::kDistribution;
  for (const Card& card : cards) candidate.members.push_back(&card);
  EXPECT_EQ(IsCommonSet(OverlapOf(candidate.members)), askers.ask_the_same);
  return JudgeGroup(candidate, Baseline(cards));
}

// Problems that are made from a few texts with new numbers come to several members each.
TEST(Sameness, ItemsOfOneQueueThatComeAgainAreNoCommonSet) {
  const Judgement judgement = JudgeAskers({.from_one_queue = true, .equally_often = true});
  EXPECT_TRUE(judgement.campaign);
  EXPECT_EQ(PointsOf(judgement, GroupEvidence::kPartition), -15);
}

// Many people ask the same, at times of their own or as it happens.
TEST(Sameness, CommonQuestionsWithoutAQueueOrAPlanEndAGroup) {
  EXPECT_FALSE(JudgeAskers({.from_one_queue = false, .equally_often = true}).campaign);
  Askers unplanned = {.from_one_queue = true, .equally_often = false};
  EXPECT_FALSE(JudgeAskers(unplanned).campaign);
  unplanned.ask_the_same = false;
  EXPECT_TRUE(JudgeAskers(unplanned).campaign);
}

}  // namespace
}  // namespace stillwatch::detector
