#include <signal.h>

#include <chrono>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/end_to_end/assessments.h"
#include "tests/process/process.h"

// A log streamed to a server and the same log audited give the same assessments, account by
// account, whatever happens to the server meanwhile.

namespace stillwatch::tests {
namespace {

using ::testing::HasSubstr;

class LiveAndAudit : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new std::string(NewFolder("live"));
    const Output simulated =
        RunStillwatch({"simulate", *folder_ + "/log", "--scale", "0.15", "--days", "8"});
    ASSERT_EQ(simulated.exit_code, 0) << simulated.err;
    const Output audit =
        RunStillwatch({"audit", Log(), "--key-file", Key(), "--assessments",
                       *folder_ + "/audit.jsonl", "--report", *folder_ + "/report.html"});
    ASSERT_EQ(audit.exit_code, 0) << audit.err;
    expected_ = new Assessments(OfAudit(*folder_ + "/audit.jsonl"));
  }
  static void TearDownTestSuite() {
    delete folder_;
    delete expected_;
  }

  static std::string Log() { return *folder_ + "/log/calls.jsonl.zst"; }
  static std::string Key() { return *folder_ + "/key"; }

  static std::string* folder_;
  static Assessments* expected_;
};

std::string* LiveAndAudit::folder_ = nullptr;
Assessments* LiveAndAudit::expected_ = nullptr;

TEST_F(LiveAndAudit, AnAuditFindsHarvestersAndWritesAReport) {
  int flagged = 0;
  for (const auto& [account, found] : *expected_) {
    flagged += found.find(", flagged at") != std::string::npos;
  }
  EXPECT_GT(flagged, 5);
  EXPECT_GT(expected_->size(), 40u);
  const std::string report = ReadFile(*folder_ + "/report.html");
  EXPECT_THAT(report, HasSubstr("<svg"));
  EXPECT_THAT(report, HasSubstr("</html>"));
}

TEST_F(LiveAndAudit, AuditingAgainGivesTheSameBytes) {
  const Output again = RunStillwatch(
      {"audit", Log(), "--key-file", Key(), "--assessments", *folder_ + "/again.jsonl"});
  ASSERT_EQ(again.exit_code, 0);
  EXPECT_TRUE(ReadFile(*folder_ + "/again.jsonl") == ReadFile(*folder_ + "/audit.jsonl"));
}

TEST_F(LiveAndAudit, AServerFindsTheSame) {
  TestServer server(NewFolder("store"), Key());
  ASSERT_TRUE(server.started());
  const Output ingest = RunStillwatch({"ingest", Log(), "--server", server.address()});
  ASSERT_EQ(ingest.exit_code, 0) << ingest.err;
  EXPECT_EQ(Difference(OfServer(server.address()), *expected_), "");

  // Sent once more, everything is a redelivery.
  const Output again = RunStillwatch({"ingest", Log(), "--server", server.address()});
  EXPECT_THAT(again.out, HasSubstr("0 calls taken, "));
  EXPECT_EQ(Difference(OfServer(server.address()), *expected_), "");
}

TEST_F(LiveAndAudit, AServerThatIsKilledAndComesBackFindsTheSame) {
  const std::string store = NewFolder("store");
  auto server = std::make_unique<TestServer>(store, Key());
  ASSERT_TRUE(server->started());
  const int port = server->port();
  const std::string address = server->address();
  Process ingest({"ingest", Log(), "--server", address, "--batch", "20"});
  for (int round = 0; round < 4; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(60 + 50 * round));
    server->process().Signal(SIGKILL);
    server->process().Wait();
    server = std::make_unique<TestServer>(store, Key(), port);
    ASSERT_TRUE(server->started());
  }
  const Output output = ingest.Wait();
  EXPECT_EQ(output.exit_code, 0) << output.err;
  // What was in flight when the client gave up, if anything, goes in now.
  RunStillwatch({"ingest", Log(), "--server", address});
  EXPECT_EQ(Difference(OfServer(address), *expected_), "");
}

TEST_F(LiveAndAudit, AServerThatIsAskedToStopHasNothingToFoldAgain) {
  const std::string store = NewFolder("store");
  {
    TestServer server(store, Key());
    ASSERT_TRUE(server.started());
    ASSERT_EQ(RunStillwatch({"ingest", Log(), "--server", server.address()}).exit_code, 0);
    server.process().Signal(SIGTERM);
    const Output output = server.process().Wait();
    EXPECT_EQ(output.exit_code, 0) << output.err;
    EXPECT_THAT(output.out, HasSubstr("stopping"));
  }
  TestServer server(store, Key());
  ASSERT_TRUE(server.started());
  EXPECT_THAT(server.process().out(), HasSubstr(" 0 folded again"));
  EXPECT_EQ(Difference(OfServer(server.address()), *expected_), "");
}

}  // namespace
}  // namespace stillwatch::tests
