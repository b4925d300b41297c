#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "stillwatch/v1/finding.pb.h"
#include "stillwatch/v1/stored_call.pb.h"
#include "storage/store.h"

// The way of a group: what is new of it, into the log, into accounts, and back to the senders.

namespace stillwatch::service {

void Engine::CommitGroup(std::vector<Submission>* submissions) {
  absl::Status status = health();
  // State that could not be written is in memory still; before more comes it has to go.
  if (status.ok() && !unwritten_.ok()) status = unwritten_ = WriteChanges();
  absl::StatusOr<Group> group =
      status.ok() ? Deduplicate(*submissions) : absl::StatusOr<Group>(status);
  if (group.ok() && !group->calls.empty()) {
    const absl::StatusOr<uint64_t> first = state_.store->AppendCalls(group->bytes, group->marks);
    status = first.status();
    uint64_t sequence = first.value_or(0);
    for (size_t i = 0; status.ok() && i < group->calls.size(); ++i, ++sequence) {
      // What cannot be folded now is in the log and will be when the store is opened again.
      if (absl::Status folded = Fold(sequence, group->calls[i]); !folded.ok()) Fail(folded);
    }
  } else {
    status = group.status();
  }
  if (status.ok()) {
    ++counters_.groups;
    unwritten_ = WriteChanges();
  } else {
    ++counters_.failed_groups;
  }
  for (size_t i = 0; i < submissions->size(); ++i) {
    const BatchResult result = status.ok() ? group->results[i] : BatchResult();
    counters_.accepted += result.accepted;
    counters_.duplicates += result.duplicates;
    (*submissions)[i].done(status, result);
  }
}

absl::StatusOr<Engine::Group> Engine::Deduplicate(const std::vector<Submission>& submissions) {
  std::vector<storage::CallMark> marks;
  for (const Submission& submission : submissions) {
    marks.insert(marks.end(), submission.batch.marks().begin(), submission.batch.marks().end());
  }
  std::vector<bool> known;
  absl::Status status = state_.store->FindKnown(marks, &known);
  if (!status.ok()) return status;

  Group group;
  absl::flat_hash_set<storage::CallMark> in_group;
  in_group.reserve(marks.size());
  size_t position = 0;
  for (const Submission& submission : submissions) {
    BatchResult& result = group.results.emplace_back();
    const Batch& batch = submission.batch;
    const size_t bytes_before = group.bytes.size();
    group.bytes += batch.bytes();
    for (size_t i = 0; i < batch.size(); ++i) {
      const storage::CallMark& mark = marks[position];
      if (known[position++] || !in_group.insert(mark).second) {
        // From the first duplicate on, the calls are copied one by one.
        if (result.duplicates++ == 0) group.bytes.resize(bytes_before + batch.OffsetOf(i));
        continue;
      }
      if (result.duplicates > 0) absl::StrAppend(&group.bytes, batch.CallWithHeader(i));
      ++result.accepted;
      group.calls.push_back(batch.Call(i));
      group.marks.push_back(mark);
    }
  }
  return group;
}

absl::Status Engine::Fold(uint64_t sequence, absl::string_view call_bytes) {
  v1::StoredCall call;
  if (!call.ParseFromArray(call_bytes.data(), static_cast<int>(call_bytes.size()))) {
    return absl::DataLossError(absl::StrCat("the call with number ", sequence, " cannot be read"));
  }
  absl::StatusOr<AccountCache::Entry*> found = state_.accounts.Get(call.account_id());
  if (!found.ok()) return found.status();
  AccountCache::Entry* entry = *found;
  if (sequence < entry->applied_sequence) return absl::OkStatus();
  const detector::CaseChange change = entry->account.Add(call, assessor_);
  entry->applied_sequence = sequence + 1;
  OnChange(entry, change);
  // Accounts grow fast at first and hardly later.
  const int64_t calls = entry->account.profile().calls();
  if (calls % 8 == 0 && calls <= 1024) state_.accounts.Measure(entry);
  return absl::OkStatus();
}

void Engine::OnChange(AccountCache::Entry* entry, detector::CaseChange change) {
  using detector::CaseChange;
  const detector::Account& account = entry->account;
  state_.accounts.MarkDirty(entry, change != CaseChange::kNone);
  Publish(account);
  if (change == CaseChange::kNone || change == CaseChange::kUpdated) return;
  changed_findings_.push_back(account.id());
  if (change == CaseChange::kOpened || change == CaseChange::kClosedAndOpened) {
    ++counters_.findings_opened;
  }
  if (change == CaseChange::kClosed || change == CaseChange::kClosedAndOpened) {
    ++counters_.findings_closed;
  }
  Notify(*account.finding());
}

void Engine::Publish(const detector::Account& account) {
  const detector::Outcome outcome = account.outcome();
  const std::shared_ptr<const VerdictBoard::Entry> shown = verdicts_.Get(account.id());
  const bool flagged = account.flagged();
  if (!flagged && outcome.verdict != detector::Verdict::kElevated) {
    if (shown != nullptr) verdicts_.Clear(account.id());
    return;
  }
  const std::string finding = flagged ? account.finding()->name() : "";
  if (shown != nullptr && shown->finding == finding && shown->outcome.score == outcome.score) {
    return;
  }
  VerdictBoard::Entry entry;
  entry.outcome.score = outcome.score;
  entry.outcome.verdict = flagged ? detector::Verdict::kFlagged : detector::Verdict::kElevated;
  entry.finding = finding;
  if (flagged && account.finding()->assessment().contributions_size() > 0) {
    entry.reason = account.finding()->assessment().contributions(0).signal().reason();
  }
  verdicts_.Set(account.id(), std::move(entry));
}

absl::Status Engine::WriteChanges() {
  absl::Status status = state_.accounts.WriteFindings(changed_findings_);
  changed_findings_.clear();
  if (status.ok()) status = state_.accounts.Shrink();
  if (status.ok() && health().ok() &&
      state_.store->next_sequence() - state_.store->checkpoint() >= options_.checkpoint_calls) {
    status = Checkpoint();
  }
  counters_.accounts_cached = static_cast<int64_t>(state_.accounts.size());
  counters_.cache_bytes = static_cast<int64_t>(state_.accounts.bytes());
  return status;
}

absl::Status Engine::Checkpoint() {
  const uint64_t next = state_.store->next_sequence();
  if (state_.store->checkpoint() == next) return absl::OkStatus();
  absl::Status status = state_.accounts.WriteAll(next);
  if (status.ok()) ++counters_.checkpoints;
  return status;
}

}  // namespace stillwatch::service
