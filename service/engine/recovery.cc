#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "service/engine/engine.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {

absl::Status Engine::PublishOpenFindings() {
  absl::Status fault;
  absl::Status listed = store_->ListFindings(
      "", [&](absl::string_view, absl::string_view id, absl::string_view bytes) {
        v1::Finding finding;
        if (!finding.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
          fault = absl::DataLossError(absl::StrCat("the stored finding ", id, " cannot be read"));
          return false;
        }
        if (!detector::IsLive(finding)) return true;
        VerdictBoard::Entry entry;
        entry.outcome = {finding.assessment().score(), detector::Verdict::kFlagged};
        entry.finding = finding.name();
        if (finding.assessment().contributions_size() > 0) {
          entry.reason = finding.assessment().contributions(0).signal().reason();
        }
        verdicts_.Set(finding.account_id(), std::move(entry));
        return true;
      });
  return listed.ok() ? fault : listed;
}

// Hands the calls behind the checkpoint to the shards, which leave out what accounts have already.
absl::Status Engine::Recover() {
  const uint64_t checkpoint = store_->checkpoint();
  absl::Status fault;
  absl::Status read = store_->ReadCalls(checkpoint, [&](uint64_t first, uint32_t count,
                                                        absl::string_view bytes) {
    auto group = std::make_shared<Group>();
    group->SetSequence(first);
    if (!group->Append(bytes) || group->size() != count) {
      fault =
          absl::DataLossError(absl::StrCat("the calls from number ", first, " on cannot be read"));
      return false;
    }
    AddQueued(bytes.size());
    group->OnEnd([this, size = bytes.size()] { ReleaseQueued(size); });
    counters_.replayed += static_cast<int64_t>(group->end_sequence() - std::max(first, checkpoint));
    Dispatch(group);
    group.reset();
    std::unique_lock lock(mutex_);
    released_.wait(lock, [this] { return queued_bytes_ < options_.queue_bytes; });
    return true;
  });
  Drain();
  if (fault.ok()) fault = read;
  if (fault.ok()) fault = health();
  if (fault.ok()) fault = ShardFault();
  if (fault.ok() && counters_.replayed > 0) {
    fault = Ask([](EngineState& state) { return state.WriteAll(); });
    if (fault.ok()) AdvanceCheckpoint(1);
  }
  return fault;
}

}  // namespace stillwatch::service
