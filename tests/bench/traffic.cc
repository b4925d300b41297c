#include "tests/bench/traffic.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPrompts = 512;
constexpr uint64_t kMostInFlight = 24;  // Batches of a stream.

uint64_t Mix(uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9u;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

void WriteHex(uint64_t number, char* out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int i = 15; i >= 0; --i, number >>= 4) out[i] = kDigits[number & 15];
}

}  // namespace

Traffic::Traffic(const TrafficOptions& options) : options_(options) {
  std::mt19937_64 random(options.seed);
  std::vector<std::string> words(4000);
  for (std::string& word : words) {
    for (uint64_t letters = 2 + random() % 8; letters > 0; --letters) {
      word += static_cast<char>('a' + random() % 26);
    }
  }
  for (int i = 0; i < kPrompts; ++i) {
    std::string prompt;
    while (static_cast<int>(prompt.size()) < options.prompt_bytes) {
      absl::StrAppend(&prompt, prompt.empty() ? "" : " ", words[random() % words.size()]);
    }
    prompt.resize(static_cast<size_t>(options.prompt_bytes));
    prompts_.push_back(prompt);
  }
}

Traffic::~Traffic() = default;

v1::StreamCallsRequest Traffic::Make(uint64_t number) const {
  v1::StreamCallsRequest batch;
  for (int i = 0; i < options_.batch; ++i) {
    v1::Call* call = batch.add_calls();
    call->set_account_id("acct-0000000000000000");
    call->set_request_id("req-0000000000000000");
    call->set_model("large-2");
    call->set_operation("chat");
    call->set_status(200);
    call->set_finish_reason("stop");
    call->mutable_params()->set_temperature(0.7);
    call->mutable_params()->set_max_output_tokens(1024);
    call->mutable_usage()->set_input_tokens(options_.prompt_bytes / 4);
    call->mutable_usage()->set_output_tokens(200 + i % 50);
    call->mutable_client()->set_ip("192.0.2.7");
    call->mutable_client()->set_user_agent("python-sdk/1.14");
    if (options_.prompt_bytes > 0) {
      v1::Message* message = call->add_messages();
      message->set_role("user");
      message->set_content(prompts_[Mix(number * 7919 + static_cast<uint64_t>(i)) % kPrompts]);
    }
  }
  Renew(number, &batch);
  return batch;
}

void Traffic::Renew(uint64_t number, v1::StreamCallsRequest* batch) const {
  uint64_t index = number * static_cast<uint64_t>(options_.batch);
  const int64_t second = 1767571200 + static_cast<int64_t>(number % 1000000);
  for (v1::Call& call : *batch->mutable_calls()) {
    const uint64_t id = Mix(++index ^ options_.seed << 40);
    WriteHex(id, call.mutable_request_id()->data() + 4);
    WriteHex(Mix(id) % static_cast<uint64_t>(options_.accounts),
             call.mutable_account_id()->data() + 5);
    call.mutable_time()->set_seconds(second);
    if (!call.messages().empty()) {
      // The first word makes the request a new one.
      std::string* text = call.mutable_messages(0)->mutable_content();
      if (text->size() >= 16) WriteHex(id, text->data());
    }
  }
}

double StreamFor(const std::string& address, const Traffic& traffic, double seconds,
                 uint64_t run_id) {
  std::atomic<int64_t> acknowledged{0};
  const auto start = Clock::now();
  const auto end =
      start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  std::vector<std::thread> streams;
  for (int s = 0; s < traffic.options().streams; ++s) {
    streams.emplace_back([&, s] {
      const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
      const auto stub = v1::IngestService::NewStub(channel);
      grpc::ClientContext context;
      const auto stream = stub->StreamCalls(&context);
      std::mutex mutex;
      std::condition_variable changed;
      uint64_t sent = 0, durable = 0;
      std::thread reader([&] {
        v1::StreamCallsResponse response;
        while (stream->Read(&response)) {
          acknowledged += response.accepted();
          if (response.rejected_size() > 0) std::abort();
          std::lock_guard lock(mutex);
          durable = response.durable_sequence();
          changed.notify_one();
        }
        std::lock_guard lock(mutex);
        durable = sent + kMostInFlight;
        changed.notify_one();
      });
      // Each stream has its own range of batch numbers.
      const uint64_t base = (run_id << 24 | static_cast<uint64_t>(s)) << 20;
      v1::StreamCallsRequest batch = traffic.Make(base);
      while (Clock::now() < end) {
        {
          std::unique_lock lock(mutex);
          changed.wait(lock, [&] { return sent - durable < kMostInFlight || durable > sent; });
          batch.set_sequence(++sent);
        }
        traffic.Renew(base + sent, &batch);
        if (!stream->Write(batch)) break;
      }
      stream->WritesDone();
      reader.join();
      const grpc::Status status = stream->Finish();
      if (!status.ok()) {
        std::fprintf(stderr, "stream failed: %s\n", status.error_message().c_str());
        std::abort();
      }
    });
  }
  for (std::thread& stream : streams) stream.join();
  const double elapsed = std::chrono::duration<double>(Clock::now() - start).count();
  return static_cast<double>(acknowledged) / elapsed;
}

}  // namespace stillwatch::bench
