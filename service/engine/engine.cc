#include "service/engine/engine.h"

#include <pthread.h>

#include <algorithm>
#include <future>
#include <latch>
#include <utility>

#include "service/threads/priority.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

// The engine's outside: the queue, questions, watchers. What becomes of a group is in commit.cc,
// what happens at opening in recovery.cc.

namespace stillwatch::service {
namespace {

// A group holds at most so much, so that acknowledgements do not wait long behind others.
constexpr size_t kMostGroupBytes = 4 << 20;

int Shards(int wanted) {
  if (wanted > 0) return wanted;
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency() / 2));
}

// As much again is for who called, for cards that are put in order, and for comparing them.
size_t CardBytes(const EngineOptions& options) { return options.campaign_bytes / 2; }

}  // namespace

Engine::Engine(storage::Store* store, EngineOptions options)
    : options_(std::move(options)),
      assessor_(options_.policy),
      store_(store),
      campaigns_(store, &shards_, &assessor_, CardBytes(options_)),
      dispatcher_(1, "dispatch") {
  context_ = {store,
              &assessor_,
              &verdicts_,
              &counters_,
              [this](const v1::Finding& finding) { Notify(finding); },
              options_.checkpoint_calls,
              options_.campaigns,
              CardIndex::MostCards(CardBytes(options_))};
  const int shards = Shards(options_.shards);
  for (int i = 0; i < shards; ++i) {
    shards_.push_back(std::make_unique<Shard>(&context_, i, shards,
                                              options_.cache_bytes / static_cast<size_t>(shards)));
  }
}

absl::StatusOr<std::unique_ptr<Engine>> Engine::Open(storage::Store* store, EngineOptions options) {
  std::unique_ptr<Engine> engine(new Engine(store, std::move(options)));
  absl::Status status = engine->PublishOpenFindings();
  if (status.ok()) status = engine->campaigns_.Open();
  if (status.ok()) status = engine->Recover();
  if (!status.ok()) {
    engine->Fail(status);
    return status;
  }
  engine->context_.recovered = true;
  engine->committer_ = std::thread([raw = engine.get()] { raw->Loop(); });
  pthread_setname_np(engine->committer_.native_handle(), "commit");
  return engine;
}

Engine::~Engine() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (committer_.joinable()) committer_.join();
  Drain();
  // Where something failed the log has everything anyway.
  if (!health().ok() || !ShardFault().ok()) return;
  if (Ask([](EngineState& state) { return state.WriteAll(); }).ok()) AdvanceCheckpoint(1);
}

void Engine::AddQueued(size_t bytes) {
  std::lock_guard lock(mutex_);
  queued_bytes_ += bytes;
  counters_.queued_bytes = static_cast<int64_t>(queued_bytes_);
}

void Engine::ReleaseQueued(size_t bytes) {
  std::vector<std::function<void()>> resumed;
  {
    std::lock_guard lock(mutex_);
    queued_bytes_ -= bytes;
    counters_.queued_bytes = static_cast<int64_t>(queued_bytes_);
    if (queued_bytes_ < options_.queue_bytes) resumed.swap(waiting_for_room_);
  }
  released_.notify_all();
  for (const std::function<void()>& resume : resumed) resume();
}

void Engine::Submit(Batch batch, Done done) {
  if (store_->keeps_calls()) batch.Pack();
  {
    std::lock_guard lock(mutex_);
    queued_bytes_ += batch.memory_bytes();
    counters_.queued_bytes = static_cast<int64_t>(queued_bytes_);
    queue_.push_back({std::move(batch), std::move(done)});
  }
  wake_.notify_one();
}

void Engine::WhenRoom(std::function<void()> resume) {
  {
    std::lock_guard lock(mutex_);
    if (queued_bytes_ >= options_.queue_bytes) {
      waiting_for_room_.push_back(std::move(resume));
      return;
    }
  }
  resume();
}

bool Engine::HasRoom() const {
  std::lock_guard lock(mutex_);
  return queued_bytes_ < options_.queue_bytes;
}

absl::StatusOr<BatchResult> Engine::SubmitAndWait(Batch batch) {
  std::promise<absl::StatusOr<BatchResult>> promise;
  Submit(std::move(batch), [&promise](const absl::Status& status, const BatchResult& result) {
    promise.set_value(status.ok() ? absl::StatusOr<BatchResult>(result)
                                  : absl::StatusOr<BatchResult>(status));
  });
  return promise.get_future().get();
}

void Engine::WhileResting(absl::FunctionRef<void(EngineState&)> question) {
  // Shared, as the other thread still touches it when it has counted down.
  const auto handed_over = std::make_shared<std::latch>(1);
  dispatcher_.Run([handed_over] { handed_over->count_down(); });
  handed_over->wait();
  RestShards(question);
}

void Engine::RestShards(absl::FunctionRef<void(EngineState&)> question) {
  struct Rest {
    explicit Rest(size_t shards) : resting(static_cast<std::ptrdiff_t>(shards)) {}
    std::latch resting;
    std::latch answered{1};
  };
  std::lock_guard one_at_a_time(resting_);
  // Shared, as shards still touch it when the answer is there.
  const auto rest = std::make_shared<Rest>(shards_.size());
  for (const std::unique_ptr<Shard>& shard : shards_) {
    shard->Run([rest] {
      rest->resting.count_down();
      rest->answered.wait();
    });
  }
  rest->resting.wait();
  EngineState state(store_, &shards_);
  question(state);
  rest->answered.count_down();
}

// Waits until everything that was committed has been folded.
void Engine::Drain() {
  WhileResting([](EngineState&) {});
}

uint64_t Engine::Watch(FindingWatcher watcher) {
  std::lock_guard lock(watch_mutex_);
  watchers_.emplace(next_watch_, std::move(watcher));
  return next_watch_++;
}

void Engine::Unwatch(uint64_t watch) {
  std::lock_guard lock(watch_mutex_);
  watchers_.erase(watch);
}

// Under the lock, so that after Unwatch a watcher is not called any more.
void Engine::Notify(const v1::Finding& finding) {
  std::lock_guard lock(watch_mutex_);
  for (const auto& [id, watcher] : watchers_) watcher(finding);
}

absl::Status Engine::health() const {
  {
    std::lock_guard lock(mutex_);
    if (!health_.ok()) return health_;
  }
  for (const std::unique_ptr<Shard>& shard : shards_) {
    if (absl::Status fault = shard->fold_fault(); !fault.ok()) return fault;
  }
  return absl::OkStatus();
}

void Engine::Fail(const absl::Status& status) {
  std::lock_guard lock(mutex_);
  if (health_.ok()) health_ = status;
}

void Engine::Loop() {
  GiveWayToChecks();
  for (;;) {
    std::vector<Submission> group;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      size_t bytes = 0;
      while (!queue_.empty() && bytes < kMostGroupBytes) {
        bytes += queue_.front().batch.bytes().size();
        group.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
    }
    CommitGroup(&group);
  }
}

}  // namespace stillwatch::service
