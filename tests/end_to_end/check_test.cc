#include <grpcpp/grpcpp.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/account_service.grpc.pb.h"
#include "tests/process/process.h"

// What gateways are told that ask before they answer a call.

namespace stillwatch::tests {
namespace {

v1::CheckAccountResponse Check(const TestServer& server, const std::string& account) {
  const auto channel = grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials());
  const auto stub = v1::AccountService::NewStub(channel);
  grpc::ClientContext context;
  v1::CheckAccountRequest request;
  request.set_account_id(account);
  v1::CheckAccountResponse response;
  const grpc::Status status = stub->CheckAccount(&context, request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

// The first account with an open finding, once everything was folded; empty if there is none.
std::string FlaggedAccount(const TestServer& server) {
  const auto channel = grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials());
  const auto stub = v1::AccountService::NewStub(channel);
  grpc::ClientContext context;
  v1::ListAccountsRequest request;
  request.set_page_size(1000);
  v1::ListAccountsResponse response;
  EXPECT_TRUE(stub->ListAccounts(&context, request, &response).ok());
  for (const v1::Account& account : response.accounts()) {
    if (!account.finding().empty()) return account.account_id();
  }
  return "";
}

TEST(Check, TheAllowListComesBeforeTheVerdict) {
  const std::string folder = NewFolder("check");
  const std::string store = folder + "/store", key = folder + "/key";
  ASSERT_EQ(
      RunStillwatch({"simulate", folder + "/log", "--scale", "0.15", "--days", "8"}).exit_code, 0);
  std::string flagged;
  {
    TestServer server(store, key);
    ASSERT_TRUE(server.started());
    const Output ingest =
        RunStillwatch({"ingest", folder + "/log/calls.jsonl.zst", "--server", server.address()});
    ASSERT_EQ(ingest.exit_code, 0) << ingest.err;
    flagged = FlaggedAccount(server);
    ASSERT_NE(flagged, "");
    EXPECT_EQ(Check(server, flagged).verdict(), v1::VERDICT_FLAGGED);
    EXPECT_NE(Check(server, flagged).finding(), "");
    EXPECT_EQ(Check(server, "nobody").verdict(), v1::VERDICT_CLEAR);
    server.process().Signal(SIGTERM);
    server.process().Wait();
  }
  const std::string path = folder + "/policy.json";
  std::string policy = RunStillwatch({"policy", "default"}).out;
  policy.insert(policy.find('{') + 1, absl::StrCat("\"allow_list\": [{\"account_id\": \"", flagged,
                                                   "\", \"reason\": \"a test\"}],"));
  std::ofstream(path) << policy;
  setenv("STILLWATCH_POLICY", path.c_str(), /*overwrite=*/1);
  {
    TestServer server(store, key);
    ASSERT_TRUE(server.started()) << server.process().Wait().err;
    EXPECT_EQ(FlaggedAccount(server), flagged);  // The finding stays; gateways are told otherwise.
    EXPECT_EQ(Check(server, flagged).verdict(), v1::VERDICT_CLEAR);
    EXPECT_EQ(Check(server, flagged).finding(), "");
  }
  unsetenv("STILLWATCH_POLICY");
}

}  // namespace
}  // namespace stillwatch::tests
