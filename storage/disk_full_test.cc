#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/store.h"

// What happens when nothing more can be written.

namespace stillwatch::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

CallMark Mark(uint64_t n) { return {n * 0x9e3779b97f4a7c15u, n}; }

// Blocks of one call each, whose first number is as it should be; -1 if something is missing.
int64_t CountBlocks(const Store& store) {
  int64_t count = 0;
  const absl::Status read =
      store.ReadCalls(0, [&](uint64_t first, uint32_t, absl::string_view block) {
        if (first != static_cast<uint64_t>(++count) || block.size() != 20000) count = -1;
        return count >= 0;
      });
  return read.ok() ? count : -1;
}

// Appends until it fails; how many were acknowledged.
int64_t AppendUntilItFails(Store* store, absl::Status* fault) {
  for (int64_t n = 0; n < 5000; ++n) {
    const uint64_t next = store->next_sequence();
    // Not to be compressed.
    std::string block(20000, 0);
    for (size_t i = 0; i < block.size(); ++i) {
      block[i] = static_cast<char>(Mark(next * 20000 + i).high >> 40);
    }
    const auto first = store->AppendCalls(block, {{Mark(next)}}, 0);
    if (!first.ok()) {
      *fault = first.status();
      return n;
    }
  }
  return -1;
}

std::string NewFolder(const std::string& name) {
  std::string path = absl::StrCat(::testing::TempDir(), "/disk-full-", name);
  fs::remove_all(path);
  fs::create_directories(path);
  return path;
}

// In a process of its own, for the limit holds for the whole process. Its exit code says which
// expectation was not met.
TEST(DiskFullChild, DISABLED_FilesMayNotGrow) {
  const char* const given = getenv("STORE_PATH");
  ASSERT_NE(given, nullptr);
  const std::string path = given;
  signal(SIGXFSZ, SIG_IGN);
  auto store = *Store::Open({.path = path});
  const rlimit small = {3 << 20, RLIM_INFINITY};
  if (setrlimit(RLIMIT_FSIZE, &small) != 0) _exit(2);
  absl::Status fault;
  const int64_t written = AppendUntilItFails(store.get(), &fault);
  if (written < 10) _exit(3);
  if (fault.code() != absl::StatusCode::kUnavailable) _exit(4);
  if (fault.message().find("Check the disk's space") == absl::string_view::npos) _exit(5);
  if (store->next_sequence() != static_cast<uint64_t>(written) + 1) _exit(6);
  if (CountBlocks(*store) != written) _exit(7);
  std::ofstream(path + "/../written") << written;
  _exit(0);
}

TEST(DiskFull, WhatWasAcknowledgedIsThereWhenFilesMayNotGrow) {
  const std::string folder = NewFolder("limit");
  const pid_t child = fork();
  if (child == 0) {
    setenv("STORE_PATH", (folder + "/store").c_str(), 1);
    execl("/proc/self/exe", "disk_full_test", "--gtest_filter=DiskFullChild.*",
          "--gtest_also_run_disabled_tests", "--gtest_brief=1", nullptr);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  ASSERT_EQ(WEXITSTATUS(status), 0);
  int64_t written = 0;
  std::ifstream(folder + "/written") >> written;
  auto store = Store::Open({.path = folder + "/store", .create_if_missing = false});
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ(CountBlocks(**store), written);
  const uint64_t next = (*store)->next_sequence();
  EXPECT_TRUE((*store)->AppendCalls("more", {{Mark(next)}}, 0).ok());
}

class SmallDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = NewFolder("mount");
    if (mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=24m") != 0) {
      GTEST_SKIP() << "nothing can be mounted here: " << std::strerror(errno);
    }
    mounted_ = true;
    // What somebody else takes.
    std::ofstream(path_ + "/ballast") << std::string(8 << 20, 'b');
  }
  void TearDown() override {
    if (mounted_) umount2(path_.c_str(), MNT_DETACH);
  }

  std::string path_;
  bool mounted_ = false;
};

TEST_F(SmallDisk, WritingGoesOnWithoutARestartWhenThereIsRoomAgain) {
  auto store = *Store::Open({.path = path_ + "/store", .write_buffer_bytes = 4 << 20});
  absl::Status fault;
  const int64_t written = AppendUntilItFails(store.get(), &fault);
  ASSERT_GT(written, 10);
  EXPECT_EQ(fault.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(fault.message()), HasSubstr("Check the disk's space"));
  EXPECT_EQ(CountBlocks(*store), written);
  StateUpdate update;
  update.accounts = {{"a", std::string(1 << 20, 'a'), 0, false}};
  EXPECT_FALSE(store->WriteState(update, /*durable=*/true).ok());

  fs::remove(path_ + "/ballast");
  absl::Status status;
  // RocksDB looks for room every five seconds.
  for (int attempt = 0; attempt < 200; ++attempt) {
    status = store->WriteState(update, /*durable=*/true);
    if (status.ok()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_GT(AppendUntilItFails(store.get(), &fault), 0);
  const int64_t all = static_cast<int64_t>(store->next_sequence()) - 1;
  EXPECT_EQ(CountBlocks(*store), all);
  store.reset();
  auto again = Store::Open({.path = path_ + "/store"});
  if (again.ok()) {
    EXPECT_EQ(CountBlocks(**again), all);
  } else {
    // Full once more, so it may not be possible to open it for writing; reading always is.
    again = Store::Open({.path = path_ + "/store", .read_only = true});
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(CountBlocks(**again), all);
  }
}

}  // namespace
}  // namespace stillwatch::storage
