#include "service/rpc/wakefulness.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "gtest/gtest.h"
#include "stillwatch/v1/account_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

class Counting final : public v1::AccountService::CallbackService {
 public:
  grpc::ServerUnaryReactor* CheckAccount(grpc::CallbackServerContext* context,
                                         const v1::CheckAccountRequest*,
                                         v1::CheckAccountResponse*) override {
    ++checks;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "no id"));
    return reactor;
  }

  std::atomic<int> checks{0};
};

TEST(Wakefulness, AsksAgainAndAgainUntilItEnds) {
  Counting service;
  grpc::ServerBuilder builder;
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  {
    const Wakefulness wakefulness(server.get());
    while (service.checks < 3) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const int checks = service.checks;
  server->Shutdown();
  EXPECT_EQ(service.checks, checks);
}

}  // namespace
}  // namespace stillwatch::service
