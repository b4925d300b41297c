#include "service/rpc/finding_watch.h"

#include <deque>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/rpc/status.h"
#include "service/threads/workers.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

// Findings that wait for a reader. Beyond it the reader is cut off.
constexpr size_t kMostWaiting = 1000;
constexpr size_t kPage = 500;

class Watch final : public grpc::ServerWriteReactor<v1::Finding> {
 public:
  Watch(Engine* engine, bool include_open, Workers* workers)
      : engine_(engine), opening_(include_open) {
    watch_ = engine_->Watch([this](const v1::Finding& finding) {
      std::lock_guard lock(mutex_);
      Enqueue(finding);
    });
    StartSendInitialMetadata();
    if (include_open) workers->Run([this] { Open(); });
  }

  void OnWriteDone(bool ok) override {
    std::lock_guard lock(mutex_);
    waiting_.pop_front();
    writing_ = false;
    if (!ok) return End(grpc::Status::OK);
    WriteNext();
  }

  void OnCancel() override {
    std::lock_guard lock(mutex_);
    End(grpc::Status::CANCELLED);
  }

  void OnDone() override {
    engine_->Unwatch(watch_);
    // Whoever finished the stream may hold it still.
    { std::lock_guard lock(mutex_); }
    delete this;
  }

 private:
  void Open() {
    EnqueueOpen();
    std::lock_guard lock(mutex_);
    opening_ = false;
    if (ended_) Finish(status_);
  }

  // A finding that opens meanwhile may come twice, never not at all.
  void EnqueueOpen() {
    std::string after;
    do {
      const absl::StatusOr<FindingPage> page = engine_->Ask(
          [&](EngineState& state) { return ListFindings(state, after, kPage, detector::IsLive); });
      std::lock_guard lock(mutex_);
      if (!page.ok()) return End(ToGrpc(page.status()));
      for (const v1::Finding& finding : page->findings) Enqueue(finding);
      after = ended_ ? "" : page->next;
    } while (!after.empty());
  }

  void Enqueue(const v1::Finding& finding) {
    if (ended_) return;
    if (waiting_.size() >= kMostWaiting) {
      return End({grpc::StatusCode::RESOURCE_EXHAUSTED,
                  absl::StrCat("more than ", kMostWaiting,
                               " findings wait for the reader; list them and watch again")});
    }
    waiting_.push_back(finding);
    if (!writing_) WriteNext();
  }

  void WriteNext() {
    if (waiting_.empty() || ended_) return;
    writing_ = true;
    StartWrite(&waiting_.front());
  }

  void End(const grpc::Status& status) {
    if (ended_) return;
    ended_ = true;
    status_ = status;
    if (!opening_) Finish(status_);
  }

  Engine* const engine_;
  uint64_t watch_ = 0;

  std::mutex mutex_;
  std::deque<v1::Finding> waiting_;  // The first is being written if writing_.
  bool writing_ = false;
  bool opening_;  // The open ones are being read, which keeps this object.
  bool ended_ = false;
  grpc::Status status_;
};

}  // namespace

grpc::ServerWriteReactor<v1::Finding>* StartFindingWatch(Engine* engine, bool include_open,
                                                         Workers* workers) {
  return new Watch(engine, include_open, workers);
}

}  // namespace stillwatch::service
