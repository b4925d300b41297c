#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/process/process.h"

// The command line: exit codes, help, decisions on findings, two servers on one store.

namespace stillwatch::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Command, ExitCodesAreAsDocumented) {
  EXPECT_EQ(RunStillwatch({"--help"}).exit_code, 0);
  EXPECT_THAT(RunStillwatch({"--help"}).out, HasSubstr("Exit codes"));
  EXPECT_EQ(RunStillwatch({}).exit_code, 2);
  EXPECT_EQ(RunStillwatch({"audit"}).exit_code, 2);
  EXPECT_EQ(RunStillwatch({"audit", "x", "--no-such-option"}).exit_code, 2);
  const Output nobody = RunStillwatch({"findings", "list", "--server", "127.0.0.1:1"});
  EXPECT_EQ(nobody.exit_code, 4);
  EXPECT_THAT(nobody.err, HasSubstr("127.0.0.1:1"));
  EXPECT_THAT(nobody.err, HasSubstr("stillwatch serve"));
}

TEST(Command, AWrongPolicyIsNamed) {
  const std::string path = NewFolder("policy") + "/policy.json";
  std::ofstream(path) << R"({"version":"mine","flag_score":-3})";
  const Output output = RunStillwatch({"policy", "check", path});
  EXPECT_EQ(output.exit_code, 1);
  EXPECT_THAT(output.err, HasSubstr("flag_score is -3"));
}

TEST(Command, TwoServersDoNotShareAStoreNorAnAddress) {
  const std::string folder = NewFolder("two");
  TestServer server(folder + "/store", folder + "/key");
  ASSERT_TRUE(server.started());
  const Output second = RunStillwatch({"serve", "--store", folder + "/store", "--key-file",
                                       folder + "/key", "--address", "127.0.0.1:0"});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.err, HasSubstr("open in another process"));
  const Output third = RunStillwatch({"serve", "--store", folder + "/other", "--key-file",
                                      folder + "/key", "--address", server.address()});
  EXPECT_EQ(third.exit_code, 1);
  EXPECT_THAT(third.err, HasSubstr("cannot listen on " + server.address()));
}

TEST(Command, AnotherKeyIsRefused) {
  const std::string folder = NewFolder("keys");
  {
    TestServer server(folder + "/store", folder + "/key");
    ASSERT_TRUE(server.started());
    server.process().Signal(SIGTERM);
    server.process().Wait();
  }
  const Output output = RunStillwatch({"serve", "--store", folder + "/store", "--key-file",
                                       folder + "/other", "--address", "127.0.0.1:0"});
  EXPECT_EQ(output.exit_code, 1);
  EXPECT_THAT(output.err, HasSubstr("not the one that this store was made with"));
}

class Findings : public ::testing::Test {
 protected:
  Findings() : folder_(NewFolder("findings")), server_(folder_ + "/store", folder_ + "/key") {}

  Output Ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", server_.address()});
    return RunStillwatch(arguments);
  }

  // One finding, as JSON.
  nlohmann::json First() {
    const Output list = Ask({"findings", "list", "-o", "json", "--limit", "1"});
    EXPECT_EQ(list.exit_code, 0) << list.err;
    return nlohmann::json::parse(list.out.substr(0, list.out.find('\n')));
  }

  const std::string folder_;
  TestServer server_;
};

TEST_F(Findings, PeopleDecideOnThem) {
  ASSERT_TRUE(server_.started());
  Process watch({"findings", "watch", "--server", server_.address(), "-o", "json"});
  ASSERT_EQ(RunStillwatch({"simulate", folder_ + "/log", "--families", "reasoning,chat", "--scale",
                           "0.1", "--days", "5"})
                .exit_code,
            0);
  ASSERT_EQ(Ask({"ingest", folder_ + "/log/calls.jsonl.zst"}).exit_code, 0);
  const nlohmann::json finding = First();
  const std::string name = finding["name"];
  const std::string account = finding["account_id"];
  EXPECT_TRUE(watch.WaitFor(name));

  EXPECT_THAT(Ask({"findings", "get", name}).out, HasSubstr("reasoning_elicitation"));
  EXPECT_THAT(Ask({"accounts", "check", account}).out, HasSubstr("flagged"));
  EXPECT_THAT(Ask({"accounts", "get", account}).out, HasSubstr(name));

  const Output ack =
      Ask({"findings", "ack", name, "--actor", "ann", "--note", "mine", "--etag", finding["etag"]});
  EXPECT_EQ(ack.exit_code, 0) << ack.err;
  EXPECT_THAT(ack.out, HasSubstr("acknowledged by ann: mine"));
  const Output late =
      Ask({"findings", "confirm", name, "--actor", "bob", "--etag", finding["etag"]});
  EXPECT_EQ(late.exit_code, 1);
  EXPECT_THAT(late.err, HasSubstr("has changed since it was read"));

  EXPECT_EQ(Ask({"findings", "dismiss", name}).exit_code, 2);
  const Output dismiss = Ask({"findings", "dismiss", name, "--reason", "our own tests", "--allow"});
  EXPECT_EQ(dismiss.exit_code, 0) << dismiss.err;
  EXPECT_THAT(Ask({"accounts", "check", account}).out, Not(HasSubstr("flagged")));
  EXPECT_THAT(Ask({"findings", "list", "--state", "dismissed"}).out, HasSubstr(account));
  EXPECT_THAT(Ask({"findings", "list", "--state", "live"}).out, Not(HasSubstr(account)));

  EXPECT_EQ(Ask({"findings", "get", "fnd-none"}).exit_code, 1);
  EXPECT_EQ(Ask({"accounts", "get", "nobody"}).exit_code, 1);
}

TEST_F(Findings, DecisionsSurviveAKill) {
  ASSERT_TRUE(server_.started());
  ASSERT_EQ(RunStillwatch({"simulate", folder_ + "/log", "--families", "reasoning", "--scale",
                           "0.1", "--days", "5"})
                .exit_code,
            0);
  ASSERT_EQ(Ask({"ingest", folder_ + "/log/calls.jsonl.zst"}).exit_code, 0);
  const std::string name = First()["name"];
  ASSERT_EQ(Ask({"findings", "confirm", name, "--actor", "ann"}).exit_code, 0);
  server_.process().Signal(SIGKILL);
  server_.process().Wait();
  TestServer again(folder_ + "/store", folder_ + "/key");
  ASSERT_TRUE(again.started());
  EXPECT_THAT(RunStillwatch({"findings", "get", name, "--server", again.address()}).out,
              HasSubstr("confirmed by ann"));
}

}  // namespace
}  // namespace stillwatch::tests
