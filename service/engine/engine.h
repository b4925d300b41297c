#ifndef STILLWATCH_SERVICE_ENGINE_ENGINE_H_
#define STILLWATCH_SERVICE_ENGINE_ENGINE_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "detector/assess/assessor.h"
#include "detector/policy/policy.h"
#include "service/engine/batch.h"
#include "service/engine/campaign_watch.h"
#include "service/engine/counters.h"
#include "service/engine/group.h"
#include "service/engine/shard.h"
#include "service/engine/verdict_board.h"
#include "service/threads/workers.h"

namespace stillwatch::storage {
class Store;
}
namespace stillwatch::v1 {
class Finding;
}

namespace stillwatch::service {

struct EngineOptions {
  static constexpr uint64_t kCheckpointCalls = 1000000;

  detector::Policy policy = detector::Policy::Default();
  size_t cache_bytes = size_t{256} << 20;     // For accounts.
  size_t campaign_bytes = size_t{128} << 20;  // For what accounts are compared by, and for that.
  size_t queue_bytes = size_t{64} << 20;  // For calls that are not folded yet; beyond it senders
                                          // should wait.
  uint64_t checkpoint_calls = kCheckpointCalls;  // About so many are folded again after a crash.
  bool campaigns = true;                         // Whether to look for them.
  int shards = 0;                                // 0: one for every two processors.
};

// The engine at rest, for questions: nothing is folded meanwhile.
class EngineState {
 public:
  EngineState(storage::Store* store, const std::vector<std::unique_ptr<Shard>>* shards)
      : store_(store), shards_(shards) {}

  storage::Store* store() { return store_; }
  Shard& ShardOf(const AccountKey& key) { return *(*shards_)[key.high % shards_->size()]; }

  // False if the account was never seen.
  absl::StatusOr<bool> ReadAccount(absl::string_view account_id, detector::Account* account);
  // Writes everything that changed, so that the store says it all.
  absl::Status WriteAll();

 private:
  storage::Store* const store_;
  const std::vector<std::unique_ptr<Shard>>* const shards_;
};

// Where calls become durable and are folded into accounts: live, in audits and after a crash.
//
// One thread commits: it takes the batches that wait, finds out which calls are new, appends those
// to the log as one group, and tells the senders. Another hands groups to the shards, in the order
// of the log, and looks for campaigns in between. A shard has a thread and folds the calls of its
// accounts. Accounts in the store are a view of the log that lags behind; opening folds the calls
// after the checkpoint again, in the same way.
// All methods are thread-safe.
class Engine {
 public:
  // Called on the committing thread when the batch is durable, or with an error when nothing of it
  // was taken: UNAVAILABLE (try again later) or DATA_LOSS. Must not block.
  using Done = std::function<void(const absl::Status&, const BatchResult&)>;
  using FindingWatcher = std::function<void(const v1::Finding&)>;

  // Borrows the store. Brings accounts up to the end of the log.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(storage::Store* store,
                                                      EngineOptions options = {});
  // Finishes what was submitted and writes a checkpoint.
  ~Engine();

  void Submit(Batch batch, Done done);
  // Calls back once less than queue_bytes wait: now, or from one of the engine's threads.
  void WhenRoom(std::function<void()> resume);
  bool HasRoom() const;
  // Submit for a thread that may wait.
  absl::StatusOr<BatchResult> SubmitAndWait(Batch batch);

  // Runs `question` on the caller's thread while the shards rest, after everything that was
  // acknowledged before. Not to be called from the engine's threads.
  template <typename Question>
  auto Ask(Question question) -> std::invoke_result_t<Question, EngineState&> {
    using Answer = std::invoke_result_t<Question, EngineState&>;
    std::unique_ptr<Answer> answer;
    WhileResting([&](EngineState& state) { answer = std::make_unique<Answer>(question(state)); });
    return std::move(*answer);
  }

  // A person's decision on an account's newest finding, durable when it returns. NOT_FOUND if there
  // is no such finding, FAILED_PRECONDITION if there is a newer one on the account.
  absl::StatusOr<v1::Finding> Decide(
      const std::string& finding_id,
      const std::function<absl::Status(detector::Account*)>& decision);

  // The campaigns as of the last sweep.
  std::shared_ptr<const v1::CampaignState> campaigns() const { return campaigns_.Snapshot(); }

  // Calls `watcher`, on an engine's thread, for every finding that opens or changes state.
  uint64_t Watch(FindingWatcher watcher);
  void Unwatch(uint64_t watch);

  const storage::Store& store() const { return *store_; }
  const VerdictBoard& verdicts() const { return verdicts_; }
  const EngineCounters& counters() const { return counters_; }
  const detector::Assessor& assessor() const { return assessor_; }
  // OK, or why nothing can be taken any more until a restart.
  absl::Status health() const;

 private:
  struct Submission {
    Batch batch;
    Done done;
  };

  Engine(storage::Store* store, EngineOptions options);

  absl::Status Recover();
  absl::Status PublishOpenFindings();
  void Loop();
  void CommitGroup(std::vector<Submission>* submissions);
  absl::Status Append(std::vector<Submission>* submissions, Group* group,
                      std::vector<BatchResult>* results);
  void Dispatch(const std::shared_ptr<const Group>& group);
  void HandOver(const std::shared_ptr<const Group>& group, uint32_t begin, uint32_t end);
  void Sweep(uint64_t sequence, int64_t time_us);
  absl::Status ShardFault();
  void AdvanceCheckpoint(uint64_t least);
  // After everything that was committed before. Not on the thread that hands groups over.
  void WhileResting(absl::FunctionRef<void(EngineState&)> question);
  // After everything that was handed over before.
  void RestShards(absl::FunctionRef<void(EngineState&)> question);
  void Drain();
  void AddQueued(size_t bytes);
  void ReleaseQueued(size_t bytes);
  void Notify(const v1::Finding& finding);
  void Fail(const absl::Status& status);

  const EngineOptions options_;
  const detector::Assessor assessor_;
  storage::Store* const store_;
  VerdictBoard verdicts_;
  EngineCounters counters_;
  ShardContext context_;
  std::vector<std::unique_ptr<Shard>> shards_;
  CampaignWatch campaigns_;
  Workers dispatcher_;  // Hands groups over.
  std::mutex resting_;  // One question or sweep at a time.

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable released_;
  std::deque<Submission> queue_;
  std::vector<std::function<void()>> waiting_for_room_;
  size_t queued_bytes_ = 0;
  bool stopping_ = false;
  absl::Status health_;

  std::mutex watch_mutex_;
  std::map<uint64_t, FindingWatcher> watchers_;
  uint64_t next_watch_ = 1;

  std::thread committer_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_ENGINE_H_
