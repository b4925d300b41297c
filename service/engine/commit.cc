#include <algorithm>
#include <chrono>
#include <utility>

#include "service/engine/engine.h"
#include "storage/store.h"

// The way of a group: what is new of it, into the log, back to the senders, and to the shards.

namespace stillwatch::service {

void Engine::CommitGroup(std::vector<Submission>* submissions) {
  size_t bytes = 0;
  for (const Submission& submission : *submissions) bytes += submission.batch.memory_bytes();
  auto group = std::make_shared<Group>();
  group->OnEnd([this, bytes] { ReleaseQueued(bytes); });
  std::vector<BatchResult> results(submissions->size());
  absl::Status status = health();
  // State that could not be written is in memory still; before more comes it has to go.
  if (status.ok()) status = ShardFault();
  if (status.ok()) status = Append(submissions, group.get(), &results);
  if (status.ok()) {
    ++counters_.groups;
    // Before the senders are told, so that whoever asks after that finds it folded.
    dispatcher_.Run([this, group] { Dispatch(group); });
  } else {
    ++counters_.failed_groups;
  }
  group.reset();
  for (size_t i = 0; i < submissions->size(); ++i) {
    const BatchResult result = status.ok() ? results[i] : BatchResult();
    counters_.accepted += result.accepted;
    counters_.duplicates += result.duplicates;
    (*submissions)[i].done(status, result);
  }
  if (status.ok()) AdvanceCheckpoint(options_.checkpoint_calls / 16);
}

// Gathers what is new and makes it durable.
absl::Status Engine::Append(std::vector<Submission>* submissions, Group* group,
                            std::vector<BatchResult>* results) {
  std::vector<storage::CallMark> marks;
  for (const Submission& submission : *submissions) {
    marks.insert(marks.end(), submission.batch.marks().begin(), submission.batch.marks().end());
  }
  std::vector<bool> known;
  absl::Status status = store_->FindKnown(marks, &known);
  if (!status.ok()) return status;

  std::vector<storage::CallMark> fresh;
  fresh.reserve(marks.size());
  size_t begin = 0;
  for (size_t s = 0; s < submissions->size(); ++s) {
    Batch& batch = (*submissions)[s].batch;
    BatchResult& result = (*results)[s];
    const size_t end = begin + batch.size();
    result.duplicates = std::count(known.begin() + static_cast<ptrdiff_t>(begin),
                                   known.begin() + static_cast<ptrdiff_t>(end), true);
    result.accepted = static_cast<int64_t>(batch.size()) - result.duplicates;
    for (size_t i = begin; i < end; ++i) {
      if (!known[i]) fresh.push_back(marks[i]);
    }
    group->Append(&batch, known, begin);
    begin = end;
  }
  if (fresh.empty()) {
    group->SetSequence(store_->next_sequence());
    return absl::OkStatus();
  }
  const int64_t middle_us = group->time_us(group->size() / 2);
  std::vector<std::string> packed;
  if (store_->keeps_calls()) packed = group->TakePacked();
  const std::vector<absl::string_view> block(packed.begin(), packed.end());
  const absl::StatusOr<uint64_t> first = store_->AppendPackedCalls(block, fresh, middle_us);
  if (first.ok()) group->SetSequence(*first);
  return first.status();
}

void Engine::Dispatch(const std::shared_ptr<const Group>& group) {
  uint32_t begin = 0;
  for (uint32_t i = 0; i < group->size(); ++i) {
    if (!options_.campaigns || !campaigns_.Due(group->sequence(i), group->time_us(i))) continue;
    HandOver(group, begin, i);
    begin = i;
    Sweep(group->sequence(i), group->time_us(i));
  }
  HandOver(group, begin, static_cast<uint32_t>(group->size()));
}

void Engine::HandOver(const std::shared_ptr<const Group>& group, uint32_t begin, uint32_t end) {
  std::vector<std::vector<uint32_t>> calls(shards_.size());
  for (std::vector<uint32_t>& share : calls) share.reserve((end - begin) / shards_.size() + 1);
  for (uint32_t i = begin; i < end; ++i) {
    calls[group->key(i).high % shards_.size()].push_back(i);
  }
  for (size_t s = 0; s < shards_.size(); ++s) {
    shards_[s]->Fold(group, std::move(calls[s]), group->sequence(end));
  }
}

// What is due waits for it, as the next call has to find the sweep done.
void Engine::Sweep(uint64_t sequence, int64_t time_us) {
  absl::Status status;
  RestShards([&](EngineState&) {
    const auto start = std::chrono::steady_clock::now();
    status = campaigns_.Sweep(sequence, time_us);
    counters_.sweep_micros +=
        (std::chrono::steady_clock::now() - start) / std::chrono::microseconds(1);
  });
  ++counters_.sweeps;
  if (!status.ok()) Fail(status);
}

absl::Status Engine::ShardFault() {
  absl::Status fault;
  for (const std::unique_ptr<Shard>& shard : shards_) {
    if (absl::Status status = shard->write_fault(); !status.ok()) {
      fault = status;
      auto nothing = std::make_shared<Group>();  // Makes the shard try again.
      const uint64_t end = store_->next_sequence();
      nothing->SetSequence(end);
      dispatcher_.Run([shard = shard.get(), nothing, end] { shard->Fold(nothing, {}, end); });
    }
  }
  return fault;
}

// Notes how far the state in the store is complete, when that has moved by so much.
void Engine::AdvanceCheckpoint(uint64_t least) {
  uint64_t safe = store_->next_sequence();
  for (const std::unique_ptr<Shard>& shard : shards_) safe = std::min(safe, shard->safe_sequence());
  if (safe < store_->checkpoint() + least) return;
  storage::StateUpdate update;
  update.checkpoint = safe;
  // Losing it costs time only.
  if (store_->WriteState(update).ok()) ++counters_.checkpoints;
}

}  // namespace stillwatch::service
