#include "service/engine/account_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "stillwatch/v1/account_record.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// Of one WriteBatch, in serialised bytes; bounds memory while much is written.
constexpr size_t kMostBatchBytes = 4 << 20;
// Beside the account itself: list and map nodes, the id, accumulators.
constexpr size_t kEntryOverhead = 1500;
// When room is needed this share of the limit is freed at once, so that writes are few and large.
constexpr size_t kFreedShare = 16;

}  // namespace

AccountCache::AccountCache(storage::Store* store, size_t limit_bytes)
    : store_(store), limit_bytes_(limit_bytes) {}

absl::StatusOr<AccountCache::Entry*> AccountCache::Get(absl::string_view account_id) {
  return Lookup(account_id, /*create=*/true);
}

absl::StatusOr<AccountCache::Entry*> AccountCache::Find(absl::string_view account_id) {
  return Lookup(account_id, /*create=*/false);
}

const AccountCache::Entry* AccountCache::Peek(absl::string_view account_id) const {
  const auto found = index_.find(account_id);
  return found == index_.end() ? nullptr : &*found->second;
}

absl::StatusOr<AccountCache::Entry*> AccountCache::Lookup(absl::string_view account_id,
                                                          bool create) {
  const auto found = index_.find(account_id);
  if (found != index_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front();
  }
  absl::StatusOr<std::optional<std::string>> bytes = store_->ReadAccount(account_id);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value() && !create) return nullptr;
  if (bytes->has_value()) {
    v1::AccountRecord record;
    if (!record.ParseFromString(**bytes)) {
      return absl::DataLossError(absl::StrCat("the stored account \"", account_id,
                                              "\" cannot be read: it is not an AccountRecord"));
    }
    const uint64_t applied = record.applied_sequence();
    absl::StatusOr<detector::Account> account =
        detector::Account::Load(account_id, std::move(record));
    if (!account.ok()) return account.status();
    entries_.emplace_front(*std::move(account));
    entries_.front().applied_sequence = applied;
  } else {
    entries_.emplace_front(detector::Account(account_id));
    unwritten_.insert(std::string(account_id));
  }
  index_.emplace(std::string(account_id), entries_.begin());
  Measure(&entries_.front());
  return &entries_.front();
}

void AccountCache::MarkDirty(Entry* entry, bool finding) {
  entry->dirty = true;
  entry->finding_dirty |= finding;
}

void AccountCache::Measure(Entry* entry) {
  const size_t bytes = kEntryOverhead + entry->account.SpaceUsed();
  bytes_ += bytes - entry->bytes;
  entry->bytes = bytes;
}

void AccountCache::Save(const Entry& entry, v1::AccountRecord* record) {
  entry.account.Save(record);
  record->set_applied_sequence(entry.applied_sequence);
}

absl::Status AccountCache::Write(const std::vector<Entry*>& entries,
                                 std::optional<uint64_t> checkpoint, bool durable) {
  size_t next = 0;
  do {
    storage::StateUpdate update;
    const size_t begin = next;
    for (size_t bytes = 0; next < entries.size() && bytes < kMostBatchBytes; ++next) {
      const Entry& entry = *entries[next];
      v1::AccountRecord record;
      Save(entry, &record);
      if (entry.finding_dirty) {
        const v1::Finding& finding = *entry.account.finding();
        const absl::string_view id = absl::StripPrefix(finding.name(), "findings/");
        update.findings.push_back(
            {std::string(id),
             finding.open_time().seconds() * 1000000 + finding.open_time().nanos() / 1000,
             finding.SerializeAsString()});
      }
      const bool keep = entry.account.flagged() || record.case_record().has_allow();
      update.accounts.push_back({entry.account.id(), record.SerializeAsString(),
                                 entry.account.profile().last_time_us(), keep});
      bytes += update.accounts.back().bytes.size();
    }
    if (next == entries.size()) update.checkpoint = checkpoint;
    absl::Status status = store_->WriteState(update, durable);
    if (!status.ok()) return status;
    for (size_t i = begin; i < next; ++i) {
      entries[i]->dirty = false;
      entries[i]->finding_dirty = false;
      unwritten_.erase(entries[i]->account.id());
    }
  } while (next < entries.size());
  return absl::OkStatus();
}

absl::Status AccountCache::WriteAll(std::optional<uint64_t> checkpoint) {
  std::vector<Entry*> dirty;
  for (Entry& entry : entries_) {
    if (entry.dirty) dirty.push_back(&entry);
  }
  return Write(dirty, checkpoint, /*durable=*/false);
}

absl::Status AccountCache::WriteOne(Entry* entry) {
  return Write({entry}, std::nullopt, /*durable=*/true);
}

absl::Status AccountCache::WriteFindings(const std::vector<std::string>& account_ids) {
  std::vector<Entry*> changed;
  for (const std::string& id : account_ids) {
    const auto found = index_.find(id);
    if (found != index_.end() && found->second->finding_dirty) changed.push_back(&*found->second);
  }
  if (changed.empty()) return absl::OkStatus();
  return Write(changed, std::nullopt, /*durable=*/false);
}

absl::Status AccountCache::Shrink() {
  if (bytes_ <= limit_bytes_) return absl::OkStatus();
  const size_t goal = limit_bytes_ - limit_bytes_ / kFreedShare;
  std::vector<Entry*> dirty;
  size_t left = bytes_;
  auto first_out = entries_.end();
  while (left > goal && first_out != entries_.begin()) {
    --first_out;
    left -= first_out->bytes;
    if (first_out->dirty) dirty.push_back(&*first_out);
  }
  if (!dirty.empty()) {
    absl::Status status = Write(dirty, std::nullopt, /*durable=*/false);
    if (!status.ok()) return status;
  }
  for (auto it = first_out; it != entries_.end(); ++it) {
    unwritten_.erase(it->account.id());
    index_.erase(it->account.id());
  }
  entries_.erase(first_out, entries_.end());
  bytes_ = left;
  return absl::OkStatus();
}

}  // namespace stillwatch::service
