#include "service/engine/read_ahead.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

class ReadAheadTest : public ::testing::Test {
 protected:
  ReadAheadTest() {
    const std::string path = ::testing::TempDir() + "/read_ahead";
    std::filesystem::remove_all(path);
    store_ = *storage::Store::Open({.path = path, .sync = false});
    for (int i = 0; i < 100; ++i) ids_.push_back(absl::StrCat("account-", i));
  }

  void Write(const std::string& id, const std::string& bytes) {
    storage::StateUpdate update;
    update.accounts.push_back({id, bytes, /*last_active_us=*/1, /*keep=*/false});
    ASSERT_TRUE(store_->WriteState(update).ok());
  }

  // The accounts from `begin` up to `end`, not including it.
  std::vector<ReadAhead::Wanted> Some(size_t begin, size_t end) const {
    std::vector<ReadAhead::Wanted> wanted;
    for (size_t i = begin; i < end; ++i) wanted.push_back({KeyOf(ids_[i]), ids_[i]});
    return wanted;
  }

  std::vector<std::string> ids_;
  std::unique_ptr<storage::Store> store_;
};

TEST_F(ReadAheadTest, GivesWhatTheStoreHasOnce) {
  for (size_t i = 0; i < 50; ++i) Write(ids_[i], absl::StrCat("of ", i));
  ReadAhead ahead(store_.get());
  for (size_t begin = 0; begin < 100; begin += 10) {
    ahead.Begin(Some(begin, begin + 10));
    ahead.Turn();
    for (size_t i = begin; i < begin + 10; ++i) {
      const auto stored = ahead.Take(KeyOf(ids_[i]));
      ASSERT_TRUE(stored.has_value() && stored->ok());
      EXPECT_EQ((*stored)->value_or("none"), i < 50 ? absl::StrCat("of ", i) : "none");
      EXPECT_FALSE(ahead.Take(KeyOf(ids_[i])).has_value());
    }
  }
}

TEST_F(ReadAheadTest, WhatWasBegunIsThereAfterTheTurnOnly) {
  Write(ids_[0], "first");
  Write(ids_[1], "second");
  ReadAhead ahead(store_.get());
  ahead.Begin(Some(0, 1));
  ahead.Turn();
  ahead.Begin(Some(1, 2));
  EXPECT_FALSE(ahead.Take(KeyOf(ids_[1])).has_value());
  EXPECT_TRUE(ahead.Take(KeyOf(ids_[0])).has_value());
  ahead.Turn();
  EXPECT_TRUE(ahead.Take(KeyOf(ids_[1])).has_value());
  ahead.Turn();
  EXPECT_FALSE(ahead.Take(KeyOf(ids_[1])).has_value());
}

TEST_F(ReadAheadTest, WhatIsForgottenIsNotGiven) {
  for (const std::string& id : ids_) Write(id, "old");
  ReadAhead ahead(store_.get());
  ahead.Begin(Some(0, 50));
  ahead.Forget(KeyOf(ids_[3]));
  ahead.Turn();
  ahead.Begin(Some(50, 100));
  ahead.Forget(KeyOf(ids_[4]));
  ahead.Forget(KeyOf(ids_[60]));
  EXPECT_FALSE(ahead.Take(KeyOf(ids_[3])).has_value());
  EXPECT_FALSE(ahead.Take(KeyOf(ids_[4])).has_value());
  EXPECT_TRUE(ahead.Take(KeyOf(ids_[5])).has_value());
  ahead.Turn();
  EXPECT_FALSE(ahead.Take(KeyOf(ids_[60])).has_value());
  EXPECT_TRUE(ahead.Take(KeyOf(ids_[61])).has_value());
}

TEST_F(ReadAheadTest, AnAccountThatIsWantedTwiceIsReadOnce) {
  Write(ids_[0], "bytes");
  ReadAhead ahead(store_.get());
  ahead.Begin({{KeyOf(ids_[0]), ids_[0]}, {KeyOf(ids_[0]), ids_[0]}});
  ahead.Turn();
  EXPECT_TRUE(ahead.Take(KeyOf(ids_[0])).has_value());
  EXPECT_FALSE(ahead.Take(KeyOf(ids_[0])).has_value());
}

TEST_F(ReadAheadTest, MayEndWhileItReads) {
  ReadAhead ahead(store_.get());
  ahead.Begin(Some(0, 100));
}

}  // namespace
}  // namespace stillwatch::service
