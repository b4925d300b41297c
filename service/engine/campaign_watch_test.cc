#include "service/engine/campaign_watch.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/campaign.pb.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

struct Traffic {
  std::vector<v1::Call> calls;
  std::set<std::string> members;
};

// Twelve accounts that divide a harvest, among people.
const Traffic& Town() {
  static const Traffic* traffic = [] {
    simulate::SimulationOptions options;
    options.families = {"people", "dozen"};
    options.scale = 0.3;
    options.days = 9;
    options.textless = 0;
    const auto simulation = *simulate::Simulation::Create(options);
    auto* made = new Traffic;
    v1::Call call;
    simulate::Truth truth;
    while (simulation->Next(&call, &truth)) made->calls.push_back(call);
    for (const simulate::AccountLabel& label : simulation->labels()) {
      if (!label.campaign.empty()) made->members.insert(label.account_id);
    }
    return made;
  }();
  return *traffic;
}

struct Result {
  v1::CampaignState campaigns;
  std::map<std::string, std::string> accounts;  // Records.
  std::set<std::string> flagged;
};

class CampaignWatchTest : public ::testing::Test {
 protected:
  CampaignWatchTest() : normaliser_(detector::FingerprintKey{}) {
    path_ = absl::StrCat(::testing::TempDir(), "/campaign-watch-",
                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
  }

  // Takes everything in batches; with restarts after every so many calls, if not 0.
  Result Run(int shards, size_t batch_size, size_t restart_after = 0,
             std::vector<v1::CampaignState>* sweeps = nullptr) {
    std::filesystem::remove_all(path_);
    Open(shards);
    size_t since = 0;
    for (size_t begin = 0; begin < Town().calls.size(); begin += batch_size) {
      Batch batch(&normaliser_);
      for (size_t i = begin; i < std::min(begin + batch_size, Town().calls.size()); ++i) {
        EXPECT_FALSE(batch.Add(Town().calls[i]).has_value());
      }
      EXPECT_TRUE(engine_->SubmitAndWait(std::move(batch)).ok());
      since += batch_size;
      // A sweep may still be on its way.
      const v1::CampaignState state =
          engine_->Ask([&](EngineState&) { return *engine_->campaigns(); });
      if (sweeps != nullptr && (sweeps->empty() || sweeps->back().time_us() != state.time_us())) {
        sweeps->push_back(state);
      }
      if (restart_after == 0 || since < restart_after) continue;
      engine_.reset();
      store_.reset();
      Open(shards);
      since = 0;
    }
    Result result;
    std::string after;
    do {
      AccountPage page = *engine_->Ask(
          [&](EngineState& engine) { return ListAccounts(engine, after, 100, AccountFilter{}); });
      for (const detector::Account& account : page.accounts) {
        account.AppendTo(&result.accounts[account.id()]);
        if (account.flagged()) result.flagged.insert(account.id());
      }
      after = page.next;
    } while (!after.empty());
    result.campaigns = *engine_->campaigns();
    engine_.reset();
    store_.reset();
    return result;
  }

  void Open(int shards) {
    store_ = *storage::Store::Open({.path = path_, .sync = false});
    EngineOptions options;
    options.shards = shards;
    options.campaign_bytes = campaign_bytes_;
    absl::StatusOr<std::unique_ptr<Engine>> engine = Engine::Open(store_.get(), std::move(options));
    ASSERT_TRUE(engine.ok()) << engine.status();
    engine_ = *std::move(engine);
  }

  std::string path_;
  size_t campaign_bytes_ = EngineOptions().campaign_bytes;
  const Normaliser normaliser_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(CampaignWatchTest, FindsTheMembersAndFlagsThem) {
  const Result result = Run(1, 500);
  ASSERT_EQ(result.campaigns.campaigns_size(), 1);
  const v1::Campaign& campaign = result.campaigns.campaigns(0);
  EXPECT_GE(campaign.members_size(), 11);
  for (const v1::CampaignMember& member : campaign.members()) {
    EXPECT_EQ(Town().members.count(member.account_id()), 1u) << member.account_id();
    EXPECT_EQ(result.flagged.count(member.account_id()), 1u) << member.account_id();
    EXPECT_GT(member.reasons_size(), 0);
  }
}

// By as many calls for each card as where calls are dense, a sweep would come every other day.
TEST_F(CampaignWatchTest, SweepsAreHoursApartWhereCallsAreSparse) {
  std::vector<v1::CampaignState> sweeps;
  Run(1, 20, 0, &sweeps);
  size_t sparse = 0;
  for (size_t i = 1; i + 1 < sweeps.size(); ++i) {
    const uint64_t calls = sweeps[i + 1].sequence() - sweeps[i].sequence();
    const int64_t hours = (sweeps[i + 1].time_us() - sweeps[i].time_us()) / 3'600'000'000;
    EXPECT_TRUE(hours < 7 || calls <= std::max<uint64_t>(512, sweeps[i].least_sparse_calls()) + 50)
        << hours << " hours, " << calls << " calls";
    sparse += calls < sweeps[i].least_calls() ? 1 : 0;
  }
  EXPECT_GT(sparse, 0u);
}

TEST_F(CampaignWatchTest, SweepsAreRarerWithMoreAccountsThanCards) {
  // Of those after which so many more calls are awaited than where they are sparse.
  const auto rare = [this](size_t campaign_bytes) {
    campaign_bytes_ = campaign_bytes;
    std::vector<v1::CampaignState> sweeps;
    Run(1, 100, 0, &sweeps);
    return std::count_if(sweeps.begin(), sweeps.end(), [](const v1::CampaignState& sweep) {
      return sweep.least_calls() > 4 * sweep.least_sparse_calls();
    });
  };
  EXPECT_EQ(rare(EngineOptions().campaign_bytes), 0);
  EXPECT_GT(rare(40'000), 0);
}

TEST_F(CampaignWatchTest, ShardsBatchesAndRestartsDoNotMatter) {
  // With room for all cards, and for a few.
  for (const size_t campaign_bytes : {EngineOptions().campaign_bytes, size_t{40'000}}) {
    campaign_bytes_ = campaign_bytes;
    const Result once = Run(1, 500);
    for (const Result& other : {Run(3, 97), Run(2, 500, 1500)}) {
      EXPECT_EQ(once.campaigns.SerializeAsString(), other.campaigns.SerializeAsString());
      EXPECT_EQ(once.accounts, other.accounts);
    }
  }
}

}  // namespace
}  // namespace stillwatch::service
