#include "service/engine/engine.h"

#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

// The engine's outside: the queue, the writer thread, watchers. What the writer does with a group
// is in commit.cc, what happens at opening in recovery.cc.

namespace stillwatch::service {
namespace {

// A group holds at most so much, so that acknowledgements do not wait long behind others.
constexpr size_t kMostGroupBytes = 8 << 20;

}  // namespace

Engine::Engine(storage::Store* store, EngineOptions options)
    : options_(std::move(options)),
      assessor_(options_.policy),
      state_{store, &assessor_, AccountCache(store, options_.cache_bytes)} {}

absl::StatusOr<std::unique_ptr<Engine>> Engine::Open(storage::Store* store, EngineOptions options) {
  std::unique_ptr<Engine> engine(new Engine(store, std::move(options)));
  absl::Status status = engine->PublishOpenFindings();
  if (status.ok()) status = engine->Recover();
  if (!status.ok()) return status;
  engine->writer_ = std::thread([raw = engine.get()] { raw->Loop(); });
  return engine;
}

Engine::~Engine() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (writer_.joinable()) writer_.join();
}

void Engine::Submit(Batch batch, Done done) {
  {
    std::lock_guard lock(mutex_);
    queued_bytes_ += batch.bytes().size();
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

void Engine::Post(Task task) {
  {
    std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

uint64_t Engine::Watch(FindingWatcher watcher) {
  std::lock_guard lock(mutex_);
  watchers_.emplace(next_watch_, std::move(watcher));
  return next_watch_++;
}

void Engine::Unwatch(uint64_t watch) {
  std::lock_guard lock(mutex_);
  watchers_.erase(watch);
}

// Under the lock, so that after Unwatch a watcher is not called any more.
void Engine::Notify(const v1::Finding& finding) {
  std::lock_guard lock(mutex_);
  for (const auto& [id, watcher] : watchers_) watcher(finding);
}

absl::Status Engine::health() const {
  std::lock_guard lock(mutex_);
  return health_;
}

void Engine::Fail(const absl::Status& status) {
  std::lock_guard lock(mutex_);
  if (health_.ok()) health_ = status;
}

void Engine::Loop() {
  for (;;) {
    std::vector<Submission> group;
    std::deque<Task> tasks;
    std::vector<std::function<void()>> resumed;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty() || !tasks_.empty(); });
      if (stopping_ && queue_.empty() && tasks_.empty()) break;
      size_t bytes = 0;
      while (!queue_.empty() && bytes < kMostGroupBytes) {
        bytes += queue_.front().batch.bytes().size();
        group.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
      queued_bytes_ -= bytes;
      counters_.queued_bytes = static_cast<int64_t>(queued_bytes_);
      tasks.swap(tasks_);
      if (queued_bytes_ < options_.queue_bytes) resumed.swap(waiting_for_room_);
    }
    for (const std::function<void()>& resume : resumed) resume();
    if (!group.empty()) CommitGroup(&group);
    for (const Task& task : tasks) task(state_);
  }
  if (health().ok()) Checkpoint().IgnoreError();  // The log has everything anyway.
}

}  // namespace stillwatch::service
