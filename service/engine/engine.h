#ifndef STILLWATCH_SERVICE_ENGINE_ENGINE_H_
#define STILLWATCH_SERVICE_ENGINE_ENGINE_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/assess/assessor.h"
#include "detector/policy/policy.h"
#include "service/engine/account_cache.h"
#include "service/engine/batch.h"
#include "service/engine/verdict_board.h"

namespace stillwatch::storage {
class Store;
}
namespace stillwatch::v1 {
class Finding;
}  // namespace stillwatch::v1

namespace stillwatch::service {

struct EngineOptions {
  detector::Policy policy = detector::Policy::Default();
  size_t cache_bytes = size_t{256} << 20;  // For accounts.
  size_t queue_bytes = size_t{64} << 20;   // For batches that wait; beyond it senders should.
  uint64_t checkpoint_calls = 200000;      // At most so many calls are folded again after a crash.
};

// Monotonic, but for the last group.
struct EngineCounters {
  std::atomic<int64_t> accepted{0};
  std::atomic<int64_t> duplicates{0};
  std::atomic<int64_t> groups{0};  // Commits; one may hold many batches.
  std::atomic<int64_t> failed_groups{0};
  std::atomic<int64_t> replayed{0};  // Calls folded again when the store was opened.
  std::atomic<int64_t> checkpoints{0};
  std::atomic<int64_t> findings_opened{0};
  std::atomic<int64_t> findings_closed{0};
  // As of now.
  std::atomic<int64_t> accounts_cached{0};
  std::atomic<int64_t> cache_bytes{0};
  std::atomic<int64_t> queued_bytes{0};
};

// What the writer thread owns; others look at it through Engine::Ask.
struct EngineState {
  storage::Store* store;
  const detector::Assessor* assessor;
  AccountCache accounts;
};

// Where calls become durable and are folded into accounts: live, in audits and after a crash.
//
// One thread writes. It takes the batches that wait, finds out which calls are new, appends those
// to the log as one group, folds them, and then tells the senders. Accounts in the store are a
// view of the log that lags behind; opening folds the calls after the checkpoint again, in the same
// way. All methods are thread-safe.
class Engine {
 public:
  // Called on the writer thread when the batch is durable and folded, or with an error when nothing
  // of it was taken: UNAVAILABLE (try again later) or DATA_LOSS. Must not block.
  using Done = std::function<void(const absl::Status&, const BatchResult&)>;
  using FindingWatcher = std::function<void(const v1::Finding&)>;

  // Borrows the store. Brings accounts up to the end of the log.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(storage::Store* store,
                                                      EngineOptions options = {});
  // Finishes what was submitted and writes a checkpoint.
  ~Engine();

  void Submit(Batch batch, Done done);
  // Calls back once less than queue_bytes wait: now, or from the writer thread.
  void WhenRoom(std::function<void()> resume);
  bool HasRoom() const;
  // Submit for a thread that may wait.
  absl::StatusOr<BatchResult> SubmitAndWait(Batch batch);

  // Runs `question` on the writer thread, after all batches submitted before by this thread that
  // were acknowledged, and waits for its answer. Not to be called from the writer thread.
  template <typename Question>
  auto Ask(Question question) -> std::invoke_result_t<Question, EngineState&> {
    std::promise<std::invoke_result_t<Question, EngineState&>> answer;
    Post([&](EngineState& state) { answer.set_value(question(state)); });
    return answer.get_future().get();
  }

  // A person's decision on an account's newest finding, durable when it returns. NOT_FOUND if there
  // is no such finding, FAILED_PRECONDITION if there is a newer one on the account.
  absl::StatusOr<v1::Finding> Decide(
      const std::string& finding_id,
      const std::function<absl::Status(detector::Account*)>& decision);

  // Calls `watcher`, on the writer thread, for every finding that opens or changes state.
  uint64_t Watch(FindingWatcher watcher);
  void Unwatch(uint64_t watch);

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
  using Task = std::function<void(EngineState&)>;
  // What of a group is new.
  struct Group {
    std::vector<absl::string_view> calls;  // In the submissions.
    std::vector<storage::CallMark> marks;
    std::string bytes;
    std::vector<BatchResult> results;  // Parallel to the submissions.
  };

  Engine(storage::Store* store, EngineOptions options);

  void Post(Task task);
  absl::Status Recover();
  absl::Status PublishOpenFindings();
  void Loop();
  void CommitGroup(std::vector<Submission>* submissions);
  absl::StatusOr<Group> Deduplicate(const std::vector<Submission>& submissions);
  absl::Status Fold(uint64_t sequence, absl::string_view call_bytes);
  void OnChange(AccountCache::Entry* entry, detector::CaseChange change);
  void Publish(const detector::Account& account);
  void Notify(const v1::Finding& finding);
  absl::Status WriteChanges();
  absl::Status Checkpoint();
  void Fail(const absl::Status& status);

  const EngineOptions options_;
  const detector::Assessor assessor_;
  EngineState state_;
  VerdictBoard verdicts_;
  EngineCounters counters_;
  std::vector<std::string> changed_findings_;  // Ids of accounts; of the group being folded.
  absl::Status unwritten_;                     // Why state of the group before was not written.

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Submission> queue_;
  std::deque<Task> tasks_;
  std::vector<std::function<void()>> waiting_for_room_;
  size_t queued_bytes_ = 0;
  bool stopping_ = false;
  absl::Status health_;
  std::map<uint64_t, FindingWatcher> watchers_;
  uint64_t next_watch_ = 1;

  std::thread writer_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_ENGINE_H_
