#include "service/client/ingest_client.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

using Clock = std::chrono::steady_clock;
using Writer = grpc::ClientReaderWriter<v1::StreamCallsRequest, v1::StreamCallsResponse>;

constexpr auto kFirstPause = std::chrono::milliseconds(200);
constexpr auto kLastWords = std::chrono::milliseconds(1000);
// Where nothing answers at first the address is probably wrong.
constexpr auto kFirstContact = std::chrono::seconds(5);
constexpr auto kLongestPause = std::chrono::milliseconds(5000);

bool WorthAnotherTry(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::OK:  // Ended by the server although batches are missing.
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::ABORTED:
      return true;
    default:
      return false;
  }
}

}  // namespace

struct IngestClient::Rep {
  using Batch = std::shared_ptr<const v1::StreamCallsRequest>;

  std::unique_ptr<v1::IngestService::Stub> stub;
  IngestClientOptions options;
  OnReject on_reject;
  uint64_t next_sequence = 1;
  bool connected = false;  // There was a server once.

  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<Writer> stream;
  std::thread reader;

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Batch> unacknowledged;
  bool broken = false;  // The stream's reading side has ended.
  IngestProgress progress;
  Clock::time_point last_progress = Clock::now();

  void Open();
  grpc::Status Close();
  void Read();
  absl::Status Reopen();
  bool SendAgain();
};

void IngestClient::Rep::Open() {
  broken = false;
  context = std::make_unique<grpc::ClientContext>();
  stream = stub->StreamCalls(context.get());
  reader = std::thread([this] { Read(); });
}

grpc::Status IngestClient::Rep::Close() {
  if (reader.joinable()) reader.join();
  const grpc::Status status = stream->Finish();
  stream.reset();
  return status;
}

void IngestClient::Rep::Read() {
  v1::StreamCallsResponse response;
  while (stream->Read(&response)) {
    for (const v1::RejectedCall& reject : response.rejected()) on_reject(reject);
    std::lock_guard lock(mutex);
    while (!unacknowledged.empty() &&
           unacknowledged.front()->sequence() <= response.durable_sequence()) {
      unacknowledged.pop_front();
      ++progress.acknowledged;
    }
    progress.accepted += response.accepted();
    progress.duplicates += response.duplicates();
    progress.rejected += response.rejected_size();
    last_progress = Clock::now();
    changed.notify_all();
  }
  std::lock_guard lock(mutex);
  broken = true;
  changed.notify_all();
}

bool IngestClient::Rep::SendAgain() {
  std::deque<Batch> batches;
  {
    std::lock_guard lock(mutex);
    batches = unacknowledged;
  }
  return std::all_of(batches.begin(), batches.end(),
                     [this](const Batch& batch) { return stream->Write(*batch); });
}

absl::Status IngestClient::Rep::Reopen() {
  auto pause = kFirstPause;
  for (;;) {
    {
      // A stream that broke says why before long; one that hangs is cut off.
      std::unique_lock lock(mutex);
      changed.wait_for(lock, kLastWords, [this] { return broken; });
    }
    context->TryCancel();
    const grpc::Status status = Close();
    const double idle = std::chrono::duration<double>(Clock::now() - last_progress).count();
    if (!WorthAnotherTry(status) || !connected || idle > options.retry_seconds) {
      Open();  // So that there always is a stream to close.
      return {static_cast<absl::StatusCode>(status.error_code()),
              absl::StrCat("the server ended the stream: ", status.error_message())};
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, kLongestPause);
    ++progress.reconnects;
    Open();
    if (!SendAgain()) continue;
    // Writes succeed into the void; what counts is that the server answers or stays.
    std::unique_lock lock(mutex);
    changed.wait_for(lock, kFirstPause, [this] { return broken; });
    if (!broken) return absl::OkStatus();
  }
}

IngestClient::IngestClient(std::shared_ptr<grpc::Channel> channel, IngestClientOptions options,
                           OnReject on_reject)
    : rep_(std::make_unique<Rep>()) {
  rep_->stub = v1::IngestService::NewStub(channel);
  rep_->connected = channel->WaitForConnected(std::chrono::system_clock::now() + kFirstContact);
  rep_->options = options;
  rep_->on_reject = std::move(on_reject);
  rep_->Open();
}

IngestClient::~IngestClient() {
  if (rep_->stream == nullptr) return;
  rep_->context->TryCancel();
  rep_->Close();
}

absl::Status IngestClient::Send(std::unique_ptr<v1::StreamCallsRequest> batch) {
  batch->set_sequence(rep_->next_sequence++);
  const Rep::Batch shared = std::move(batch);
  bool broken = false;
  {
    std::unique_lock lock(rep_->mutex);
    rep_->changed.wait(lock, [this] {
      return rep_->broken ||
             rep_->unacknowledged.size() < static_cast<size_t>(rep_->options.most_unacknowledged);
    });
    broken = rep_->broken;
    rep_->unacknowledged.push_back(shared);
  }
  if (!broken && rep_->stream->Write(*shared)) return absl::OkStatus();
  return rep_->Reopen();
}

absl::Status IngestClient::Finish() {
  for (;;) {
    {
      std::unique_lock lock(rep_->mutex);
      rep_->changed.wait(lock, [this] { return rep_->broken || rep_->unacknowledged.empty(); });
      if (rep_->unacknowledged.empty()) break;
    }
    absl::Status status = rep_->Reopen();
    if (!status.ok()) return status;
  }
  rep_->stream->WritesDone();
  rep_->Close();
  return absl::OkStatus();
}

IngestProgress IngestClient::progress() const {
  std::lock_guard lock(rep_->mutex);
  return rep_->progress;
}

}  // namespace stillwatch::service
