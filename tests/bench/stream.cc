#include "tests/bench/stream.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uint64_t kMostInFlight = 24;  // Batches of a stream.

[[noreturn]] void End(const std::string& why) {
  std::fprintf(stderr, "bench: a stream failed: %s\n", why.c_str());
  std::exit(1);
}

// One stream of a run.
class Sender {
 public:
  Sender(const std::string& address, TrafficStream traffic, std::atomic<int64_t>* acknowledged)
      : stub_(v1::IngestService::NewStub(
            grpc::CreateChannel(address, grpc::InsecureChannelCredentials()))),
        traffic_(std::move(traffic)),
        acknowledged_(acknowledged) {}

  void Run(Clock::time_point end, uint64_t batches) {
    grpc::ClientContext context;
    const auto stream = stub_->StreamCalls(&context);
    std::thread reader([&] { Read(stream.get()); });
    for (uint64_t sent = 0; sent < batches && Clock::now() < end;) {
      v1::StreamCallsRequest& batch = traffic_.Next();
      batch.set_sequence(++sent);
      if (!WaitForRoom(sent) || !stream->Write(batch)) break;
    }
    stream->WritesDone();
    reader.join();
    const grpc::Status status = stream->Finish();
    if (!status.ok()) End(status.error_message());
  }

 private:
  bool WaitForRoom(uint64_t sequence) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return broken_ || sequence - durable_ <= kMostInFlight; });
    return !broken_;
  }

  void Read(grpc::ClientReaderWriter<v1::StreamCallsRequest, v1::StreamCallsResponse>* stream) {
    v1::StreamCallsResponse response;
    while (stream->Read(&response)) {
      *acknowledged_ += response.accepted();
      if (response.rejected_size() > 0) End(response.rejected(0).reason());
      if (response.duplicates() > 0) End("a new call was taken for a redelivery");
      std::lock_guard lock(mutex_);
      durable_ = response.durable_sequence();
      changed_.notify_one();
    }
    std::lock_guard lock(mutex_);
    broken_ = true;
    changed_.notify_one();
  }

  const std::unique_ptr<v1::IngestService::Stub> stub_;
  TrafficStream traffic_;
  std::atomic<int64_t>* const acknowledged_;

  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t durable_ = 0;
  bool broken_ = false;
};

}  // namespace

Streamed Stream(const std::string& address, const Traffic& traffic, const StreamLimit& limit,
                uint64_t run, const std::function<void(int64_t)>& progress) {
  const int streams = traffic.options().streams;
  uint64_t batches = std::numeric_limits<uint64_t>::max();
  if (limit.calls > 0) {
    const int64_t calls = int64_t{streams} * traffic.options().batch;
    batches = static_cast<uint64_t>((limit.calls + calls - 1) / calls);
  }
  std::atomic<int64_t> acknowledged{0};
  std::vector<std::unique_ptr<Sender>> senders;
  senders.reserve(static_cast<size_t>(streams));
  for (int i = 0; i < streams; ++i) {
    senders.push_back(
        std::make_unique<Sender>(address, TrafficStream(&traffic, run, i), &acknowledged));
  }
  const auto start = Clock::now();
  const auto end = limit.seconds > 0 ? start + std::chrono::duration_cast<Clock::duration>(
                                                   std::chrono::duration<double>(limit.seconds))
                                     : Clock::time_point::max();
  std::mutex mutex;
  std::condition_variable ended;
  int running = streams;
  std::vector<std::thread> threads;
  threads.reserve(senders.size());
  for (const auto& sender : senders) {
    threads.emplace_back([&, raw = sender.get()] {
      raw->Run(end, batches);
      std::lock_guard lock(mutex);
      if (--running == 0) ended.notify_one();
    });
  }
  {
    std::unique_lock lock(mutex);
    while (!ended.wait_for(lock, std::chrono::milliseconds(500), [&] { return running == 0; })) {
      if (progress != nullptr) progress(acknowledged);
    }
  }
  for (std::thread& thread : threads) thread.join();
  Streamed streamed;
  streamed.calls = acknowledged;
  streamed.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return streamed;
}

}  // namespace stillwatch::bench
