#include "service/verify/verify.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/key_file/key_file.h"
#include "service/normalise/normaliser.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/call.pb.h"
#include "storage/store.h"

// The engine on a store whose oldest calls expire while it folds.

namespace stillwatch::service {
namespace {

namespace fs = std::filesystem;

class VerifyTest : public ::testing::Test {
 protected:
  VerifyTest() : path_(::testing::TempDir() + "/verify-store") {
    key_.bytes.fill(7);
    fs::remove_all(path_);
    fs::remove_all(path_ + "-copy");
  }

  static std::vector<v1::Call> Calls() {
    simulate::SimulationOptions options;
    options.scale = 0.08;
    options.days = 5;
    const auto simulation = *simulate::Simulation::Create(options);
    std::vector<v1::Call> calls;
    v1::Call call;
    simulate::Truth truth;
    while (simulation->Next(&call, &truth)) calls.push_back(call);
    return calls;
  }

  void Open(absl::Duration keep_calls) {
    engine_.reset();
    store_.reset();
    store_ = *storage::Store::Open({.path = path_, .sync = false, .keep_calls = keep_calls});
    ASSERT_TRUE(BindKey(key_, "key", store_.get()).ok());
    EngineOptions options;
    options.checkpoint_calls = 200;
    options.cache_bytes = 100000;
    auto engine = Engine::Open(store_.get(), options);
    ASSERT_TRUE(engine.ok()) << engine.status();
    engine_ = *std::move(engine);
  }

  void Send() {
    const Normaliser normaliser(key_);
    const std::vector<v1::Call> calls = Calls();
    for (size_t i = 0; i < calls.size(); i += 10) {
      Batch batch(&normaliser);
      for (size_t j = i; j < std::min(i + 10, calls.size()); ++j) batch.Add(calls[j]);
      ASSERT_TRUE(engine_->SubmitAndWait(std::move(batch)).ok());
      // Only what is folded expires, and this log is soon over.
      engine_->Ask([](EngineState&) { return true; });
    }
  }

  std::map<std::string, std::string> State() {
    std::map<std::string, std::string> state;
    std::string after;
    do {
      AccountPage page = *engine_->Ask(
          [&](EngineState& engine) { return ListAccounts(engine, after, 100, AccountFilter{}); });
      for (const detector::Account& account : page.accounts) {
        account.AppendTo(&state[account.id()]);
      }
      after = page.next;
    } while (!after.empty());
    return state;
  }

  const std::string path_;
  detector::FingerprintKey key_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(VerifyTest, ProfilesKeepWhatExpiredCallsSaidWhateverHappens) {
  Open(absl::InfiniteDuration());
  Send();
  const auto straight = State();
  engine_.reset();
  store_.reset();
  fs::remove_all(path_);

  Open(absl::Hours(24));
  Send();
  EXPECT_GT(store_->first_sequence(), store_->next_sequence() / 2);
  EXPECT_LE(store_->first_sequence(), store_->checkpoint());
  EXPECT_TRUE(State() == straight);
  // A copy of the files of a running store is what a kill leaves behind.
  fs::copy(path_, path_ + "-copy", fs::copy_options::recursive);
  engine_.reset();
  store_.reset();
  fs::remove_all(path_);
  fs::rename(path_ + "-copy", path_);
  Open(absl::Hours(24));
  EXPECT_TRUE(State() == straight);
  engine_.reset();
  store_.reset();

  const auto summary =
      VerifyStore({.store = path_, .key = key_, .key_path = "key", .scratch_folder = ""},
                  [](absl::string_view, uint64_t, uint64_t) {});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_TRUE(summary->good());
  EXPECT_GT(summary->not_verifiable, 0);
  EXPECT_EQ(summary->same + summary->not_verifiable, static_cast<int64_t>(straight.size()));
}

}  // namespace
}  // namespace stillwatch::service
