#include "storage/store.h"

#include <rocksdb/db.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = absl::StrCat(::testing::TempDir(), "/store-",
                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(path_);
  }

  absl::StatusOr<std::unique_ptr<Store>> Open() { return Store::Open({.path = path_}); }

  static CallMark Mark(uint64_t n) { return {n * 0x9e3779b97f4a7c15u, n}; }

  std::vector<std::string> Blocks(const Store& store, uint64_t from) {
    std::vector<std::string> blocks;
    EXPECT_TRUE(store
                    .ReadCalls(from,
                               [&](uint64_t first, uint32_t count, absl::string_view block) {
                                 blocks.push_back(absl::StrCat(first, "+", count, ":", block));
                                 return true;
                               })
                    .ok());
    return blocks;
  }

  std::string path_;
};

TEST_F(StoreTest, CallsAndMarksAreThereAfterReopening) {
  {
    auto store = *Open();
    EXPECT_EQ(*store->AppendCalls("one", {{Mark(1), Mark(2)}}, 0), 1u);
    EXPECT_EQ(*store->AppendCalls("two", {{Mark(3), Mark(4), Mark(5)}}, 0), 3u);
  }
  auto store = *Open();
  EXPECT_EQ(store->next_sequence(), 6u);
  EXPECT_THAT(Blocks(*store, 1), ElementsAre("1+2:one", "3+3:two"));
  std::vector<bool> known;
  ASSERT_TRUE(store->FindKnown({{Mark(2), Mark(9), Mark(3)}}, &known).ok());
  EXPECT_THAT(known, ElementsAre(true, false, true));
}

TEST_F(StoreTest, ReadingStartsWithTheBlockThatHoldsTheCall) {
  auto store = *Open();
  ASSERT_TRUE(store->AppendCalls("a", {{Mark(1), Mark(2), Mark(3), Mark(4)}}, 0).ok());
  ASSERT_TRUE(store->AppendCalls("b", {{Mark(5), Mark(6), Mark(7), Mark(8)}}, 0).ok());
  EXPECT_THAT(Blocks(*store, 4), ElementsAre("1+4:a", "5+4:b"));
  EXPECT_THAT(Blocks(*store, 5), ElementsAre("5+4:b"));
  EXPECT_THAT(Blocks(*store, 9), ElementsAre());
}

TEST_F(StoreTest, MarksAreFoundInMemoryInFilesAndAfterReopening) {
  constexpr uint64_t kCalls = 5000;
  const StoreOptions options = {.path = path_, .marks_in_memory = 300};
  auto store = *Store::Open(options);
  for (uint64_t n = 0; n < kCalls; n += 50) {
    std::vector<CallMark> marks;
    for (uint64_t i = n; i < n + 50; ++i) marks.push_back(Mark(2 * i));
    ASSERT_TRUE(store->AppendCalls("block", marks, 0).ok());
  }
  for (int round = 0; round < 3; ++round) {
    std::vector<CallMark> asked;
    for (uint64_t i = 0; i < 2 * kCalls; ++i) asked.push_back(Mark(i));
    std::vector<bool> known;
    ASSERT_TRUE(store->FindKnown(asked, &known).ok());
    for (uint64_t i = 0; i < 2 * kCalls; ++i) ASSERT_EQ(known[i], i % 2 == 0) << i;
    store.reset();
    store = *Store::Open(options);
  }
}

TEST_F(StoreTest, AMarkThatIsAskedForTwiceIsKnownTheSecondTime) {
  auto store = *Open();
  std::vector<bool> known;
  ASSERT_TRUE(store->FindKnown({{Mark(5), Mark(4), Mark(5), Mark(5)}}, &known).ok());
  EXPECT_THAT(known, ElementsAre(false, false, true, true));
}

TEST_F(StoreTest, StateAndCheckpointAreWrittenAsOne) {
  {
    auto store = *Open();
    StateUpdate update;
    update.accounts = {{"b", "B", 1, false}, {"a", "A", 2, false}, {"c", "C", 3, true}};
    update.findings = {{"f1", 100, "F1"}, {"f2", 300, "F2"}, {"f3", 200, "F3"}};
    update.checkpoint = 42;
    ASSERT_TRUE(store->WriteState(update).ok());
    update = {};
    update.findings = {{"f1", 100, "F1 again"}};
    ASSERT_TRUE(store->WriteState(update).ok());
  }
  auto store = *Open();
  EXPECT_EQ(store->checkpoint(), 42u);
  EXPECT_EQ(**store->ReadAccount("a"), "A");
  EXPECT_FALSE(store->ReadAccount("d")->has_value());
  std::vector<std::string> seen;
  ASSERT_TRUE(store
                  ->ListAccounts("a",
                                 [&](absl::string_view id, absl::string_view bytes) {
                                   seen.push_back(absl::StrCat(id, bytes));
                                   return true;
                                 })
                  .ok());
  EXPECT_THAT(seen, ElementsAre("bB", "cC"));

  std::string position;
  seen.clear();
  ASSERT_TRUE(
      store
          ->ListFindings("",
                         [&](absl::string_view at, absl::string_view, absl::string_view bytes) {
                           position = std::string(at);
                           seen.push_back(std::string(bytes));
                           return seen.size() < 2;
                         })
          .ok());
  EXPECT_THAT(seen, ElementsAre("F2", "F3"));
  seen.clear();
  ASSERT_TRUE(
      store
          ->ListFindings(position,
                         [&](absl::string_view, absl::string_view id, absl::string_view bytes) {
                           seen.push_back(absl::StrCat(id, "=", bytes));
                           return true;
                         })
          .ok());
  EXPECT_THAT(seen, ElementsAre("f1=F1 again"));
}

TEST_F(StoreTest, ASecondOpenerIsRefused) {
  auto store = *Open();
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("open in another process"));
}

TEST_F(StoreTest, WhatIsNotAStoreIsLeftAlone) {
  fs::create_directories(path_);
  std::ofstream(path_ + "/notes.txt") << "mine";
  EXPECT_THAT(std::string(Open().status().message()), HasSubstr("holds other files"));
  fs::remove_all(path_);
  std::ofstream(path_) << "mine";
  EXPECT_THAT(std::string(Open().status().message()), HasSubstr("not a folder"));
  fs::remove_all(path_);

  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, path_, &db).ok());
  ASSERT_TRUE(db->Put({}, "k", "v").ok());
  delete db;
  EXPECT_THAT(std::string(Open().status().message()), HasSubstr("another program's database"));
}

TEST_F(StoreTest, AMissingStoreIsNotCreatedUnlessAskedFor) {
  const absl::Status status = Store::Open({.path = path_, .create_if_missing = false}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(StoreTest, ANewerSchemaIsRefused) {
  ASSERT_TRUE((*Open())->WriteMetadata("schema_version", MakeNumber(1000)).ok());
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("schema version 1000"));
}

TEST_F(StoreTest, AnOlderSchemaIsRefused) {
  ASSERT_TRUE((*Open())->WriteMetadata("schema_version", MakeNumber(7)).ok());
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("stream the logs in again"));
}

TEST_F(StoreTest, WhatIsAppendedToAccountsComesBehindWhatIsThere) {
  const auto write = [](Store* store, const std::string& bytes, int64_t time_us, bool append) {
    StateUpdate update;
    update.pieces = {{.id = "a", .bytes = bytes, .last_active_us = time_us, .first = !append}};
    ASSERT_TRUE(store->WriteState(update).ok());
  };
  {
    const auto store = *Open();
    write(store.get(), "one", 1, true);
    write(store.get(), "two", 3, true);
    write(store.get(), "three", 2, true);
    EXPECT_EQ(**store->ReadAccount("a"), "onetwothree");
  }
  const auto store = *Open();
  write(store.get(), "four", 2, true);
  EXPECT_EQ(**store->ReadAccount("a"), "onetwothreefour");
  write(store.get(), "new", 2, false);
  write(store.get(), "er", 2, true);
  std::string listed;
  ASSERT_TRUE(store
                  ->ListAccounts("",
                                 [&](absl::string_view, absl::string_view bytes) {
                                   listed.append(bytes.data(), bytes.size());
                                   return true;
                                 })
                  .ok());
  EXPECT_EQ(listed, "newer");
}

TEST_F(StoreTest, ADamagedFileIsNamed) {
  {
    auto store = *Open();
    for (int i = 0; i < 400; ++i) {
      ASSERT_TRUE(store
                      ->AppendCalls(std::string(1000, static_cast<char>('a' + i % 26)),
                                    {{Mark(static_cast<uint64_t>(i))}}, 0)
                      .ok());
    }
  }
  Open().IgnoreError();  // Opening moves the log into table files.
  std::vector<std::string> damaged;
  for (const auto& entry : fs::directory_iterator(path_)) {
    if (entry.path().extension() != ".sst" || entry.file_size() < 4000) continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(500);
    file.write("damage", 6);
    damaged.push_back(entry.path().filename().string());
  }
  ASSERT_FALSE(damaged.empty());
  auto store = Open();
  const absl::Status status =
      store.ok()
          ? (*store)->ReadCalls(0, [](uint64_t, uint32_t, absl::string_view) { return true; })
          : store.status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(std::any_of(damaged.begin(), damaged.end(), [&](const std::string& name) {
    return absl::StrContains(status.message(), name);
  })) << status;
}

// Runs one of the tests below in a process of its own, as if it were another program: a process
// that was only forked would share locks with threads that it does not have.
pid_t Start(const std::string& test, const std::string& path, int pipe) {
  const std::string filter = "--gtest_filter=" + test;
  const pid_t child = fork();
  if (child != 0) return child;
  setenv("STORE_PATH", path.c_str(), 1);
  setenv("STORE_PIPE", std::to_string(pipe).c_str(), 1);
  execl("/proc/self/exe", "store_test", filter.c_str(), "--gtest_also_run_disabled_tests",
        "--gtest_brief=1", nullptr);
  _exit(127);
}

// Appends until it is killed and tells each acknowledgement through the pipe.
TEST(StoreChild, DISABLED_AppendsForEver) {
  const auto store = *Store::Open({.path = getenv("STORE_PATH")});
  const int pipe = atoi(getenv("STORE_PIPE"));
  for (;;) {
    const uint64_t n = store->next_sequence();
    const auto first = store->AppendCalls(absl::StrCat("block ", n, std::string(n % 5000, 'x')),
                                          {{CallMark{n, n}}}, 0);
    if (!first.ok() || write(pipe, &*first, sizeof *first) != sizeof *first) _exit(1);
  }
}

// Appends twenty calls and ends without closing.
TEST(StoreChild, DISABLED_AppendsAndVanishes) {
  const auto store = *Store::Open({.path = getenv("STORE_PATH")});
  for (int i = 0; i < 20; ++i) {
    const CallMark mark = {1, static_cast<uint64_t>(i)};
    if (!store->AppendCalls(std::string(300, 'a'), {{mark}}, 0).ok()) _exit(1);
  }
  _exit(0);
}

TEST_F(StoreTest, KilledAtAnyMomentItHasEveryAcknowledgedCallOnce) {
  std::mt19937 random(3);
  uint64_t acknowledged = 0;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = Start("StoreChild.DISABLED_AppendsForEver", path_, ends[1]);
    ASSERT_GE(child, 0);
    close(ends[1]);
    uint64_t first = 0;
    const int stop_after = static_cast<int>(random() % 200) + 1;
    for (int i = 0; i < stop_after && read(ends[0], &first, sizeof first) == sizeof first; ++i) {
      acknowledged = first;
    }
    kill(child, SIGKILL);
    while (read(ends[0], &first, sizeof first) == sizeof first) acknowledged = first;
    close(ends[0]);
    waitpid(child, nullptr, 0);

    // An unclean end often tears the last record.
    auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_GT((*store)->next_sequence(), acknowledged);
    uint64_t expected = 1;
    ASSERT_TRUE(
        (*store)
            ->ReadCalls(1,
                        [&](uint64_t at, uint32_t count, absl::string_view block) {
                          EXPECT_EQ(at, expected);
                          EXPECT_EQ(count, 1u);
                          EXPECT_EQ(block, absl::StrCat("block ", at, std::string(at % 5000, 'x')));
                          ++expected;
                          return true;
                        })
            .ok());
    EXPECT_EQ(expected, (*store)->next_sequence());
    std::vector<bool> known;
    ASSERT_TRUE(
        (*store)
            ->FindKnown({{CallMark{expected - 1, expected - 1}, CallMark{expected, expected}}},
                        &known)
            .ok());
    EXPECT_THAT(known, ElementsAre(true, false));
  }
}

TEST_F(StoreTest, ATornLogTailCostsOnlyWhatWasNotWhole) {
  const pid_t child = Start("StoreChild.DISABLED_AppendsAndVanishes", path_, -1);
  waitpid(child, nullptr, 0);
  fs::path log;
  for (const auto& entry : fs::directory_iterator(path_)) {
    if (entry.path().extension() == ".log" && entry.file_size() > 0) log = entry.path();
  }
  ASSERT_FALSE(log.empty());
  fs::resize_file(log, fs::file_size(log) - 30);
  auto store = Open();
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ((*store)->next_sequence(), 20u);
}

}  // namespace
}  // namespace stillwatch::storage
