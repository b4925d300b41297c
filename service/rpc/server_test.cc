#include "service/rpc/server.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <latch>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/normalise/normaliser.h"
#include "stillwatch/v1/account_service.grpc.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() : normaliser_(detector::FingerprintKey{}) {
    const std::string path =
        absl::StrCat(::testing::TempDir(), "/server-",
                     ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(path);
    store_ = *storage::Store::Open({.path = path, .sync = false});
    engine_ = *Engine::Open(store_.get(), {});
    ServerOptions options;
    options.address = "127.0.0.1:0";
    options.metrics_address = "";
    server_ = *Server::Start(engine_.get(), &normaliser_, options);
  }

  std::unique_ptr<v1::AccountService::Stub> NewStub() const {
    return v1::AccountService::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", server_->port()), grpc::InsecureChannelCredentials()));
  }

  static void Check(v1::AccountService::Stub* stub) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    v1::CheckAccountRequest request;
    request.set_account_id("a");
    v1::CheckAccountResponse response;
    const grpc::Status status = stub->CheckAccount(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }

  std::unique_ptr<storage::Store> store_;
  Normaliser normaliser_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, ChecksDoNotWaitForQuestionsThatWait) {
  const auto stub = NewStub();
  std::latch resting{1}, go_on{1};
  std::thread rest([&] {
    (void)engine_->Ask([&](EngineState&) {
      resting.count_down();
      go_on.wait();
      return absl::OkStatus();
    });
  });
  resting.wait();
  std::vector<std::thread> questions;
  std::atomic<int> answered{0}, refused{0};
  for (int i = 0; i < 100; ++i) {
    questions.emplace_back([&] {
      grpc::ClientContext context;
      v1::GetAccountRequest request;
      request.set_name("accounts/a");
      v1::Account response;
      const grpc::StatusCode code = stub->GetAccount(&context, request, &response).error_code();
      answered += code == grpc::StatusCode::NOT_FOUND ? 1 : 0;
      refused += code == grpc::StatusCode::RESOURCE_EXHAUSTED ? 1 : 0;
    });
  }
  // More than there are threads for are there.
  while (refused <= 20) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  Check(stub.get());
  go_on.count_down();
  rest.join();
  for (std::thread& question : questions) question.join();
  EXPECT_GT(answered, 40);
  EXPECT_GT(refused, 20);  // Their threads are bounded.
  EXPECT_EQ(answered + refused, 100);
}

}  // namespace
}  // namespace stillwatch::service
