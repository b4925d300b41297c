#include "service/campaigns/card_index.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

using detector::Card;

Card CardOf(int account, int64_t last_us) {
  Card card;
  card.account_id = absl::StrCat("acct-", 1000 + account);
  card.last_us = last_us;
  return card;
}

size_t Size() { return CardOf(0, 0).Bytes(); }

std::vector<std::string> Ids(const CardIndex& index) {
  std::vector<std::string> ids;
  for (const Card& card : index.cards()) ids.push_back(card.account_id);
  return ids;
}

TEST(CardIndex, KeepsTheLaterCardOfAnAccountInOrderOfIds) {
  CardIndex index(100 * Size());
  index.Put(CardOf(2, 1));
  index.Put(CardOf(1, 1));
  index.Settle();
  index.Put(CardOf(2, 5));
  index.Put(CardOf(2, 7));
  index.Put(CardOf(0, 2));
  index.Settle();
  EXPECT_THAT(Ids(index), ::testing::ElementsAre("acct-1000", "acct-1001", "acct-1002"));
  EXPECT_EQ(index.cards()[2].last_us, 7);
  EXPECT_EQ(index.bytes(), 3 * Size());
}

TEST(CardIndex, LetsThoseSilentForLongestGoWhateverTheOrder) {
  constexpr int kAccounts = 400;
  std::vector<std::string> first;
  for (int order = 0; order < 3; ++order) {
    CardIndex index(80 * Size());
    for (int i = 0; i < kAccounts; ++i) {
      const int account = order == 0 ? i : order == 1 ? kAccounts - 1 - i : i * 7 % kAccounts;
      index.Put(CardOf(account, account * 13 % kAccounts));
      // An eighth of the limit may wait.
      ASSERT_LE(index.bytes(), 91 * Size());
    }
    index.Settle();
    // Once there are too many an eighth is freed.
    EXPECT_EQ(index.cards().size(), 70u);
    for (const Card& card : index.cards()) EXPECT_GE(card.last_us, kAccounts - 70);
    if (order == 0) first = Ids(index);
    EXPECT_EQ(Ids(index), first);
  }
}

TEST(CardIndex, FreesNothingWhileThereIsRoom) {
  CardIndex index(80 * Size());
  for (int i = 0; i < 80; ++i) index.Put(CardOf(i, i));
  index.Settle();
  EXPECT_EQ(index.cards().size(), 80u);
  EXPECT_FALSE(index.is_full());
}

TEST(CardIndex, IsFullWhileAccountsHaveToGo) {
  CardIndex index(80 * Size());
  for (int i = 0; i < 81; ++i) index.Put(CardOf(i, i));
  index.Settle();
  EXPECT_TRUE(index.is_full());
  // What was freed is room enough.
  index.Put(CardOf(81, 81));
  index.Settle();
  EXPECT_FALSE(index.is_full());
}

}  // namespace
}  // namespace stillwatch::service
