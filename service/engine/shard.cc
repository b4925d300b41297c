#include "service/engine/shard.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/campaigns/card.h"
#include "service/engine/verdict_board.h"
#include "service/threads/in_parallel.h"
#include "service/threads/priority.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// So many calls ahead an account's memory is asked for, and where it is.
constexpr size_t kAhead = 3;
constexpr size_t kPlaceAhead = 6;
// After so many calls whoever waits for the processor gets it: a tenth of a millisecond, about.
constexpr size_t kTurn = 64;
// Accounts that are not in memory are read while so many calls before are folded.
constexpr size_t kReadAtOnce = 128;
// Accounts whose cards are made at a time, by several threads.
constexpr size_t kCardsAtOnce = 512;
// A shard may have so many more than its part of all accounts.
constexpr size_t kSlackShare = 8;
constexpr size_t kSlack = 1000;

// Accounts go to shards by their hashes, so that of those that called latest no shard has many more
// than its part.
size_t PartOf(size_t all, size_t shards) {
  const size_t part = all / shards + 1;
  return std::min(all, part + part / kSlackShare + kSlack);
}

}  // namespace

Shard::Shard(const ShardContext* context, int number, int shards, size_t cache_bytes)
    : context_(context),
      accounts_(context->store, cache_bytes, context->assessor->policy().min_calls()),
      touched_(PartOf(context->most_cards, static_cast<size_t>(shards))) {
  thread_ = std::thread([this] { Loop(); });
  pthread_setname_np(thread_.native_handle(), absl::StrCat("fold-", number).c_str());
}

Shard::~Shard() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Shard::Fold(std::shared_ptr<const Group> group, std::vector<uint32_t> calls, uint64_t end) {
  {
    std::lock_guard lock(mutex_);
    queue_.push_back({std::move(group), std::move(calls), end, nullptr});
  }
  wake_.notify_one();
}

void Shard::Run(std::function<void()> task) {
  {
    std::lock_guard lock(mutex_);
    queue_.push_back({nullptr, {}, 0, std::move(task)});
  }
  wake_.notify_one();
}

absl::Status Shard::write_fault() const {
  std::lock_guard lock(mutex_);
  return write_fault_;
}

absl::Status Shard::fold_fault() const {
  std::lock_guard lock(mutex_);
  return fold_fault_;
}

void Shard::SetFault(absl::Status* fault, const absl::Status& status) {
  std::lock_guard lock(mutex_);
  *fault = status;
}

void Shard::Loop() {
  GiveWayToChecks();
  for (;;) {
    Item item;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      item = std::move(queue_.front());
      queue_.pop_front();
    }
    if (item.group != nullptr) FoldGroup(*item.group, item.calls, item.end);
    if (item.task) item.task();
  }
}

void Shard::FoldGroup(const Group& group, const std::vector<uint32_t>& calls, uint64_t end) {
  // Once a call is missing nothing behind it can be folded.
  if (!fold_fault().ok()) return;
  for (size_t i = 0; i < calls.size(); ++i) {
    if (i % kReadAtOnce == 0) ReadFor(group, absl::MakeSpan(calls).subspan(i));
    if (i + kPlaceAhead < calls.size()) {
      accounts_.PrefetchPlace(group.key(calls[i + kPlaceAhead]));
    }
    if (i + kAhead < calls.size()) accounts_.Prefetch(group.key(calls[i + kAhead]));
    if (absl::Status status = FoldCall(group, calls[i]); !status.ok()) {
      FinishReading();  // It borrows from groups that go.
      return SetFault(&fold_fault_, status);
    }
    if (i % kTurn == kTurn - 1) LetOthersIn();
  }
  folded_end_ = end;
  WriteChanges();
}

void Shard::BeginToRead(const Group& group, absl::Span<const uint32_t> calls) {
  std::vector<ReadAhead::Wanted> wanted;
  // Where there is room, accounts that are not in memory are new, unless they were before a crash.
  if (accounts_.IsFull() || !context_->recovered) {
    // What fails now is tried again, and told, when the group is done.
    accounts_.WriteManyPutAside().IgnoreError();
    for (const uint32_t call : calls.subspan(0, kReadAtOnce)) {
      wanted.push_back({group.key(call), detector::PeekAccountId(group.call(call))});
    }
  }
  accounts_.BeginToRead(wanted);
  being_read_ = &group;
}

void Shard::ReadFor(const Group& group, absl::Span<const uint32_t> calls) {
  if (being_read_ != &group) BeginToRead(group, calls);
  FinishReading();
  if (calls.size() > kReadAtOnce) return BeginToRead(group, calls.subspan(kReadAtOnce));
  const Item* next = nullptr;
  {
    std::lock_guard lock(mutex_);
    const auto found = std::find_if(queue_.begin(), queue_.end(),
                                    [](const Item& item) { return !item.calls.empty(); });
    // It stays where it is until this thread takes it.
    if (found != queue_.end()) next = &*found;
  }
  if (next != nullptr) BeginToRead(*next->group, next->calls);
}

void Shard::FinishReading() {
  accounts_.TurnToRead();
  being_read_ = nullptr;
}

absl::Status Shard::FoldCall(const Group& group, uint32_t index) {
  detector::StoredCall call;
  if (!detector::ReadStoredCall(group.call(index), &call)) {
    return absl::DataLossError(
        absl::StrCat("call number ", group.sequence(index), " of the log cannot be read"));
  }
  const uint64_t sequence = group.sequence(index);
  const absl::StatusOr<HotAccount*> found =
      context_->recovered ? accounts_.GetFor(group.key(index), {sequence, &call})
                          : accounts_.Get(group.key(index), call.account_id);
  if (!found.ok()) return found.status();
  HotAccount* hot = *found;
  if (hot == nullptr) {
    ++context_->counters->put_aside;
    if (context_->campaigns) TouchAside(group.key(index), call);
    return absl::OkStatus();
  }
  if (sequence < hot->applied_sequence) return absl::OkStatus();
  const detector::Outcome before = hot->account.outcome();
  const detector::CaseChange change = hot->account.Add(call, *context_->assessor);
  hot->applied_sequence = sequence + 1;
  if (context_->campaigns) Touch(hot);
  const detector::Outcome after = hot->account.outcome();
  if (change != detector::CaseChange::kNone) {
    OnChange(hot, change, sequence);
    return absl::OkStatus();
  }
  accounts_.MarkDirty(hot, sequence, /*finding=*/false);
  const auto shown = [](const detector::Outcome& outcome) {
    return outcome.verdict == detector::Verdict::kElevated ||
           outcome.verdict == detector::Verdict::kFlagged;
  };
  if (before.score != after.score && (shown(before) || shown(after))) Publish(hot->account);
  return absl::OkStatus();
}

void Shard::Touch(HotAccount* hot) {
  const int64_t last_us = hot->account.profile().volume.last_time_us;
  if (hot->touched_at != TouchedAccounts::kNowhere) {
    touched_.Called(hot->touched_at, last_us);
    return;
  }
  if (!detector::HasCard(hot->account.profile())) return;
  hot->touched_at = touched_.Add(hot->key, hot->account.id(), last_us);
  if (touched_.IsFull()) PruneTouched();
}

void Shard::TouchAside(const AccountKey& key, const detector::StoredCall& call) {
  if (!accounts_.CanHaveCalls(key, detector::kLeastRequestsForCard)) return;
  touched_.Add(key, call.account_id, call.time_us);
  if (touched_.IsFull()) PruneTouched();
}

void Shard::PruneTouched() {
  touched_.Prune([this](const AccountKey& key, uint32_t place) {
    if (HotAccount* moved = accounts_.Peek(key); moved != nullptr) moved->touched_at = place;
  });
}

void Shard::OnChange(HotAccount* hot, detector::CaseChange change, uint64_t sequence) {
  using detector::CaseChange;
  accounts_.MarkDirty(hot, sequence, /*finding=*/true);
  Publish(hot->account);
  if (change == CaseChange::kUpdated) return;
  changed_findings_.push_back(hot->key);
  if (change == CaseChange::kOpened || change == CaseChange::kClosedAndOpened) {
    ++context_->counters->findings_opened;
  }
  if (change == CaseChange::kClosed || change == CaseChange::kClosedAndOpened) {
    ++context_->counters->findings_closed;
  }
  context_->notify(*hot->account.finding());
}

absl::Status Shard::MakeCards(absl::FunctionRef<MakeCard> make,
                              absl::FunctionRef<void(detector::Card)> put) {
  // What the store has of neighbours lies close together.
  const std::vector<const TouchedAccounts::Entry*> entries = touched_.ById();
  std::vector<detector::Account> read;
  read.reserve(std::min(kCardsAtOnce, entries.size()));
  std::vector<absl::StatusOr<std::optional<detector::Card>>> cards;
  for (size_t begin = 0; begin < entries.size(); begin += kCardsAtOnce) {
    const auto some = absl::MakeSpan(entries).subspan(begin, kCardsAtOnce);
    while (read.size() < some.size()) read.emplace_back("");
    cards.assign(some.size(), std::optional<detector::Card>());
    InParallel(some.size(), [&](size_t i) {
      if (const HotAccount* hot = accounts_.Peek(some[i]->key); hot != nullptr) {
        cards[i] = make(hot->account);
        return;
      }
      const absl::StatusOr<bool> found = accounts_.Read(some[i]->account_id, &read[i]);
      if (!found.ok()) cards[i] = found.status();
      if (found.ok() && *found) cards[i] = make(read[i]);
    });
    for (size_t i = 0; i < some.size(); ++i) {
      if (!cards[i].ok()) return cards[i].status();
      if (cards[i]->has_value()) put(**std::move(cards[i]));
      HotAccount* hot = accounts_.Peek(some[i]->key);
      if (hot != nullptr) hot->touched_at = TouchedAccounts::kNowhere;
    }
  }
  touched_.Clear();
  return absl::OkStatus();
}

absl::Status Shard::ChangeMembership(const AccountKey& key, absl::string_view account_id,
                                     const detector::Membership& membership, uint64_t sequence) {
  const absl::StatusOr<HotAccount*> found = accounts_.Get(key, account_id);
  if (!found.ok()) return found.status();
  HotAccount* hot = *found;
  if (hot->account.campaign().campaign == membership.campaign) return absl::OkStatus();
  const detector::CaseChange change =
      membership.campaign.empty() ? hot->account.LeaveCampaign(*context_->assessor)
                                  : hot->account.JoinCampaign(membership, *context_->assessor);
  if (change != detector::CaseChange::kNone) {
    OnChange(hot, change, sequence);
    return absl::OkStatus();
  }
  accounts_.MarkDirty(hot, sequence, /*finding=*/false);
  Publish(hot->account);
  return absl::OkStatus();
}

void Shard::Publish(const detector::Account& account) {
  const detector::Outcome outcome = account.outcome();
  const std::shared_ptr<const VerdictBoard::Entry> shown = context_->verdicts->Get(account.id());
  const bool flagged = account.flagged();
  if (!flagged && outcome.verdict != detector::Verdict::kElevated) {
    if (shown != nullptr) context_->verdicts->Clear(account.id());
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
  context_->verdicts->Set(account.id(), std::move(entry));
}

absl::Status Shard::WriteAll() {
  absl::Status status = accounts_.WriteAll();
  if (status.ok()) safe_sequence_ = accounts_.FirstDirty(folded_end_);
  return status;
}

void Shard::WriteChanges() {
  // After a fault everything is tried, so that it is known when writing works again.
  absl::Status status =
      write_fault().ok() ? accounts_.WriteManyPutAside() : accounts_.WritePutAside();
  if (status.ok()) status = accounts_.Write(changed_findings_, /*durable=*/false);
  if (status.ok()) {
    changed_findings_.clear();
    status = accounts_.Shrink();
  }
  if (status.ok() && folded_end_ > context_->checkpoint_calls) {
    status = accounts_.WriteDirtySince(folded_end_ - context_->checkpoint_calls);
  }
  if (!status.ok() || !write_fault().ok()) SetFault(&write_fault_, status);
  safe_sequence_ = accounts_.FirstDirty(folded_end_);
  const auto accounts = static_cast<int64_t>(accounts_.size());
  const auto bytes = static_cast<int64_t>(accounts_.bytes());
  context_->counters->accounts_cached += accounts - reported_accounts_;
  context_->counters->cache_bytes += bytes - reported_bytes_;
  reported_accounts_ = accounts;
  reported_bytes_ = bytes;
}

}  // namespace stillwatch::service
