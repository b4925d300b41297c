#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <optional>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/log_clock.h"
#include "storage/store.h"

// Expiry of calls, marks and idle accounts; several threads that write.

namespace stillwatch::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAreArray;

constexpr int64_t kMinuteUs = 60'000'000;
constexpr uint64_t kCallsPerBlock = 10;

class RetentionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = absl::StrCat(::testing::TempDir(), "/retention-",
                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(path_);
    options_ = {.path = path_,
                .sync = false,
                .write_buffer_bytes = 4 << 20,
                .marks_in_memory = 256,
                .keep_calls = absl::Hours(10)};
    Open();
  }

  void Open() {
    store_.reset();
    auto store = Store::Open(options_);
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  static CallMark Mark(uint64_t n) { return {n * 0x9e3779b97f4a7c15u, n}; }

  // A block of calls that happen in this minute; the state covers them at once.
  void Append(int64_t minute, size_t bytes = 50) {
    std::vector<CallMark> marks;
    const uint64_t first = store_->next_sequence();
    for (uint64_t i = 0; i < kCallsPerBlock; ++i) marks.push_back(Mark(first + i));
    auto appended = store_->AppendCalls(std::string(bytes, static_cast<char>('a' + minute % 26)),
                                        marks, minute * kMinuteUs);
    ASSERT_TRUE(appended.ok()) << appended.status();
    if (covered_) Cover();
  }

  void Cover() {
    StateUpdate update;
    update.checkpoint = store_->next_sequence();
    ASSERT_TRUE(store_->WriteState(update).ok());
  }

  // First sequence numbers of the blocks that are there.
  std::vector<uint64_t> Blocks(uint64_t from = 0) {
    std::vector<uint64_t> blocks;
    EXPECT_TRUE(store_
                    ->ReadCalls(from,
                                [&](uint64_t first, uint32_t count, absl::string_view) {
                                  EXPECT_EQ(count, kCallsPerBlock);
                                  blocks.push_back(first);
                                  return true;
                                })
                    .ok());
    return blocks;
  }

  bool Known(uint64_t n) {
    std::vector<bool> known;
    EXPECT_TRUE(store_->FindKnown({{Mark(n)}}, &known).ok());
    return known[0];
  }

  uint64_t Bytes() const { return store_->Statistics().file_bytes; }

  std::string path_;
  StoreOptions options_;
  bool covered_ = true;
  std::unique_ptr<Store> store_;
};

TEST_F(RetentionTest, OldCallsGoAndTheRestIsWhole) {
  // A block a minute, so that 600 of them are 10 hours, and a step of expiry is 9 minutes.
  for (int64_t minute = 0; minute < 2000; ++minute) Append(minute);
  for (int round = 0; round < 2; ++round) {
    const std::vector<uint64_t> blocks = Blocks();
    EXPECT_GE(blocks.size(), 600u);
    EXPECT_LE(blocks.size(), 600u + 20 + 16);
    EXPECT_EQ(blocks.front(), store_->first_sequence());
    for (size_t i = 1; i < blocks.size(); ++i) {
      ASSERT_EQ(blocks[i], blocks[i - 1] + kCallsPerBlock);
    }
    EXPECT_EQ(store_->next_sequence(), 2000 * kCallsPerBlock + 1);
    EXPECT_EQ(Blocks(store_->next_sequence() - 1).size(), 1u);
    EXPECT_EQ(Blocks(blocks[3] + 1).front(), blocks[3]);
    Open();
  }
}

TEST_F(RetentionTest, NothingGoesUnlessAskedFor) {
  options_.keep_calls = absl::InfiniteDuration();
  Open();
  for (int64_t minute = 0; minute < 2000; ++minute) Append(minute * 100);
  EXPECT_EQ(Blocks().size(), 2000u);
  EXPECT_EQ(store_->first_sequence(), 1u);
  options_.keep_calls = absl::Hours(1000);
  Open();
  EXPECT_LE(Blocks().size(), 600u + 20);
  EXPECT_GE(Blocks().size(), 600u);
}

TEST_F(RetentionTest, WhatTheStateDoesNotCoverStays) {
  for (int64_t minute = 0; minute < 100; ++minute) Append(minute);
  covered_ = false;
  for (int64_t minute = 100; minute < 2000; ++minute) Append(minute);
  EXPECT_EQ(store_->first_sequence(), 100 * kCallsPerBlock + 1);
  EXPECT_EQ(store_->checkpoint(), 100 * kCallsPerBlock + 1);
  Open();
  EXPECT_EQ(Blocks().front(), 100 * kCallsPerBlock + 1);
  Cover();
  Open();
  EXPECT_GT(store_->first_sequence(), 1300 * kCallsPerBlock);
}

TEST_F(RetentionTest, AllMayBeOldButNumbersGoOn) {
  for (int64_t minute = 0; minute < 700; ++minute) Append(minute);
  // Long silence, then enough to tell the time.
  for (int64_t minute = 100000; minute < 100031; ++minute) Append(minute);
  const uint64_t next = 731 * kCallsPerBlock + 1;
  EXPECT_LE(Blocks().size(), 31u);
  Open();
  EXPECT_EQ(store_->next_sequence(), next);
  EXPECT_GT(store_->first_sequence(), 699 * kCallsPerBlock);
  Append(100032);
  EXPECT_EQ(Blocks().back(), next);
}

TEST_F(RetentionTest, CallsFromTheFutureEmptyNothing) {
  for (int64_t minute = 0; minute < 500; ++minute) {
    Append(minute);
    if (minute % 3 == 0) Append(minute + 1000000);
  }
  EXPECT_EQ(store_->first_sequence(), 1u);
  EXPECT_LT(store_->Statistics().clock_us, 500 * kMinuteUs);
  // Even if all of them are: not beyond the machine's clock.
  const int64_t now = absl::ToUnixMicros(absl::Now()) / kMinuteUs;
  for (int64_t minute = 0; minute < 100; ++minute) Append(now + 1000000 + minute);
  EXPECT_LE(store_->Statistics().clock_us, absl::ToUnixMicros(absl::Now()));
  for (int64_t minute = 0; minute < 100; ++minute) Append(now + minute);
  // Those from when it had not moved yet are older.
  EXPECT_GE(Blocks().size(), 200u - LogClock::kWindow);
}

TEST_F(RetentionTest, LateCallsAreKeptFromTheirArrivalOn) {
  for (int64_t minute = 5000; minute < 5500; ++minute) Append(minute);
  Append(7);
  const uint64_t late = store_->next_sequence() - kCallsPerBlock;
  for (int64_t minute = 5500; minute < 6090; ++minute) Append(minute);
  EXPECT_LE(store_->first_sequence(), late);
  for (int64_t minute = 6090; minute < 6200; ++minute) Append(minute);
  EXPECT_GT(store_->first_sequence(), late);
}

TEST_F(RetentionTest, MarksGoWithTheirCallsButNotBefore) {
  for (int64_t minute = 0; minute < 3000; ++minute) Append(minute);
  for (int round = 0; round < 2; ++round) {
    const uint64_t first = store_->first_sequence(), next = store_->next_sequence();
    ASSERT_GT(first, 2000 * kCallsPerBlock);
    for (uint64_t n = first; n < next; ++n) ASSERT_TRUE(Known(n)) << n;
    // A quarter of ten hours longer, and the sets that are written together.
    const uint64_t longest = 150 * kCallsPerBlock + 3 * 256;
    for (uint64_t n = 1; n < first - longest; ++n) ASSERT_FALSE(Known(n)) << n;
    EXPECT_FALSE(Known(next));
    Open();
  }
}

TEST_F(RetentionTest, TheDiskIsFreed) {
  for (int64_t minute = 0; minute < 600; ++minute) Append(minute, 50000);
  const uint64_t full = Bytes();
  EXPECT_GT(full, 600u);
  for (int64_t minute = 600; minute < 4000; ++minute) Append(minute, 50000);
  Open();
  EXPECT_LT(Bytes(), 2 * full + (8 << 20));
}

TEST_F(RetentionTest, IdleAccountsGoUnlessTheyAreKept) {
  options_.keep_idle_accounts = absl::Hours(20);
  Open();
  StateUpdate update;
  update.accounts = {{"idle", "I", 100 * kMinuteUs, false}, {"held", "H", 100 * kMinuteUs, true}};
  ASSERT_TRUE(store_->WriteState(update).ok());
  for (int64_t minute = 0; minute < 1290; ++minute) {
    Append(minute);
    update.accounts = {{"busy", "B", minute * kMinuteUs, false}};
    ASSERT_TRUE(store_->WriteState(update).ok());
  }
  EXPECT_EQ(**store_->ReadAccount("idle"), "I");
  for (int64_t minute = 1290; minute < 1400; ++minute) Append(minute);
  const auto list = [this] {
    std::map<std::string, std::string> accounts;
    EXPECT_TRUE(store_
                    ->ListAccounts("",
                                   [&](absl::string_view id, absl::string_view bytes) {
                                     accounts[std::string(id)] = std::string(bytes);
                                     return true;
                                   })
                    .ok());
    return accounts;
  };
  const std::map<std::string, std::string> expected = {{"busy", "B"}, {"held", "H"}};
  for (int round = 0; round < 2; ++round) {
    EXPECT_FALSE(store_->ReadAccount("idle")->has_value());
    EXPECT_EQ(**store_->ReadAccount("held"), "H");
    EXPECT_EQ(list(), expected);
    Open();
  }
  options_.read_only = true;
  Open();
  EXPECT_EQ(list(), expected);
  // Not compacted yet: another option brings it back.
  options_.read_only = false;
  options_.keep_idle_accounts = absl::InfiniteDuration();
  Open();
  EXPECT_EQ(**store_->ReadAccount("idle"), "I");
}

TEST_F(RetentionTest, SeveralThreadsWriteStateWhileOneAppends) {
  constexpr int kThreads = 4, kAccounts = 50, kRounds = 100;
  std::atomic<bool> stop{false};
  std::vector<std::thread> writers;
  for (int t = 0; t < kThreads; ++t) {
    writers.emplace_back([&, t] {
      for (int round = 0; round < kRounds; ++round) {
        StateUpdate update;
        for (int a = 0; a < kAccounts; ++a) {
          update.accounts.push_back({absl::StrCat(t, "-", a), std::to_string(round), 0, false});
        }
        EXPECT_TRUE(store_->WriteState(update).ok());
        for (int a = 0; a < kAccounts; a += 10) {
          EXPECT_EQ(**store_->ReadAccount(absl::StrCat(t, "-", a)), std::to_string(round));
        }
      }
    });
  }
  std::thread appender([&] {
    for (int64_t minute = 0; !stop; ++minute) Append(minute % 5000);
  });
  for (std::thread& writer : writers) writer.join();
  stop = true;
  appender.join();
  Open();
  int seen = 0;
  EXPECT_TRUE(store_
                  ->ListAccounts("",
                                 [&](absl::string_view, absl::string_view bytes) {
                                   EXPECT_EQ(bytes, std::to_string(kRounds - 1));
                                   ++seen;
                                   return true;
                                 })
                  .ok());
  EXPECT_EQ(seen, kThreads * kAccounts);
}

TEST_F(RetentionTest, AReaderChangesNothingAndWritesNothing) {
  for (int64_t minute = 0; minute < 300; ++minute) Append(minute);
  store_.reset();
  const auto files = [this] {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(path_)) {
      all.push_back(absl::StrCat(entry.path().filename().string(), " ", entry.file_size(), " ",
                                 entry.last_write_time().time_since_epoch().count()));
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto before = files();
  options_.read_only = true;
  Open();
  EXPECT_EQ(Blocks().size(), 300u);
  EXPECT_TRUE(Known(3000));
  EXPECT_FALSE(Known(3001));
  StateUpdate update;
  update.accounts = {{"a", "A", 0, false}};
  EXPECT_EQ(store_->WriteState(update).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(files(), ElementsAreArray(before));
  StoreOptions writer = options_;
  writer.read_only = false;
  EXPECT_EQ(Store::Open(writer).status().code(), absl::StatusCode::kFailedPrecondition);
  store_.reset();
  EXPECT_TRUE(Store::Open(writer).ok());
}

}  // namespace
}  // namespace stillwatch::storage
