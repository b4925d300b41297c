#include <cmath>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "detector/campaigns/book.h"
#include "detector/campaigns/search.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

using ::testing::SizeIs;

constexpr int64_t kHour = int64_t{3600} * 1'000'000;
constexpr int64_t kStart = int64_t{20500} * 24 * kHour;
constexpr size_t kCalls = 24;

// Accounts of which only the times of calls are known.
class Clock {
 public:
  explicit Clock(uint32_t seed) : random_(seed) {}

  double Uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  double Wait(double hours) { return -std::log(1 - Uniform()) * hours; }

  Card Alone(double hours) {
    Card card = Blank();
    double at = 18 + Uniform() * 4;
    for (size_t i = 0; i < kCalls; ++i) Call(at += Wait(hours / 2) + Wait(hours / 2), &card);
    return card;
  }

  // Dealt out by who rested longest, from `at` on.
  std::vector<Card> InTurn(int members, double hours, double at) {
    std::vector<Card> cards;
    cards.reserve(static_cast<size_t>(members));
    for (int i = 0; i < members; ++i) cards.push_back(Blank());
    for (size_t round = 0; round < kCalls; ++round) {
      for (Card& card : cards) Call(at += Wait(hours / members), &card);
    }
    return cards;
  }

 private:
  Card Blank() {
    Card card;
    card.account_id = absl::StrFormat("account-%05d", next_++);
    card.calls = card.requests = kCalls;
    card.self = 1;
    card.log_words = {3, 0.25f};
    card.log_output = {5, 0.25f};
    return card;
  }

  static void Call(double hour, Card* card) {
    const int64_t time_us = kStart + static_cast<int64_t>(hour * kHour);
    if (card->latest.empty()) card->first_us = time_us;
    card->last_us = time_us;
    card->latest.push_back({time_us, {}, 0, {}});
  }

  std::mt19937_64 random_;
  int next_ = 0;
};

// Where there are many, hundreds of one pace begin and end between any two members.
TEST(Rotations, AreWholeHoweverManyCallBeside) {
  Clock clock(1);
  const std::vector<Card> members = clock.InTurn(12, 1, 20);
  for (const int strangers : {100, 4000}) {
    std::vector<Card> others;
    others.reserve(static_cast<size_t>(strangers));
    for (int i = 0; i < strangers; ++i) others.push_back(clock.Alone(1));
    std::vector<Stream> streams;
    streams.reserve(members.size() + others.size());
    for (const Card& card : members) streams.push_back({&card, card.Whole()});
    for (const Card& card : others) streams.push_back({&card, card.Whole()});
    const std::vector<std::vector<Stream>> sets = RotationSets(streams, OneByOne);
    ASSERT_THAT(sets, SizeIs(1)) << strangers;
    size_t found = 0;
    for (const Stream& stream : sets[0]) {
      found += stream.card >= members.data() && stream.card < members.data() + members.size();
    }
    EXPECT_GE(found, 11u) << strangers;
    EXPECT_LE(sets[0].size(), found + 1) << strangers;
  }
}

// The search keeps what it worked out of 4096 accounts; here members of one rotation and of another
// have the same places among these.
TEST(Rotations, AreApartWhereMoreAccountsCallThanAreKept) {
  Clock clock(3);
  std::vector<Card> cards = clock.InTurn(12, 1, 20);
  while (cards.size() < 4096) cards.push_back(clock.Alone(1));
  for (Card& card : clock.InTurn(12, 1, 400)) cards.push_back(std::move(card));
  std::vector<Stream> streams;
  streams.reserve(cards.size());
  for (const Card& card : cards) streams.push_back({&card, card.Whole()});
  const std::vector<std::vector<Stream>> sets = RotationSets(streams, OneByOne);
  ASSERT_THAT(sets, SizeIs(2));
  size_t first = 0, second = 0;
  for (const Stream& stream : sets[0]) first += stream.card < cards.data() + 12;
  for (const Stream& stream : sets[1]) second += stream.card >= cards.data() + 4096;
  EXPECT_GE(first, 11u);
  EXPECT_LE(sets[0].size(), first + 1);
  EXPECT_GE(second, 11u);
  EXPECT_LE(sets[1].size(), second + 1);
}

FoundGroup GroupOf(const std::vector<Card>& cards, size_t begin, size_t end) {
  FoundGroup group;
  group.link = Link::kRotation;
  for (size_t i = begin; i < end; ++i) {
    group.members.push_back(&cards[i]);
    group.streams.push_back(cards[i].Whole());
  }
  return group;
}

// With one pace, at one time, about the same.
TEST(Rotations, TwoStayTwoAndPartsOfOneAreOne) {
  Clock clock(2);
  const std::vector<Card> one = clock.InTurn(40, 1, 20), other = clock.InTurn(40, 1, 20.3);
  EXPECT_THAT(MergeGroups({GroupOf(one, 0, 40), GroupOf(other, 0, 40)}), SizeIs(2));
  EXPECT_THAT(MergeGroups({GroupOf(one, 0, 20), GroupOf(one, 20, 40)}), SizeIs(1));
}

}  // namespace
}  // namespace stillwatch::detector
