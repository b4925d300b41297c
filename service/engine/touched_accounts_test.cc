#include "service/engine/touched_accounts.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

std::string IdOf(int account) { return absl::StrCat("acct-", 1000 + account); }

// Of a log of (account, time), those among the entries, by id.
std::map<std::string, int64_t> Touched(const std::vector<std::pair<int, int64_t>>& calls,
                                       size_t most) {
  TouchedAccounts touched(most);
  std::map<std::string, uint32_t> places;
  std::map<std::string, int64_t> last;
  for (const auto& [account, time_us] : calls) {
    const std::string id = IdOf(account);
    last[id] = std::max(last[id], time_us);
    const auto known = places.find(id);
    // Now and then its place is forgotten, as that of an account that is put out of memory.
    if (known != places.end() && known->second != TouchedAccounts::kNowhere && time_us % 3 != 0) {
      touched.Called(known->second, last[id]);
    } else {
      places[id] = touched.Add(KeyOf(id), id, last[id]);
    }
    if (!touched.IsFull()) continue;
    std::map<AccountKey, std::string, bool (*)(const AccountKey&, const AccountKey&)> ids(
        [](const AccountKey& a, const AccountKey& b) { return a.low < b.low; });
    for (const auto& [known_id, place] : places) ids[KeyOf(known_id)] = known_id;
    touched.Prune([&](const AccountKey& key, uint32_t place) { places[ids.at(key)] = place; });
    for (const auto& [known_id, place] : places) {
      if (place != TouchedAccounts::kNowhere) {
        EXPECT_EQ(touched.entries()[place].account_id, known_id);
      }
    }
  }
  EXPECT_LE(touched.entries().size(), most + most / 8);
  touched.Prune([](const AccountKey&, uint32_t) {});
  std::map<std::string, int64_t> result;
  for (const TouchedAccounts::Entry& entry : touched.entries()) {
    EXPECT_TRUE(result.emplace(entry.account_id, entry.last_us).second);
  }
  auto next = result.begin();
  for (const TouchedAccounts::Entry* entry : touched.ById()) {
    EXPECT_EQ(entry->account_id, (next++)->first);
  }
  EXPECT_EQ(next, result.end());
  return result;
}

TEST(TouchedAccounts, KeepsTheLatestHoweverTheyCame) {
  constexpr int kAccounts = 500;
  constexpr size_t kMost = 40;
  std::vector<std::pair<int, int64_t>> calls;
  calls.reserve(4 * kAccounts);
  for (int i = 0; i < 4 * kAccounts; ++i)
    calls.emplace_back(i * 7 % kAccounts, 1000 + i * 37 % 991);
  std::map<std::string, int64_t> last;
  for (const auto& [account, time_us] : calls) {
    int64_t& latest = last[IdOf(account)];
    latest = std::max(latest, time_us);
  }
  std::vector<std::pair<int64_t, std::string>> order;
  order.reserve(last.size());
  for (const auto& [id, time_us] : last) order.emplace_back(time_us, id);
  std::sort(order.rbegin(), order.rend());
  std::map<std::string, int64_t> expected;
  for (size_t i = 0; i < kMost; ++i) expected[order[i].second] = order[i].first;
  EXPECT_EQ(Touched(calls, kMost), expected);
  std::vector<std::pair<int, int64_t>> backwards(calls.rbegin(), calls.rend());
  EXPECT_EQ(Touched(backwards, kMost), expected);
}

TEST(TouchedAccounts, KeepsAllThatThereIsRoomFor) {
  EXPECT_EQ(Touched({{1, 5}, {2, 7}, {1, 9}}, 2),
            (std::map<std::string, int64_t>{{IdOf(1), 9}, {IdOf(2), 7}}));
}

}  // namespace
}  // namespace stillwatch::service
