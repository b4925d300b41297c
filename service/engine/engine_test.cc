#include "service/engine/engine.h"

#include <filesystem>
#include <future>
#include <map>

#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/engine/queries.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

class EngineTest : public ::testing::Test {
 protected:
  EngineTest() : normaliser_(Key()) {
    path_ = absl::StrCat(::testing::TempDir(), "/engine-",
                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(path_);
  }

  static detector::FingerprintKey Key() {
    detector::FingerprintKey key;
    key.bytes.fill(7);
    return key;
  }

  // About 4,000 calls of 40 accounts, redeliveries among them.
  static const std::vector<v1::Call>& Calls() {
    static const std::vector<v1::Call>* calls = [] {
      simulate::SimulationOptions options;
      options.scale = 0.08;
      options.days = 5;
      options.redelivery_share = 0.1;
      const auto simulation = *simulate::Simulation::Create(options);
      auto* all = new std::vector<v1::Call>;
      v1::Call call;
      simulate::Truth truth;
      while (simulation->Next(&call, &truth)) all->push_back(call);
      return all;
    }();
    return *calls;
  }

  void Open(EngineOptions options = {}) {
    store_ = *storage::Store::Open({.path = path_, .sync = false});
    absl::StatusOr<std::unique_ptr<Engine>> engine = Engine::Open(store_.get(), std::move(options));
    ASSERT_TRUE(engine.ok()) << engine.status();
    engine_ = *std::move(engine);
  }

  void Close() {
    engine_.reset();
    store_.reset();
  }

  BatchResult Send(size_t begin, size_t end) {
    Batch batch(&normaliser_);
    for (size_t i = begin; i < end; ++i) {
      EXPECT_FALSE(batch.Add(Calls()[i]).has_value());
    }
    absl::StatusOr<BatchResult> result = engine_->SubmitAndWait(std::move(batch));
    EXPECT_TRUE(result.ok()) << result.status();
    return result.value_or(BatchResult());
  }

  void SendAll(size_t batch_size) {
    for (size_t i = 0; i < Calls().size(); i += batch_size) {
      Send(i, std::min(i + batch_size, Calls().size()));
    }
  }

  // Account id to the bytes of its record, without where in the log its last call is.
  std::map<std::string, std::string> State() {
    std::map<std::string, std::string> state;
    std::string after;
    do {
      AccountPage page = *engine_->Ask(
          [&](EngineState& engine) { return ListAccounts(engine, after, 7, AccountFilter{}); });
      for (const detector::Account& account : page.accounts) {
        account.AppendTo(&state[account.id()]);
      }
      after = page.next;
    } while (!after.empty());
    return state;
  }

  std::string path_;
  const Normaliser normaliser_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(EngineTest, RedeliveriesCountOnceWithinABatchAndAcross) {
  Open();
  const BatchResult first = Send(0, 100);
  EXPECT_EQ(first.accepted + first.duplicates, 100);
  EXPECT_EQ(Send(0, 100).accepted, 0);
  EXPECT_EQ(Send(0, 100).duplicates, 100);
  Batch twice(&normaliser_);
  twice.Add(Calls()[300]);
  twice.Add(Calls()[300]);
  const BatchResult result = *engine_->SubmitAndWait(std::move(twice));
  EXPECT_EQ(result.accepted, 1);
  EXPECT_EQ(result.duplicates, 1);
}

TEST_F(EngineTest, TheSizeOfBatchesDoesNotMatter) {
  Open();
  SendAll(1000);
  const auto large = State();
  Close();
  std::filesystem::remove_all(path_);
  Open();
  SendAll(3);
  EXPECT_TRUE(State() == large);
  EXPECT_GT(large.size(), 20u);
}

TEST_F(EngineTest, ASmallCacheGivesWhatALargeOneGives) {
  Open();
  SendAll(100);
  const auto large = State();
  Close();
  std::filesystem::remove_all(path_);
  EngineOptions options;
  options.cache_bytes = 20000;
  Open(std::move(options));
  SendAll(100);
  EXPECT_TRUE(State() == large);  // Waits until all is folded.
  EXPECT_LT(engine_->counters().accounts_cached, static_cast<int64_t>(large.size()) / 2);
  EXPECT_GT(engine_->counters().put_aside, 0);
}

TEST_F(EngineTest, YoungAccountsGrowAcrossRestartsAndQuestions) {
  Open();
  SendAll(100);
  const auto straight = State();
  Close();
  std::filesystem::remove_all(path_);
  EngineOptions options;
  options.cache_bytes = 20000;
  int64_t put_aside = 0;
  const size_t step = Calls().size() / 40 + 1;
  for (size_t begin = 0; begin < Calls().size(); begin += step) {
    Open(options);
    for (size_t i = begin; i < std::min(begin + step, Calls().size()); i += 20) {
      Send(i, std::min({i + 20, begin + step, Calls().size()}));
      const std::string& id = Calls()[i].account_id();
      detector::Account account(id);
      EXPECT_TRUE(
          *engine_->Ask([&](EngineState& state) { return state.ReadAccount(id, &account); }));
      EXPECT_GT(account.calls(), 0);
    }
    put_aside += engine_->counters().put_aside;
    Close();
  }
  EXPECT_GT(put_aside, 0);
  Open();
  EXPECT_TRUE(State() == straight);
}

TEST_F(EngineTest, WhatWasNotCheckpointedIsFoldedAgain) {
  Open();
  SendAll(100);
  const auto straight = State();
  Close();
  std::filesystem::remove_all(path_);

  // A copy of the files of a running store is what a kill leaves behind.
  const std::string copy = path_ + "-copy";
  for (const uint64_t every : {uint64_t{1} << 40, uint64_t{500}}) {
    EngineOptions options;
    options.checkpoint_calls = every;
    options.cache_bytes = 20000;
    Open(options);
    SendAll(100);
    // The checkpoint moves with groups, behind what is folded, after their acknowledgement: the
    // second group finds what the first one moved.
    engine_->Ask([](EngineState&) { return true; });
    Send(0, 1);
    Send(0, 1);
    std::filesystem::remove_all(copy);
    std::filesystem::copy(path_, copy, std::filesystem::copy_options::recursive);
    Close();
    std::filesystem::remove_all(path_);
    std::filesystem::rename(copy, path_);
    Open();
    EXPECT_GT(engine_->counters().replayed, 0);
    if (every == 500) {
      EXPECT_LE(engine_->counters().replayed, 700);
    }
    EXPECT_TRUE(State() == straight);
    EXPECT_EQ(Send(0, 500).accepted, 0);
    Close();
    std::filesystem::remove_all(path_);
  }
}

TEST_F(EngineTest, VerdictsAreThereAgainAfterReopening) {
  Open();
  SendAll(100);
  std::vector<std::string> flagged;
  FindingPage page = *engine_->Ask(
      [](EngineState& state) { return ListFindings(state, "", 100, detector::IsLive); });
  ASSERT_FALSE(page.findings.empty());
  Close();
  Open();
  for (const v1::Finding& finding : page.findings) {
    const auto entry = engine_->verdicts().Get(finding.account_id());
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->finding, finding.name());
    EXPECT_EQ(entry->outcome.verdict, detector::Verdict::kFlagged);
    EXPECT_FALSE(entry->reason.empty());
  }
}

TEST_F(EngineTest, FindingsAreListedNewestFirstInPages) {
  Open();
  SendAll(100);
  std::vector<int64_t> times;
  std::string after;
  do {
    FindingPage page = *engine_->Ask([&](EngineState& state) {
      return ListFindings(state, after, 2, [](const v1::Finding&) { return true; });
    });
    EXPECT_LE(page.findings.size(), 2u);
    for (const v1::Finding& finding : page.findings) times.push_back(finding.open_time().seconds());
    after = page.next;
  } while (!after.empty());
  EXPECT_GT(times.size(), 2u);
  EXPECT_TRUE(std::is_sorted(times.rbegin(), times.rend()));
}

TEST_F(EngineTest, WatchersHearOfFindingsAndOfDecisions) {
  Open();
  std::vector<std::string> heard;
  const uint64_t watch =
      engine_->Watch([&heard](const v1::Finding& finding) { heard.push_back(finding.name()); });
  SendAll(100);
  engine_->Ask([](EngineState&) { return true; });  // What was acknowledged is folded now.
  ASSERT_FALSE(heard.empty());
  const std::string id = heard.back().substr(sizeof "findings/" - 1);
  const size_t before = heard.size();
  const auto confirm = [](detector::Account* account) {
    return account->Confirm({.etag = "", .actor = "ann", .note = "", .time_us = 1});
  };
  ASSERT_TRUE(engine_->Decide(id, confirm).ok());
  EXPECT_EQ(heard.size(), before + 1);
  engine_->Unwatch(watch);
  ASSERT_TRUE(engine_->Decide(id, confirm).ok());
  EXPECT_EQ(heard.size(), before + 1);
  EXPECT_EQ(engine_->Decide("fnd-none", confirm).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(EngineTest, AQueueThatIsFullTellsSoAndEmptiesAgain) {
  EngineOptions options;
  options.queue_bytes = 1;
  Open(std::move(options));
  std::promise<void> room;
  Batch batch(&normaliser_);
  for (int i = 0; i < 500; ++i) batch.Add(Calls()[static_cast<size_t>(i)]);
  engine_->Submit(std::move(batch), [](const absl::Status&, const BatchResult&) {});
  engine_->WhenRoom([&room] { room.set_value(); });
  room.get_future().wait();
  Send(500, 501);
  engine_->Ask([](EngineState&) { return true; });  // What was acknowledged is folded now.
  std::promise<void> again;
  engine_->WhenRoom([&again] { again.set_value(); });
  again.get_future().wait();
  EXPECT_TRUE(engine_->HasRoom());
}

}  // namespace
}  // namespace stillwatch::service
