#include "tests/crash/delivery.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "gtest/gtest.h"
#include "stillwatch/v1/account_service.grpc.pb.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::tests {
namespace {

constexpr size_t kMostInFlight = 16;
// Only so that a server that hangs fails the test.
constexpr auto kPatience = std::chrono::minutes(10);

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  // Of its own: a connection to a server that was killed is not to be taken up again.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

Delivered Deliver(const std::string& address,
                  const std::function<const v1::StreamCallsRequest*()>& next,
                  const std::function<void(size_t)>& durable) {
  const auto stub = v1::IngestService::NewStub(Connect(address));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  const auto stream = stub->StreamCalls(&context);
  Delivered delivered;
  std::mutex mutex;
  std::condition_variable changed;
  size_t acknowledged = 0;
  bool ended = false;
  std::thread reader([&] {
    v1::StreamCallsResponse response;
    while (stream->Read(&response)) {
      EXPECT_EQ(response.rejected_size(), 0) << response.ShortDebugString();
      delivered.accepted += response.accepted();
      delivered.duplicates += response.duplicates();
      const size_t sequence = response.durable_sequence();
      if (durable != nullptr) durable(sequence);
      std::lock_guard lock(mutex);
      EXPECT_GE(sequence, acknowledged);
      acknowledged = sequence;
      changed.notify_one();
    }
    std::lock_guard lock(mutex);
    ended = true;
    changed.notify_one();
  });
  size_t sent = 0;
  while (const v1::StreamCallsRequest* batch = next()) {
    v1::StreamCallsRequest request = *batch;
    request.set_sequence(++sent);
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return ended || sent <= acknowledged + kMostInFlight; });
      if (ended) break;
    }
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  reader.join();
  const grpc::Status status = stream->Finish();
  delivered.complete = status.ok() && acknowledged == sent;
  delivered.error = status.error_message();
  return delivered;
}

Delivered DeliverAll(const std::string& address, const Batches& batches) {
  size_t position = 0;
  return Deliver(address,
                 [&] { return position < batches.size() ? &batches[position++] : nullptr; });
}

Delivered Lane::Send(const std::string& address, size_t end) {
  const size_t begin = acknowledged_;
  size_t position = begin;
  return Deliver(
      address,
      [&]() -> const v1::StreamCallsRequest* {
        if (position >= std::min(end, batches_.size())) return nullptr;
        sent_ = std::max(sent_, position + 1);
        return &batches_[position++];
      },
      [&](size_t count) { acknowledged_ = begin + count; });
}

CallCounts CountsOf(const std::string& address) {
  const auto stub = v1::AccountService::NewStub(Connect(address));
  CallCounts counts;
  v1::ListAccountsRequest request;
  request.set_page_size(1000);
  request.set_summary_only(true);
  do {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    v1::ListAccountsResponse response;
    const grpc::Status status = stub->ListAccounts(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    for (const v1::Account& account : response.accounts()) {
      counts[account.account_id()] = account.profile().calls();
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return counts;
}

}  // namespace stillwatch::tests
