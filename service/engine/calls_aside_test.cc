#include "service/engine/calls_aside.h"

#include <filesystem>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "detector/call/stored_call.h"
#include "gtest/gtest.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

using Room = CallsAside::Room;

constexpr size_t kBytes = 1 << 16;

// Valid until the next one.
LoggedCall Call(uint64_t sequence, absl::string_view account) {
  static detector::StoredCall call;
  call.account_id = account;
  call.output_tokens = 7;
  return {sequence, &call};
}

TEST(CallsAside, CountsWhatIsAsideAndWhatMayBe) {
  CallsAside aside(kBytes);
  const AccountKey key = KeyOf("a");
  EXPECT_FALSE(aside.Find(key).has_value());
  aside.Add(key, {.stored = false, .folded = false, .calls = 0, .more = 19}, Call(7, "a"));
  std::optional<Room> room = aside.Find(key);
  ASSERT_TRUE(room.has_value());
  EXPECT_TRUE(room->stored);
  EXPECT_FALSE(room->folded);
  EXPECT_EQ(room->calls, 1);
  EXPECT_EQ(room->more, 18);
  EXPECT_EQ(aside.FirstUnwritten(100), 7u);
  aside.Forget(key);
  EXPECT_FALSE(aside.Find(key).has_value());
}

TEST(CallsAside, AFoldedAccountLeavesWithTheRoomItHas) {
  CallsAside aside(kBytes);
  aside.Expect(KeyOf("a"), 3);
  aside.Expect(KeyOf("b"), 1000);
  aside.Expect(KeyOf("c"), 0);
  EXPECT_TRUE(aside.Find(KeyOf("a"))->folded);
  EXPECT_EQ(aside.Find(KeyOf("a"))->more, 3);
  EXPECT_EQ(aside.Find(KeyOf("b"))->more, CallsAside::kMostCalls);
  EXPECT_FALSE(aside.Find(KeyOf("c")).has_value());
  EXPECT_FALSE(aside.IsUnwritten(KeyOf("a")));
}

TEST(CallsAside, UnwrittenCallsArePartOfTheRecord) {
  CallsAside aside(kBytes);
  aside.Add(KeyOf("new"), {.more = 9}, Call(1, "new"));
  aside.Add(KeyOf("old"), {.stored = true, .folded = true, .more = 9}, Call(2, "old"));
  EXPECT_TRUE(aside.IsUnwritten(KeyOf("new")));
  std::string record = "expired";
  aside.AppendUnwritten("new", &record);
  EXPECT_TRUE(IsCall(record));
  EXPECT_EQ(CountCalls(record), 1u);
  record = "account";
  aside.AppendUnwritten("old", &record);
  EXPECT_EQ(record.substr(0, 7), "account");
  EXPECT_EQ(CountCalls(record.substr(7)), 1u);
}

TEST(CallsAside, CallsAreWrittenManyAtOnceAndInOrder) {
  const std::string path = ::testing::TempDir() + "/calls_aside";
  std::filesystem::remove_all(path);
  const auto store = *storage::Store::Open({.path = path, .sync = false});
  constexpr uint64_t kAccounts = 200;
  constexpr size_t kLimit = 1 << 20;
  CallsAside aside(kLimit);
  uint64_t sequence = 0;
  for (; !aside.IsFull(); ++sequence) {
    ASSERT_LE(aside.bytes(), kLimit);
    const std::string id = absl::StrCat("account-", sequence % kAccounts);
    const Room room = aside.Find(KeyOf(id)).value_or(Room{.more = 64});
    ASSERT_GT(room.more, 0);
    aside.Add(KeyOf(id), room, Call(sequence, id));
    EXPECT_EQ(aside.FirstUnwritten(10000), 0u);
  }
  EXPECT_GT(sequence, 1000u);
  ASSERT_TRUE(aside.Write(store.get()).ok());
  EXPECT_FALSE(aside.IsFull());
  EXPECT_EQ(aside.FirstUnwritten(10000), 10000u);
  EXPECT_FALSE(aside.IsUnwritten(KeyOf("account-0")));
  for (uint64_t account = 0; account < kAccounts; ++account) {
    const std::string id = absl::StrCat("account-", account);
    std::string expected;
    for (uint64_t i = account; i < sequence; i += kAccounts) AppendCall(Call(i, id), &expected);
    EXPECT_EQ(**store->ReadAccount(id), expected) << id;
  }
}

TEST(CallsAside, TheTableStaysWithinItsLimit) {
  CallsAside aside(kBytes);
  for (int i = 0; i < 100000; ++i) aside.Expect(KeyOf(absl::StrCat("account-", i)), 5);
  EXPECT_GT(aside.bytes(), kBytes / 4);
  EXPECT_LE(aside.bytes(), kBytes);
}

}  // namespace
}  // namespace stillwatch::service
