#include "storage/store.h"

#include "absl/strings/str_cat.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
Store::Store(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Store::~Store() = default;

uint64_t Store::next_sequence() const { return rep_->next_sequence; }
uint64_t Store::checkpoint() const { return rep_->checkpoint; }

absl::Status Store::Rep::Write(rocksdb::WriteBatch* batch, bool sync) {
  if (failed) {
    const rocksdb::Status resumed = db->Resume();
    if (!resumed.ok()) return Translate(resumed, options.path);
    failed = false;
  }
  rocksdb::WriteOptions write;
  write.sync = sync && options.sync && !options.scratch;
  write.disableWAL = options.scratch;
  const rocksdb::Status status = db->Write(write, batch);
  if (!status.ok()) failed = true;
  return Translate(status, options.path);
}

absl::StatusOr<std::optional<std::string>> Store::Rep::Read(Family which,
                                                            absl::string_view key) const {
  std::string value;
  const rocksdb::Status status = db->Get({}, family(which), ToSlice(key), &value);
  if (status.ok()) return std::optional<std::string>(std::move(value));
  if (status.IsNotFound()) return std::optional<std::string>();
  return Translate(status, options.path);
}

absl::Status Store::FindKnown(absl::Span<const CallMark> marks, std::vector<bool>* known) {
  return rep_->marks->Find(marks, known);
}

absl::StatusOr<uint64_t> Store::AppendCalls(absl::string_view block,
                                            absl::Span<const CallMark> marks) {
  const uint64_t first = rep_->next_sequence;
  std::string header, mark_bytes;
  AppendBlockHeader(static_cast<uint32_t>(marks.size()), &header);
  mark_bytes.reserve(marks.size() * kMarkBytes);
  for (const CallMark& mark : marks) AppendMarkKey(mark, &mark_bytes);
  const std::string key = MakeBlockKey(first);
  const rocksdb::Slice key_slice = key;
  const rocksdb::Slice parts[] = {header, ToSlice(block)};
  rocksdb::WriteBatch batch;
  rocksdb::Status status = batch.Put(rep_->family(kCalls), rocksdb::SliceParts(&key_slice, 1),
                                     rocksdb::SliceParts(parts, 2));
  if (status.ok()) status = batch.Put(rep_->family(kMarks), key, mark_bytes);
  if (!status.ok()) return Translate(status, rep_->options.path);
  absl::Status written = rep_->Write(&batch, /*sync=*/true);
  if (!written.ok()) return written;
  rep_->next_sequence = first + marks.size();
  absl::Status indexed = rep_->marks->Add(marks, first + marks.size());
  if (!indexed.ok()) return indexed;
  return first;
}

absl::Status Store::ReadCalls(
    uint64_t from,
    absl::FunctionRef<bool(uint64_t first, uint32_t count, absl::string_view block)> visit) const {
  rocksdb::ReadOptions read;
  read.readahead_size = 2 << 20;
  read.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator(read, rep_->family(kCalls)));
  it->SeekForPrev(MakeBlockKey(from));
  if (!it->Valid() && it->status().ok()) it->SeekToFirst();
  for (; it->Valid(); it->Next()) {
    const std::optional<uint64_t> first = ParseBlockKey(ToView(it->key()));
    absl::string_view block = ToView(it->value());
    const std::optional<uint32_t> count = ConsumeBlockHeader(&block);
    if (!first || !count) {
      return absl::DataLossError(absl::StrCat("the store at ", rep_->options.path,
                                              " holds a block of calls that is not "
                                              "one, at key ",
                                              first.value_or(0)));
    }
    if (*first + *count <= from) continue;
    if (!visit(*first, *count, block)) break;
  }
  return Translate(it->status(), rep_->options.path);
}

absl::Status Store::WriteState(const StateUpdate& update, bool durable) {
  rocksdb::WriteBatch batch;
  rocksdb::Status status;
  const auto put = [&](Family family, absl::string_view key, absl::string_view value) {
    if (status.ok()) status = batch.Put(rep_->family(family), ToSlice(key), ToSlice(value));
  };
  for (const auto& [id, bytes] : update.accounts) put(kAccounts, id, bytes);
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

absl::StatusOr<std::optional<std::string>> Store::ReadAccount(absl::string_view account_id) const {
  return rep_->Read(kAccounts, account_id);
}

absl::Status Store::ListAccounts(
    absl::string_view after,
    absl::FunctionRef<bool(absl::string_view id, absl::string_view bytes)> visit) const {
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator({}, rep_->family(kAccounts)));
  it->Seek(ToSlice(after));
  if (it->Valid() && !after.empty() && ToView(it->key()) == after) it->Next();
  for (; it->Valid(); it->Next()) {
    if (!visit(ToView(it->key()), ToView(it->value()))) break;
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

uint64_t Store::EstimatedBytes() const {
  uint64_t sum = 0;
  for (rocksdb::ColumnFamilyHandle* family : rep_->families) {
    for (const char* property : {"rocksdb.total-sst-files-size", "rocksdb.size-all-mem-tables"}) {
      uint64_t bytes = 0;
      if (rep_->db->GetIntProperty(family, property, &bytes)) sum += bytes;
    }
  }
  return sum;
}

}  // namespace stillwatch::storage
