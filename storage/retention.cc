#include "storage/retention.h"

#include <rocksdb/convenience.h>

#include <algorithm>
#include <limits>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

// Entries of the index are so far apart at least; nothing can be kept more exactly.
constexpr int64_t kGrainUs = 60'000'000;
// Things expire in so many steps per time that they are kept.
constexpr int64_t kSteps = 64;

constexpr int64_t kForEver = std::numeric_limits<int64_t>::max();

int64_t Before(int64_t time_us, int64_t span_us) {
  if (span_us == kForEver || time_us < std::numeric_limits<int64_t>::min() + span_us) {
    return std::numeric_limits<int64_t>::min();
  }
  return time_us - span_us;
}

class IdleAccountFilter final : public rocksdb::CompactionFilter {
 public:
  explicit IdleAccountFilter(const std::atomic<int64_t>* cutoff_us) : cutoff_us_(cutoff_us) {}

  bool Filter(int, const rocksdb::Slice&, const rocksdb::Slice& value, std::string*,
              bool*) const override {
    absl::string_view bytes = ToView(value);
    const std::optional<int64_t> last_active_us = ConsumeAccountHeader(&bytes);
    return last_active_us.has_value() && *last_active_us < *cutoff_us_;
  }
  const char* Name() const override { return "IdleAccountFilter"; }

 private:
  const std::atomic<int64_t>* const cutoff_us_;
};

class OldMarkFilter final : public rocksdb::CompactionFilter {
 public:
  explicit OldMarkFilter(const std::atomic<uint32_t>* first_generation)
      : first_generation_(first_generation) {}

  bool Filter(int, const rocksdb::Slice& key, const rocksdb::Slice&, std::string*,
              bool*) const override {
    const std::optional<MarkKey> mark = ParseMarkKey(ToView(key));
    return mark.has_value() && mark->generation < *first_generation_;
  }
  const char* Name() const override { return "OldMarkFilter"; }

 private:
  const std::atomic<uint32_t>* const first_generation_;
};

}  // namespace

std::unique_ptr<rocksdb::CompactionFilter> MakeOldMarkFilter(
    const std::atomic<uint32_t>* first_generation) {
  return std::make_unique<OldMarkFilter>(first_generation);
}

std::unique_ptr<rocksdb::CompactionFilter> MakeIdleAccountFilter(
    const std::atomic<int64_t>* cutoff_us) {
  return std::make_unique<IdleAccountFilter>(cutoff_us);
}

Retention::Retention(StoreRep* rep)
    : rep_(rep),
      keep_calls_us_(absl::ToInt64Microseconds(rep->options.keep_calls)),
      keep_idle_accounts_us_(absl::ToInt64Microseconds(rep->options.keep_idle_accounts)) {}

absl::Status Retention::LoadClock() {
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator({}, rep_->family(kArrivals)));
  it->SeekToLast();
  if (it->Valid()) {
    const std::optional<uint64_t> clock = ParseNumber(ToView(it->value()));
    if (clock.has_value()) indexed_us_ = static_cast<int64_t>(*clock);
  }
  clock_ = LogClock(indexed_us_);
  rep_->clock_us = indexed_us_;
  return Translate(it->status(), rep_->options.path);
}

void Retention::OnAppend(uint64_t first, int64_t time_us, rocksdb::WriteBatch* batch) {
  clock_.Add(time_us, absl::ToUnixMicros(absl::Now()));
  const int64_t shown = clock_.shown_us();
  rep_->clock_us = shown;
  if (shown == LogClock::kUnset) return;
  if (indexed_us_ != LogClock::kUnset && shown - indexed_us_ < kGrainUs) return;
  indexed_us_ = shown;
  batch->Put(rep_->family(kArrivals), MakeBlockKey(first),
             MakeNumber(static_cast<uint64_t>(shown)));
}

absl::Status Retention::AfterAppend() {
  const int64_t keep_us = std::min(keep_calls_us_, keep_idle_accounts_us_);
  if (keep_us == kForEver || indexed_us_ == LogClock::kUnset) return absl::OkStatus();
  const int64_t step = std::max(kGrainUs, keep_us / kSteps);
  if (expired_us_ != LogClock::kUnset && indexed_us_ - expired_us_ < step) {
    return absl::OkStatus();
  }
  return Expire();
}

absl::Status Retention::Expire() {
  if (indexed_us_ == LogClock::kUnset) return absl::OkStatus();
  const int64_t cutoff_us = Before(indexed_us_, keep_idle_accounts_us_);
  if (cutoff_us > rep_->accounts_cutoff_us) {
    absl::Status written = rep_->WriteNumber(kAccountsCutoffName, static_cast<uint64_t>(cutoff_us));
    if (!written.ok()) return written;
    rep_->accounts_cutoff_us = cutoff_us;
  }
  expired_us_ = indexed_us_;
  if (keep_calls_us_ == kForEver) return absl::OkStatus();
  absl::StatusOr<uint64_t> first = FirstArrivedAfter(Before(indexed_us_, keep_calls_us_));
  // Calls that are not in the stored state yet are needed after a crash.
  if (first.ok()) first = BlockOf(std::min(*first, rep_->checkpoint.load()));
  if (!first.ok()) return first.status();
  return *first > rep_->first_sequence ? DropBelow(*first) : absl::OkStatus();
}

absl::StatusOr<uint64_t> Retention::FirstArrivedAfter(int64_t cutoff_us) const {
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator({}, rep_->family(kArrivals)));
  uint64_t first = rep_->first_sequence;
  for (it->Seek(MakeBlockKey(first)); it->Valid(); it->Next()) {
    const std::optional<uint64_t> sequence = ParseBlockKey(ToView(it->key()));
    const std::optional<uint64_t> clock = ParseNumber(ToView(it->value()));
    if (!sequence || !clock || static_cast<int64_t>(*clock) > cutoff_us) break;
    first = *sequence;
  }
  if (!it->status().ok()) return Translate(it->status(), rep_->options.path);
  return first;
}

absl::StatusOr<uint64_t> Retention::BlockOf(uint64_t sequence) const {
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator({}, rep_->family(kCalls)));
  it->SeekForPrev(MakeBlockKey(sequence));
  if (!it->status().ok()) return Translate(it->status(), rep_->options.path);
  if (!it->Valid()) return rep_->first_sequence.load();
  absl::string_view value = ToView(it->value());
  const uint64_t begin = ParseBlockKey(ToView(it->key())).value_or(0);
  const uint64_t end = begin + ConsumeBlockHeader(&value).value_or(0);
  return end <= sequence ? sequence : begin;
}

absl::Status Retention::DropBelow(uint64_t first) {
  const std::string begin = MakeBlockKey(rep_->first_sequence), end = MakeBlockKey(first);
  rocksdb::WriteBatch batch;
  rocksdb::Status status = batch.DeleteRange(rep_->family(kCalls), begin, end);
  if (status.ok()) status = batch.DeleteRange(rep_->family(kArrivals), begin, end);
  if (status.ok()) {
    status = batch.Put(rep_->family(kMetadata), kFirstSequenceName, MakeNumber(first));
  }
  if (!status.ok()) return Translate(status, rep_->options.path);
  // On the disk before files go, or else a crash could leave holes instead of a shorter log.
  absl::Status written = rep_->Write(&batch, /*sync=*/true);
  if (!written.ok()) return written;
  rep_->first_sequence = first;
  const rocksdb::Slice begin_slice = begin, end_slice = end;
  const rocksdb::RangePtr range(&begin_slice, &end_slice);
  status = rocksdb::DeleteFilesInRanges(rep_->db.get(), rep_->family(kCalls), &range, 1,
                                        /*include_end=*/false);
  if (!status.ok()) return Translate(status, rep_->options.path);
  return rep_->marks->DropBelow(first);
}

}  // namespace stillwatch::storage
