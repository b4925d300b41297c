#include "service/engine/account_cache.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/policy/policy.h"
#include "gtest/gtest.h"
#include "service/engine/account_record.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// A call of an account that uses three setups in turn.
detector::StoredCall Call(absl::string_view account_id, uint64_t number) {
  detector::StoredCall call;
  call.account_id = account_id;
  call.request_id = "r";
  call.time_us = 1767571200000000 + static_cast<int64_t>(number) * 1000000;
  call.operation = "chat";
  call.status = 200;
  call.has_fingerprint = call.fingerprint.has_request = true;
  call.fingerprint.request_hash = number * 0x9e3779b97f4a7c15u + 1;
  call.fingerprint.request_words = 10;
  call.fingerprint.user_turns = 1;
  call.fingerprint.system_hash = 1 + number % 3;
  return call;
}

TEST(AccountCache, StrandsStayWithinTheLimitAndLoseNothing) {
  constexpr size_t kLimit = size_t{12} << 20;
  constexpr int kAccounts = 500;
  constexpr uint64_t kCalls = 12;
  const std::string path = ::testing::TempDir() + "/account_cache_strands";
  std::filesystem::remove_all(path);
  const auto store = *storage::Store::Open({.path = path, .sync = false});
  const detector::Assessor assessor(detector::Policy::Default());
  AccountCache cache(store.get(), kLimit, assessor.policy().min_calls());
  uint64_t sequence = 0;
  size_t most = 0;
  for (uint64_t number = 0; number < kCalls; ++number) {
    for (int i = 0; i < kAccounts; ++i) {
      const std::string id = absl::StrCat("account-", i);
      const auto hot = cache.Get(KeyOf(id), id);
      ASSERT_TRUE(hot.ok()) << hot.status();
      (*hot)->account.Add(Call(id, number), assessor);
      (*hot)->applied_sequence = ++sequence;
      cache.MarkDirty(*hot, sequence, /*finding=*/false);
      ASSERT_TRUE(cache.Shrink().ok());
      most = std::max(most, cache.bytes());
    }
  }
  // All of their strands alone would take more.
  detector::Account one("account-0");
  for (uint64_t number = 0; number < kCalls; ++number) one.Add(Call("account-0", number), assessor);
  ASSERT_GT(kAccounts * one.strands().bytes(), kLimit);
  EXPECT_LE(most, kLimit + kLimit / 32);
  for (int i = 0; i < kAccounts; ++i) {
    const std::string id = absl::StrCat("account-", i);
    detector::Account read(id);
    ASSERT_TRUE(*cache.Read(id, &read));
    std::string bytes, expected;
    read.AppendTo(&bytes);
    one.AppendTo(&expected);
    ASSERT_EQ(bytes, expected) << id;
  }
}

// Calls of many accounts through a cache that has room for few, as a shard sends them.
class ManyAccounts : public ::testing::Test {
 protected:
  static constexpr size_t kAccounts = 2000;
  static constexpr size_t kWindow = 64;

  struct Logged {
    std::string account_id;
    std::string bytes;
    detector::StoredCall call;  // Of `bytes`.
  };

  ManyAccounts() : path_(::testing::TempDir() + "/account_cache_many") {
    std::filesystem::remove_all(path_);
    store_ = *storage::Store::Open({.path = path_, .sync = false});
    cache_ = std::make_unique<AccountCache>(store_.get(), size_t{1} << 20,
                                            assessor_.policy().min_calls());
  }

  void Log(size_t account) {
    auto logged = std::make_unique<Logged>();
    logged->account_id = absl::StrCat("account-", account);
    std::string block;
    detector::AppendStoredCall(Call(logged->account_id, log_.size()), &block);
    absl::string_view bytes;
    ASSERT_TRUE(detector::StoredCallReader(block).Next(&bytes));
    logged->bytes = std::string(bytes);
    ASSERT_TRUE(detector::ReadStoredCall(logged->bytes, &logged->call));
    calls_of_[account].push_back(log_.size());
    log_.push_back(std::move(logged));
  }

  void BeginToRead(size_t from) {
    if (!cache_->IsFull()) return;
    ASSERT_TRUE(cache_->WriteManyPutAside().ok());
    std::vector<ReadAhead::Wanted> wanted;
    for (size_t k = from; k < std::min(from + kWindow, log_.size()); ++k) {
      wanted.push_back({KeyOf(log_[k]->account_id), log_[k]->account_id});
    }
    cache_->BeginToRead(wanted);
  }

  void FoldGroup(size_t begin) {
    for (size_t i = begin; i < log_.size(); ++i) {
      if (i == begin) BeginToRead(begin);
      if ((i - begin) % kWindow == 0) {
        cache_->TurnToRead();
        BeginToRead(i + kWindow);
      }
      Fold(i);
    }
    // As when a finding changed.
    const AccountKey newest = KeyOf(log_.back()->account_id);
    if (cache_->Peek(newest) != nullptr) {
      ASSERT_TRUE(cache_->Write({newest}, /*durable=*/false).ok());
    }
    ASSERT_TRUE(cache_->WriteManyPutAside().ok());
    ASSERT_TRUE(cache_->Shrink().ok());
  }

  // Returns an account that never called.
  size_t FillUp() {
    size_t account = 0;
    for (; !cache_->IsFull(); ++account) {
      Log(account);
      FoldGroup(log_.size() - 1);
    }
    EXPECT_TRUE(cache_->WriteAll().ok());
    return account;
  }

  // Sequence numbers begin at 1.
  void Fold(size_t i) {
    const Logged& logged = *log_[i];
    const AccountKey key = KeyOf(logged.account_id);
    const auto found = cache_->GetFor(key, {i + 1, &logged.call});
    ASSERT_TRUE(found.ok()) << found.status();
    if (*found == nullptr) {
      ++put_aside_;
      return;
    }
    ASSERT_LE((*found)->applied_sequence, i + 1);
    (*found)->account.Add(logged.call, assessor_);
    (*found)->applied_sequence = i + 2;
    cache_->MarkDirty(*found, i + 1, /*finding=*/false);
  }

  // The account with its calls from the sequence number on, where it does not have them.
  std::string BytesOf(size_t number, detector::Account account, uint64_t applied, uint64_t from) {
    for (const size_t i : calls_of_[number]) {
      if (i + 1 >= std::max(applied, from)) account.Add(log_[i]->call, assessor_);
    }
    std::string bytes;
    account.AppendTo(&bytes);
    return bytes;
  }

  const std::string path_;
  const detector::Assessor assessor_{detector::Policy::Default()};
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<AccountCache> cache_;
  std::vector<std::unique_ptr<Logged>> log_;
  std::map<size_t, std::vector<size_t>> calls_of_;  // Of an account, in the log.
  int put_aside_ = 0;
};

TEST_F(ManyAccounts, HaveAllTheirCallsWhateverWaits) {
  std::mt19937_64 random(17);
  for (int group = 0; group < 60; ++group) {
    const size_t begin = log_.size();
    for (size_t calls = 1 + random() % 400; calls > 0; --calls) {
      const size_t account = random() % std::min(kAccounts, 200 + log_.size() / 10);
      // Some call so often at once that they are folded while calls of theirs wait.
      for (size_t burst = random() % 16 == 0 ? 30 : 1; burst > 0; --burst) Log(account);
    }
    FoldGroup(begin);
    const size_t newest = random() % (size_t{1} << random() % 9);
    ASSERT_TRUE(cache_->WriteDirtySince(log_.size() - std::min(log_.size(), newest)).ok());
    // What a crash leaves, with what the log has from the first call on that is not in the store.
    const uint64_t safe = cache_->FirstDirty(log_.size() + 1);
    for (size_t k = static_cast<size_t>(group) % 25; k < kAccounts; k += 25) {
      const std::string id = absl::StrCat("account-", k);
      const std::string expected = BytesOf(k, detector::Account(id), 0, 0);
      detector::Account read(id);
      ASSERT_TRUE(cache_->Read(id, &read).ok());
      ASSERT_EQ(BytesOf(k, std::move(read), log_.size() + 1, 0), expected) << id;
      detector::Account stored(id);
      uint64_t applied = 0;
      const auto record = *store_->ReadAccount(id);
      if (record.has_value()) {
        ASSERT_TRUE(ReadRecord(id, *record, &stored, &applied).ok());
      }
      ASSERT_EQ(BytesOf(k, std::move(stored), applied, safe), expected) << id;
    }
  }
  EXPECT_GT(put_aside_, 2000);
  EXPECT_LT(put_aside_, static_cast<int>(log_.size()) - 2000);
}

TEST_F(ManyAccounts, WhatWaitedDoesNotComeBehindTheAccount) {
  const size_t account = FillUp();
  const size_t begin = log_.size();
  for (int call = 0; call < 30; ++call) Log(account);
  FoldGroup(begin);
  EXPECT_GT(put_aside_, 0);
  EXPECT_LT(put_aside_, 30);
  ASSERT_TRUE(cache_->WriteAll().ok());
  const std::string id = log_.back()->account_id;
  detector::Account stored(id);
  ASSERT_TRUE(ReadRecord(id, **store_->ReadAccount(id), &stored).ok());
  EXPECT_EQ(stored.profile().volume.calls, 30u);
}

TEST_F(ManyAccounts, WhatWasReadBeforeAnAccountChangedIsNotUsed) {
  const std::string id = "account";
  const auto drive_out = [this] {
    for (int i = 0; i < 5000; ++i) {
      const std::string other = absl::StrCat("other-", i);
      ASSERT_TRUE(cache_->Get(KeyOf(other), other).ok());
      ASSERT_TRUE(cache_->Shrink().ok());
    }
  };
  const auto call = [&](uint64_t number) {
    HotAccount* hot = *cache_->Get(KeyOf(id), id);
    hot->account.Add(Call(id, number), assessor_);
    hot->applied_sequence = number + 1;
    cache_->MarkDirty(hot, number, /*finding=*/false);
    return static_cast<uint64_t>(hot->account.calls());
  };
  // The next call is not put aside.
  uint64_t calls = 0;
  while (calls + 1 < static_cast<uint64_t>(assessor_.policy().min_calls())) call(++calls);
  drive_out();
  cache_->BeginToRead({{KeyOf(id), id}});
  // Long enough, nearly always, for it to be read before it changes.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(call(calls + 1), calls + 1);
  drive_out();
  cache_->TurnToRead();
  EXPECT_EQ(call(calls + 2), calls + 2);
}

TEST_F(ManyAccounts, AreNotAllInTheStoreWhileACallWaits) {
  const size_t account = FillUp();
  EXPECT_EQ(cache_->FirstDirty(log_.size() + 1), log_.size() + 1);
  Log(account);
  FoldGroup(log_.size() - 1);
  EXPECT_EQ(put_aside_, 1);
  EXPECT_EQ(cache_->FirstDirty(log_.size() + 1), log_.size());
  ASSERT_TRUE(cache_->WriteDirtySince(log_.size()).ok());
  EXPECT_FALSE(store_->ReadAccount(log_.back()->account_id)->has_value());
  ASSERT_TRUE(cache_->WriteDirtySince(log_.size() + 1).ok());
  EXPECT_TRUE(store_->ReadAccount(log_.back()->account_id)->has_value());
  EXPECT_EQ(cache_->FirstDirty(log_.size() + 1), log_.size() + 1);
}

}  // namespace
}  // namespace stillwatch::service
