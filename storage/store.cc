#include "storage/store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "storage/packing.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

// Beside the block and the marks, in a write of calls.
constexpr size_t kOtherBytes = 512;

rocksdb::Status PutBlock(StoreRep* rep, uint64_t first, absl::Span<const absl::string_view> packed,
                         absl::Span<const CallMark> marks, rocksdb::WriteBatch* batch) {
  std::string header, mark_bytes;
  AppendBlockHeader(static_cast<uint32_t>(marks.size()), &header);
  mark_bytes.reserve(marks.size() * kMarkBytes);
  for (const CallMark& mark : marks) AppendMark(mark, &mark_bytes);
  const std::string key = MakeBlockKey(first);
  const rocksdb::Slice key_slice = key;
  std::vector<rocksdb::Slice> parts = {header};
  for (const absl::string_view piece : packed) parts.push_back(ToSlice(piece));
  rocksdb::Status status =
      batch->Put(rep->family(kCalls), rocksdb::SliceParts(&key_slice, 1),
                 rocksdb::SliceParts(parts.data(), static_cast<int>(parts.size())));
  if (status.ok()) status = batch->Put(rep->family(kMarks), key, mark_bytes);
  return status;
}

}  // namespace

Store::Store(std::unique_ptr<StoreRep> rep) : rep_(std::move(rep)) {}
Store::~Store() = default;

uint64_t Store::next_sequence() const { return rep_->next_sequence; }
uint64_t Store::first_sequence() const { return rep_->first_sequence; }
uint64_t Store::checkpoint() const { return rep_->checkpoint; }

absl::Status StoreRep::Write(rocksdb::WriteBatch* batch, bool sync) {
  if (options.read_only) {
    return absl::FailedPreconditionError(
        absl::StrCat("the store at ", options.path, " was opened for reading only"));
  }
  if (failed) {
    std::lock_guard lock(resuming);
    const rocksdb::Status resumed = failed ? db->Resume() : rocksdb::Status();
    if (!resumed.ok()) return Translate(resumed, options.path);
    failed = false;
  }
  CountNothing();
  rocksdb::WriteOptions write;
  write.sync = sync && options.sync && !options.scratch;
  write.disableWAL = options.scratch;
  const rocksdb::Status status = db->Write(write, batch);
  if (!status.ok()) failed = true;
  return Translate(status, options.path);
}

absl::StatusOr<std::optional<std::string>> StoreRep::Read(Family which,
                                                          absl::string_view key) const {
  CountNothing();
  std::string value;
  const rocksdb::Status status = db->Get({}, family(which), ToSlice(key), &value);
  if (status.ok()) return std::optional<std::string>(std::move(value));
  if (status.IsNotFound()) return std::optional<std::string>();
  return Translate(status, options.path);
}

absl::Status StoreRep::WriteNumber(absl::string_view name, uint64_t number) {
  rocksdb::WriteBatch batch;
  const rocksdb::Status status = batch.Put(family(kMetadata), ToSlice(name), MakeNumber(number));
  return status.ok() ? Write(&batch, /*sync=*/false) : Translate(status, options.path);
}

absl::StatusOr<std::optional<uint64_t>> StoreRep::ReadNumber(absl::string_view name) const {
  const auto value = Read(kMetadata, name);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return std::optional<uint64_t>();
  const std::optional<uint64_t> number = ParseNumber(**value);
  if (number.has_value()) return number;
  return absl::DataLossError(
      absl::StrCat("the store at ", options.path, " holds no number as its ", name));
}

absl::Status Store::FindKnown(absl::Span<const CallMark> marks, std::vector<bool>* known) {
  return rep_->marks->Find(marks, known);
}

bool Store::keeps_calls() const { return !rep_->options.scratch; }

absl::StatusOr<uint64_t> Store::AppendCalls(absl::string_view block,
                                            absl::Span<const CallMark> marks, int64_t time_us) {
  std::string pieces;
  if (keeps_calls()) AppendPacked(block, &pieces);
  const absl::string_view packed = pieces;
  return AppendPackedCalls(absl::MakeConstSpan(&packed, 1), marks, time_us);
}

absl::StatusOr<uint64_t> Store::AppendPackedCalls(absl::Span<const absl::string_view> packed,
                                                  absl::Span<const CallMark> marks,
                                                  int64_t time_us) {
  absl::Status ready = rep_->marks->Ready();
  if (!ready.ok()) return ready;
  const uint64_t first = rep_->next_sequence;
  size_t bytes = kOtherBytes + marks.size() * kMarkBytes;
  for (const absl::string_view part : packed) bytes += part.size();
  rocksdb::WriteBatch batch(keeps_calls() ? bytes : 0);
  if (keeps_calls()) {
    rocksdb::Status status = PutBlock(rep_.get(), first, packed, marks, &batch);
    if (!status.ok()) return Translate(status, rep_->options.path);
  }
  rep_->retention->OnAppend(first, time_us, &batch);
  absl::Status written = rep_->Write(&batch, /*sync=*/true);
  if (!written.ok()) return written;
  rep_->next_sequence = first + marks.size();
  rep_->marks->Add(marks, first, rep_->retention->clock_us());
  // The calls are safe; what could not expire now will the next time.
  rep_->retention->AfterAppend().IgnoreError();
  return first;
}

absl::Status Store::ReadCalls(
    uint64_t from,
    absl::FunctionRef<bool(uint64_t first, uint32_t count, absl::string_view block)> visit) const {
  rocksdb::ReadOptions read;
  read.readahead_size = 2 << 20;
  read.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator(read, rep_->family(kCalls)));
  const uint64_t begin = rep_->first_sequence;
  it->SeekForPrev(MakeBlockKey(std::max(from, begin)));
  if (!it->Valid() && it->status().ok()) it->Seek(MakeBlockKey(begin));
  std::string bytes;
  for (; it->Valid(); it->Next()) {
    const std::optional<uint64_t> first = ParseBlockKey(ToView(it->key()));
    absl::string_view block = ToView(it->value());
    const std::optional<uint32_t> count = ConsumeBlockHeader(&block);
    if (first && count && *first + *count <= from) continue;
    bytes.clear();
    if (!first || !count || !AppendUnpacked(block, &bytes)) {
      return absl::DataLossError(absl::StrCat("the store at ", rep_->options.path,
                                              " holds a block of calls that is not "
                                              "one, at key ",
                                              first.value_or(0)));
    }
    if (!visit(*first, *count, bytes)) break;
  }
  return Translate(it->status(), rep_->options.path);
}

namespace {

// Of a record in a batch, beside its strings.
constexpr size_t kRecordBytes = 32;

rocksdb::Status AddAccounts(StoreRep* rep, const StateUpdate& update, rocksdb::WriteBatch* batch) {
  rocksdb::ColumnFamilyHandle* const family = rep->family(kAccounts);
  rocksdb::Status status;
  std::string header;
  const auto add = [&](absl::string_view id, absl::string_view bytes, int64_t time_us, bool merge) {
    if (!status.ok()) return;
    header.clear();
    AppendAccountHeader(time_us, &header);
    const rocksdb::Slice key = ToSlice(id);
    const rocksdb::Slice parts[] = {header, ToSlice(bytes)};
    const rocksdb::SliceParts key_parts(&key, 1), value_parts(parts, 2);
    status = merge ? batch->Merge(family, key_parts, value_parts)
                   : batch->Put(family, key_parts, value_parts);
  };
  for (const AccountState& account : update.accounts) {
    const int64_t time_us = account.keep ? kNeverIdle : account.last_active_us;
    add(account.id, account.bytes, time_us, /*merge=*/false);
  }
  for (const AccountPiece& piece : update.pieces) {
    add(piece.id, piece.bytes, piece.last_active_us, !piece.first);
  }
  return status;
}

size_t BytesOfPieces(const StateUpdate& update) {
  size_t bytes = 0;
  for (const AccountPiece& piece : update.pieces) {
    bytes += piece.id.size() + piece.bytes.size() + kRecordBytes;
  }
  return bytes;
}

}  // namespace

absl::Status Store::WriteState(const StateUpdate& update, bool durable) {
  rocksdb::WriteBatch batch(BytesOfPieces(update));
  rocksdb::Status status = AddAccounts(rep_.get(), update, &batch);
  const auto put = [&](Family family, absl::string_view key, absl::string_view value) {
    if (status.ok()) status = batch.Put(rep_->family(family), ToSlice(key), ToSlice(value));
  };
  for (const FindingRecord& finding : update.findings) {
    put(kFindings, finding.id, finding.bytes);
    put(kFindingsByTime, MakeFindingTimeKey({finding.open_time_us, finding.id}), "");
  }
  if (update.checkpoint) put(kMetadata, kCheckpointName, MakeNumber(*update.checkpoint));
  if (!status.ok()) return Translate(status, rep_->options.path);
  absl::Status written = rep_->Write(&batch, durable || update.checkpoint.has_value());
  if (written.ok() && update.checkpoint) rep_->checkpoint = *update.checkpoint;
  return written;
}

namespace {

// Takes the header off; false if the account was idle for too long.
absl::StatusOr<bool> IsThere(const StoreRep& rep, absl::string_view id, absl::string_view* bytes) {
  const std::optional<int64_t> last_active_us = ConsumeAccountHeader(bytes);
  if (last_active_us.has_value()) return *last_active_us >= rep.accounts_cutoff_us;
  return absl::DataLossError(absl::StrCat("the store at ", rep.options.path,
                                          " holds too few bytes for the account \"", id, "\""));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> Store::ReadAccount(absl::string_view account_id) const {
  absl::StatusOr<std::optional<std::string>> value = rep_->Read(kAccounts, account_id);
  if (!value.ok() || !value->has_value()) return value;
  absl::string_view bytes = **value;
  const absl::StatusOr<bool> there = IsThere(*rep_, account_id, &bytes);
  if (!there.ok()) return there.status();
  if (!*there) return std::optional<std::string>();
  (*value)->erase(0, (*value)->size() - bytes.size());
  return value;
}

absl::Status Store::ListAccounts(
    absl::string_view after,
    absl::FunctionRef<bool(absl::string_view id, absl::string_view bytes)> visit) const {
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator({}, rep_->family(kAccounts)));
  it->Seek(ToSlice(after));
  if (it->Valid() && !after.empty() && ToView(it->key()) == after) it->Next();
  for (; it->Valid(); it->Next()) {
    absl::string_view bytes = ToView(it->value());
    const absl::StatusOr<bool> there = IsThere(*rep_, ToView(it->key()), &bytes);
    if (!there.ok()) return there.status();
    if (*there && !visit(ToView(it->key()), bytes)) break;
  }
  return Translate(it->status(), rep_->options.path);
}

absl::StatusOr<std::optional<std::string>> Store::ReadFinding(absl::string_view id) const {
  return rep_->Read(kFindings, id);
}

absl::Status Store::ListFindings(
    absl::string_view after, absl::FunctionRef<bool(absl::string_view position,
                                                    absl::string_view id, absl::string_view bytes)>
                                 visit) const {
  rocksdb::ReadOptions read;
  const rocksdb::Snapshot* snapshot = rep_->db->GetSnapshot();
  read.snapshot = snapshot;
  std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator(read, rep_->family(kFindingsByTime)));
  it->Seek(ToSlice(after));
  if (it->Valid() && !after.empty() && ToView(it->key()) == after) it->Next();
  rocksdb::Status status;
  for (; it->Valid(); it->Next()) {
    const std::optional<FindingTimeKey> key = ParseFindingTimeKey(ToView(it->key()));
    if (!key) continue;
    std::string bytes;
    status = rep_->db->Get(read, rep_->family(kFindings), key->finding_id, &bytes);
    if (!status.ok() || !visit(ToView(it->key()), key->finding_id, bytes)) break;
  }
  if (status.ok()) status = it->status();
  it.reset();
  rep_->db->ReleaseSnapshot(snapshot);
  return Translate(status, rep_->options.path);
}

absl::StatusOr<std::optional<std::string>> Store::ReadMetadata(absl::string_view name) const {
  return rep_->Read(kMetadata, name);
}

absl::Status Store::WriteMetadata(absl::string_view name, absl::string_view value) {
  rocksdb::WriteBatch batch;
  const rocksdb::Status status = batch.Put(rep_->family(kMetadata), ToSlice(name), ToSlice(value));
  if (!status.ok()) return Translate(status, rep_->options.path);
  return rep_->Write(&batch, /*sync=*/true);
}

absl::Status Store::ForgetState() {
  rocksdb::WriteBatch batch;
  rocksdb::Status status;
  for (const Family family : {kAccounts, kFindings, kFindingsByTime}) {
    // Ids are at most 256 bytes, none of which is followed by so many.
    const std::string end(300, '\xff');
    if (status.ok()) status = batch.DeleteRange(rep_->family(family), "", end);
  }
  if (status.ok()) status = batch.Delete(rep_->family(kMetadata), kCheckpointName);
  if (!status.ok()) return Translate(status, rep_->options.path);
  absl::Status written = rep_->Write(&batch, /*sync=*/true);
  if (written.ok()) rep_->checkpoint = 1;
  return written;
}

StoreStatistics Store::Statistics() const {
  StoreStatistics statistics;
  statistics.first_sequence = rep_->first_sequence;
  statistics.next_sequence = rep_->next_sequence;
  statistics.checkpoint = rep_->checkpoint;
  const int64_t clock_us = rep_->clock_us;
  if (clock_us != LogClock::kUnset) statistics.clock_us = clock_us;
  const int64_t cutoff_us = rep_->accounts_cutoff_us;
  if (cutoff_us != LogClock::kUnset) statistics.accounts_cutoff_us = cutoff_us;
  const auto sum = [this](const char* property, uint64_t* bytes) {
    uint64_t value = 0;
    if (rep_->db->GetAggregatedIntProperty(property, &value)) *bytes += value;
  };
  sum("rocksdb.total-sst-files-size", &statistics.file_bytes);
  sum("rocksdb.total-blob-file-size", &statistics.file_bytes);
  sum("rocksdb.size-all-mem-tables", &statistics.memory_bytes);
  sum("rocksdb.estimate-table-readers-mem", &statistics.memory_bytes);
  statistics.memory_bytes += rep_->cache->GetUsage();
  statistics.memory_bytes += BytesOfMarks(rep_->options.marks_in_memory);
  return statistics;
}

size_t BytesOfMarks(size_t marks_in_memory) { return MarkIndex::MemoryOfSets(marks_in_memory); }

}  // namespace stillwatch::storage
