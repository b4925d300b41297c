#include "detector/campaigns/asking.h"

#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kReasoning = 0;
constexpr size_t kClosedAnswer = 11;

std::vector<const Card*> PointersTo(const std::vector<Card>& cards) {
  std::vector<const Card*> members;
  members.reserve(cards.size());
  for (const Card& card : cards) members.push_back(&card);
  return members;
}

TEST(UseOfAnswers, SingleRequestsSpeakForAndFollowUpsAgainst) {
  std::vector<Card> cards(4);
  for (Card& card : cards) card.single_turn = 1;
  EXPECT_EQ(UseOfAnswers(PointersTo(cards), {}).points, 10);
  for (Card& card : cards) card.follow_up = 0.5f;
  EXPECT_EQ(UseOfAnswers(PointersTo(cards), {}).points, -10);
}

TEST(UseOfAnswers, LooksAtStreamsAlone) {
  constexpr uint16_t kAlone = 1, kInConversation = 0;
  std::vector<Card> cards(4);
  for (Card& card : cards) {
    for (const uint16_t program : {kAlone, kInConversation, kAlone}) {
      card.latest.push_back({0, {}, program, {}});
    }
  }
  const std::vector<uint32_t> harvest(4, 0b101), cover(4, 0b010);
  EXPECT_EQ(UseOfAnswers(PointersTo(cards), harvest).value, 1);
  EXPECT_EQ(UseOfAnswers(PointersTo(cards), cover).value, 0);
}

TEST(Elicitation, TakesTheMarkThatMostRequestsBear) {
  std::vector<Card> cards(4);
  EXPECT_EQ(Elicitation(PointersTo(cards)).points, 0);
  for (Card& card : cards) card.marks[kReasoning] = 0.9f;
  EXPECT_EQ(Elicitation(PointersTo(cards)).points, 15);
}

TEST(Elicitation, ShortClosedAnswersSpeakAgainst) {
  std::vector<Card> cards(4);
  for (Card& card : cards) {
    card.marks[kReasoning] = card.marks[kClosedAnswer] = 1;
    card.log_output = {2, 0.1f};
  }
  EXPECT_LT(Elicitation(PointersTo(cards)).points, 0);
  for (Card& card : cards) card.log_output.mean = 5;
  EXPECT_GT(Elicitation(PointersTo(cards)).points, 0);
}

}  // namespace
}  // namespace stillwatch::detector
