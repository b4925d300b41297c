#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/crash/call_log.h"
#include "tests/crash/delivery.h"
#include "tests/process/process.h"

// A server that is killed at random moments, under load and while it comes back, keeps every call
// that it acknowledged, counts it once, and in the end knows of every account what an audit of the
// same calls finds.
//
// STILLWATCH_CRASH_ROUNDS says how many kills under load, STILLWATCH_CRASH_SEED which.

namespace stillwatch::tests {
namespace {

using ::testing::HasSubstr;

constexpr size_t kLanes = 4;
constexpr size_t kBatch = 20;
constexpr int kKillsOfStore = 5;
constexpr int kUsualRounds = 10;
constexpr char kMemoryVariable[] = "STILLWATCH_MEMORY_LIMIT";
// Beyond the usual rounds one store in so many is long.
constexpr int kStoresPerLongOne = 10;

// What is killed when.
struct Plot {
  uint64_t seed = 0;
  double scale = 1;
  bool text = true;
  size_t batch = kBatch;
  size_t accounts_of_one = 1;
  std::string memory_limit = "";  // Empty: the default.
  int kills = kKillsOfStore;
  // Kill when about so many calls are acknowledged; 0: after a random time.
  int64_t calls_between_kills = 0;
};

// So many calls that the store writes checkpoints by itself about when it is killed, which is told
// to come after kLongCheckpointCalls, and that marks of calls go into files, after 524,288 calls.
constexpr char kCheckpointVariable[] = "STILLWATCH_CHECKPOINT_CALLS";
constexpr char kLongCheckpointCalls[] = "190000";
Plot LongPlot(uint64_t seed) {
  return {.seed = seed,
          .scale = 12,
          .text = false,
          .batch = 100,
          .kills = 3,
          .calls_between_kills = 200000};
}

// Many more accounts than there is memory for, so that calls are put aside.
Plot CrowdedPlot(uint64_t seed) {
  return {.seed = seed, .scale = 4, .accounts_of_one = 16, .memory_limit = "128MiB"};
}

// By the seed, so that a failure comes again with it.
Plot PlotOf(uint64_t seed, int rounds) {
  if (rounds > kUsualRounds && seed % kStoresPerLongOne == 1) return LongPlot(seed);
  return seed % 2 == 0 ? CrowdedPlot(seed) : Plot{.seed = seed};
}

void SetEnvironment(const char* name, const std::string& value) {
  if (value.empty()) {
    unsetenv(name);
  } else {
    setenv(name, value.c_str(), /*overwrite=*/1);
  }
}

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == 0 ? otherwise : std::strtoull(text, nullptr, 10);
}

Calls CallsOf(const Plot& plot) {
  Calls calls = SimulatedCalls(plot.seed, plot.scale, plot.text);
  if (plot.accounts_of_one > 1) DealOut(plot.accounts_of_one, &calls);
  return calls;
}

// One store, the senders that fill it and the servers on it, one after the other.
class Story {
 public:
  explicit Story(const Plot& plot)
      : plot_(plot), random_(plot.seed), calls_(CallsOf(plot)), folder_(NewFolder("crash")) {
    SetEnvironment(kCheckpointVariable, plot.calls_between_kills > 0 ? kLongCheckpointCalls : "");
    SetEnvironment(kMemoryVariable, plot.memory_limit);
    for (const Calls& calls : InLanes(calls_, kLanes)) {
      lanes_.push_back(std::make_unique<Lane>(InBatches(calls, plot.batch)));
    }
  }

  // Sends a part of the calls, and acknowledged ones once more, until the server is killed.
  void SendAndKill(int part) {
    ASSERT_NO_FATAL_FAILURE(Start());
    CheckCounts();
    if (part % 2 == 1) ResendAcknowledged();
    std::vector<std::thread> senders;
    for (const auto& lane : lanes_) {
      const size_t end = PartOf(*lane, part);
      senders.emplace_back([this, end, raw = lane.get()] { raw->Send(address(), end); });
    }
    senders.emplace_back([this, seed = random_()] { RedeliverUntilKilled(seed); });
    if (plot_.calls_between_kills > 0) {
      WaitForCalls((part + 1) * plot_.calls_between_kills);
    } else {
      SleepMilliseconds(5, part % 2 == 0 ? 400 : 100);
    }
    Kill();
    for (std::thread& sender : senders) sender.join();
    for (const auto& lane : lanes_) in_flight_ += lane->sent() - lane->acknowledged();
    for (uint64_t kills = random_() % 3; kills > 0; --kills) KillWhileRecovering();
  }

  // How much the kills interrupted.
  std::string summary() const {
    return std::to_string(in_flight_) + " batches in flight, " + std::to_string(recoveries_cut_) +
           " recoveries cut";
  }

  void SendTheRest() {
    ASSERT_NO_FATAL_FAILURE(Start());
    std::vector<std::thread> senders;
    for (const auto& lane : lanes_) {
      senders.emplace_back([this, raw = lane.get()] {
        const Delivered delivered = raw->Send(address(), raw->batches().size());
        EXPECT_TRUE(delivered.complete) << delivered.error;
      });
    }
    for (std::thread& sender : senders) sender.join();
  }

  void CheckTheEnd() {
    ResendAcknowledged();
    CheckCounts();
    const Assessments expected = AuditOf(calls_, key());
    EXPECT_EQ(Difference(OfServer(address()), expected), "");
    Kill();
    ASSERT_NO_FATAL_FAILURE(Start());
    EXPECT_THAT(server_->process().out(),
                HasSubstr(", " + std::to_string(calls_.size()) + " calls in the log"));
    EXPECT_EQ(Difference(OfServer(address()), expected), "");
  }

 private:
  std::string store() const { return folder_ + "/store"; }
  std::string key() const { return folder_ + "/key"; }
  std::string address() const { return server_->address(); }

  void Start() {
    server_ = std::make_unique<TestServer>(store(), key());
    ASSERT_TRUE(server_->started()) << server_->process().Wait().err;
  }

  // A server that has ended by itself says why.
  void Kill() {
    server_->process().Signal(SIGKILL);
    const Output output = server_->process().Wait();
    EXPECT_EQ(output.exit_code, 128 + SIGKILL) << output.err;
  }

  // The batches of a lane that may be sent before this kill.
  size_t PartOf(const Lane& lane, int part) const {
    const size_t all = lane.batches().size();
    if (plot_.calls_between_kills > 0) return all;
    return all * static_cast<size_t>(part + 1) / static_cast<size_t>(plot_.kills);
  }

  // A little before or behind so many acknowledged calls.
  void WaitForCalls(int64_t calls) {
    calls += static_cast<int64_t>(random_() % 10000) - 2000;
    const auto acknowledged = [this] {
      size_t batches = 0;
      for (const auto& lane : lanes_) batches += lane->acknowledged();
      return static_cast<int64_t>(batches * plot_.batch);
    };
    while (acknowledged() < calls && server_->process().running()) {
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  }

  void KillWhileRecovering() {
    Process server(ServeArguments(store(), key()));
    SleepMilliseconds(1, 300);
    server.Signal(SIGKILL);
    const Output output = server.Wait();
    EXPECT_EQ(output.exit_code, 128 + SIGKILL) << output.err;
    recoveries_cut_ += output.out.find("listening") == std::string::npos;
  }

  void SleepMilliseconds(int least, int most) {
    std::uniform_int_distribution<int> microseconds(1000 * least, 1000 * most);
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds(random_)));
  }

  // Every account has at least the calls that were acknowledged and at most those sent.
  void CheckCounts() {
    CallCounts least, most;
    for (const auto& lane : lanes_) {
      for (size_t i = 0; i < lane->sent(); ++i) {
        if (i < lane->acknowledged()) Count(lane->batches()[i], &least);
        Count(lane->batches()[i], &most);
      }
    }
    CallCounts counts = CountsOf(address());
    for (const auto& [account, count] : counts) {
      EXPECT_LE(count, most[account]) << account;
    }
    for (const auto& [account, count] : least) {
      EXPECT_GE(counts[account], count) << account;
    }
  }

  void ResendAcknowledged() {
    for (const auto& lane : lanes_) {
      size_t position = 0;
      int64_t calls = 0;
      const Delivered delivered = Deliver(address(), [&]() -> const v1::StreamCallsRequest* {
        if (position >= lane->acknowledged()) return nullptr;
        calls += lane->batches()[position].calls_size();
        return &lane->batches()[position++];
      });
      EXPECT_TRUE(delivered.complete) << delivered.error;
      EXPECT_EQ(delivered.accepted, 0);
      EXPECT_EQ(delivered.duplicates, calls);
    }
  }

  // Any acknowledged batches; none of them may be taken for new.
  void RedeliverUntilKilled(uint64_t seed) {
    std::mt19937_64 random(seed);
    const v1::StreamCallsRequest nothing;
    const Delivered delivered = Deliver(address(), [&] {
      const Lane& lane = *lanes_[random() % kLanes];
      const size_t acknowledged = lane.acknowledged();
      return acknowledged == 0 ? &nothing : &lane.batches()[random() % acknowledged];
    });
    EXPECT_EQ(delivered.accepted, 0);
    EXPECT_FALSE(delivered.complete);
  }

  const Plot plot_;
  std::mt19937_64 random_;
  const Calls calls_;
  const std::string folder_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::unique_ptr<TestServer> server_;
  size_t in_flight_ = 0;
  int recoveries_cut_ = 0;
};

TEST(Crash, NothingAcknowledgedIsLostOrCountedTwice) {
  const auto rounds = static_cast<int>(FromEnvironment("STILLWATCH_CRASH_ROUNDS", kUsualRounds));
  uint64_t seed = FromEnvironment("STILLWATCH_CRASH_SEED", 1);
  for (int done = 0; done < rounds; ++seed) {
    SCOPED_TRACE("STILLWATCH_CRASH_SEED=" + std::to_string(seed));
    Plot plot = PlotOf(seed, rounds);
    plot.kills = std::min(plot.kills, rounds - done);
    Story story(plot);
    for (int kill = 0; kill < plot.kills; ++kill) {
      ASSERT_NO_FATAL_FAILURE(story.SendAndKill(kill));
    }
    ASSERT_NO_FATAL_FAILURE(story.SendTheRest());
    ASSERT_NO_FATAL_FAILURE(story.CheckTheEnd());
    if (::testing::Test::HasFailure()) return;
    done += plot.kills;
    std::printf("%d of %d kills survived; of the last %d: %s\n", done, rounds, plot.kills,
                story.summary().c_str());
    std::fflush(stdout);
  }
}

TEST(Crash, ASecondServerOnTheStoreEndsAndTheFirstGoesOn) {
  const Calls calls = SimulatedCalls(3, 0.2);
  const std::string folder = NewFolder("second");
  TestServer first(folder + "/store", folder + "/key");
  ASSERT_TRUE(first.started());
  Lane lane(InBatches(calls, kBatch));
  Delivered delivered;
  std::thread sender([&] { delivered = lane.Send(first.address(), lane.batches().size()); });
  for (int i = 0; i < 3; ++i) {
    const Output second = RunStillwatch(ServeArguments(folder + "/store", folder + "/key"));
    EXPECT_EQ(second.exit_code, 1);
    EXPECT_THAT(second.err, HasSubstr("open in another process"));
  }
  sender.join();
  EXPECT_TRUE(delivered.complete) << delivered.error;
  EXPECT_EQ(delivered.accepted, static_cast<int64_t>(calls.size()));
  EXPECT_EQ(Difference(OfServer(first.address()), AuditOf(calls, folder + "/key")), "");
}

}  // namespace
}  // namespace stillwatch::tests
