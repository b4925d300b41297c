#include "service/rpc/wakefulness.h"

#include <grpcpp/grpcpp.h>
#include <pthread.h>

#include <chrono>

#include "stillwatch/v1/account_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

// Well within the second after which gRPC's threads sleep.
constexpr auto kPause = std::chrono::milliseconds(300);

}  // namespace

Wakefulness::Wakefulness(grpc::Server* server) {
  thread_ = std::thread([this, server] { Loop(server); });
  pthread_setname_np(thread_.native_handle(), "wakefulness");
}

Wakefulness::~Wakefulness() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Wakefulness::Loop(grpc::Server* server) {
  const auto stub = v1::AccountService::NewStub(server->InProcessChannel({}));
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, kPause, [this] { return stopping_; })) {
    // Without an id it is refused at once.
    const v1::CheckAccountRequest request;
    v1::CheckAccountResponse response;
    grpc::ClientContext context;
    asking_ = true;
    lock.unlock();
    stub->async()->CheckAccount(&context, &request, &response, [this](const grpc::Status&) {
      std::lock_guard answered(mutex_);
      asking_ = false;
      changed_.notify_all();
    });
    lock.lock();
    changed_.wait(lock, [this] { return !asking_; });
  }
}

}  // namespace stillwatch::service
