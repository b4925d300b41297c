#include "service/engine/account_record.h"

#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/policy/policy.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::service {
namespace {

constexpr uint64_t kFirst = 100;  // Sequence number of the first call.

class AccountRecordTest : public testing::Test {
 protected:
  AccountRecordTest() : assessor_(*detector::Policy::Create(detector::DefaultPolicyProto())) {
    for (int i = 0; i < 30; ++i) {
      detector::StoredCall call;
      call.account_id = "a";
      call.time_us = 1767571200000000 + i * 60000000;
      call.status = 200;
      call.has_usage = true;
      call.output_tokens = 100 + i;
      calls_.push_back(call);
    }
  }

  LoggedCall Call(size_t i) const { return {kFirst + i, &calls_[i]}; }

  // With the calls before this one folded.
  detector::Account Folded(size_t end) const {
    detector::Account account("a");
    for (size_t i = 0; i < end; ++i) account.Add(calls_[i], assessor_);
    return account;
  }

  static std::string BytesOf(const detector::Account& account) {
    std::string bytes;
    account.AppendTo(&bytes);
    return bytes;
  }

  void ExpectFolded(const std::string& record, size_t end) const {
    detector::Account account("");
    uint64_t applied = 0;
    const absl::Status status = ReadRecord("a", record, &account, &applied);
    ASSERT_TRUE(status.ok()) << status;
    EXPECT_EQ(applied, kFirst + end);
    EXPECT_EQ(BytesOf(account), BytesOf(Folded(end)));
  }

  const detector::Assessor assessor_;
  std::vector<detector::StoredCall> calls_;
};

TEST_F(AccountRecordTest, CallsBehindAnAccountAreFolded) {
  // Assessed at call 20; the next time is call 24.
  std::string record;
  AppendAccount(Folded(20), kFirst + 20, &record);
  EXPECT_FALSE(IsCall(record));
  ExpectFolded(record, 20);
  AppendCall(Call(20), &record);
  ExpectFolded(record, 21);
}

TEST_F(AccountRecordTest, FewCallsNeedNoAccount) {
  std::string record;
  for (size_t i = 0; i < 19; ++i) {
    AppendCall(Call(i), &record);
    EXPECT_TRUE(IsCall(record));
    EXPECT_EQ(CountCalls(record), i + 1);
  }
  ExpectFolded(record, 19);
}

TEST_F(AccountRecordTest, CallsWrittenTwiceCountOnce) {
  std::string record;
  AppendAccount(Folded(10), kFirst + 10, &record);
  for (const size_t i : {8, 9, 10, 11, 10, 11, 12}) AppendCall(Call(i), &record);
  ExpectFolded(record, 13);
}

TEST_F(AccountRecordTest, NothingIsReadFromBytesThatEndEarly) {
  std::string record;
  AppendAccount(Folded(10), kFirst + 10, &record);
  const size_t whole = record.size();
  AppendCall(Call(10), &record);
  for (size_t size = 0; size < record.size(); ++size) {
    if (size == whole) continue;
    detector::Account account("");
    const absl::Status status = ReadRecord("a", record.substr(0, size), &account);
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << size;
  }
}

TEST_F(AccountRecordTest, AnAccountSaysWhenItIsAssessedNext) {
  EXPECT_EQ(Folded(0).CallsUntilAssessed(20), 20);
  EXPECT_EQ(Folded(19).CallsUntilAssessed(20), 1);
  EXPECT_EQ(Folded(20).CallsUntilAssessed(20), 4);
  EXPECT_EQ(Folded(22).CallsUntilAssessed(20), 2);
}

}  // namespace
}  // namespace stillwatch::service
