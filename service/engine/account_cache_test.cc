#include "service/engine/account_cache.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/policy/policy.h"
#include "gtest/gtest.h"
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

}  // namespace
}  // namespace stillwatch::service
