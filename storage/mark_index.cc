#include "storage/mark_index.h"

#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

constexpr auto kPauseAfterFault = std::chrono::seconds(1);

}  // namespace

MarkIndex::MarkIndex(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* dedupe,
                     rocksdb::ColumnFamilyHandle* recent, rocksdb::ColumnFamilyHandle* metadata,
                     size_t set_size)
    : db_(db), dedupe_(dedupe), recent_(recent), metadata_(metadata), set_size_(set_size) {
  filling_.reserve(set_size + set_size / 8);
  thread_ = std::thread([this] { WriteSealed(); });
}

MarkIndex::~MarkIndex() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

absl::Status MarkIndex::Load() {
  std::string value;
  const rocksdb::Status got = db_->Get({}, metadata_, kMarksInFilesName, &value);
  if (!got.ok() && !got.IsNotFound()) return Translate(got, db_->GetName());
  const uint64_t in_files = got.ok() ? ParseNumber(value).value_or(0) : 0;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator({}, recent_));
  for (it->Seek(MakeBlockKey(in_files)); it->Valid(); it->Next()) {
    std::vector<CallMark> marks;
    absl::string_view bytes = ToView(it->value());
    for (; bytes.size() >= kMarkBytes; bytes.remove_prefix(kMarkBytes)) {
      marks.push_back(*ParseMarkKey(bytes.substr(0, kMarkBytes)));
    }
    const uint64_t first = ParseBlockKey(ToView(it->key())).value_or(0);
    absl::Status added = Add(marks, first + marks.size());
    if (!added.ok()) return added;
  }
  return Translate(it->status(), db_->GetName());
}

absl::Status MarkIndex::Add(absl::Span<const CallMark> marks, uint64_t next) {
  filling_.insert(marks.begin(), marks.end());
  return SealIfFull(next);
}

absl::Status MarkIndex::SealIfFull(uint64_t next) {
  if (filling_.size() < set_size_) return absl::OkStatus();
  std::unique_lock lock(mutex_);
  // A set that cannot be written must not let the other one grow: the log can be, so this is
  // rare, and the caller hears of it.
  changed_.wait(lock, [this] { return sealed_ == nullptr || !fault_.ok(); });
  if (sealed_ != nullptr) return filling_.size() < 2 * set_size_ ? absl::OkStatus() : fault_;
  sealed_ = std::make_shared<const Set>(std::move(filling_));
  sealed_next_ = next;
  filling_ = Set();
  filling_.reserve(set_size_ + set_size_ / 8);
  changed_.notify_all();
  return absl::OkStatus();
}

absl::Status MarkIndex::Find(absl::Span<const CallMark> marks, std::vector<bool>* known) {
  known->assign(marks.size(), false);
  std::shared_ptr<const Set> sealed;
  {
    std::lock_guard lock(mutex_);
    sealed = sealed_;
  }
  std::vector<size_t> left;
  left.reserve(marks.size());
  for (size_t i = 0; i < marks.size(); ++i) {
    if (filling_.contains(marks[i]) || (sealed != nullptr && sealed->contains(marks[i]))) {
      (*known)[i] = true;
    } else {
      left.push_back(i);
    }
  }
  if (left.empty()) return absl::OkStatus();
  std::string keys;
  keys.reserve(left.size() * kMarkBytes);
  for (const size_t i : left) AppendMarkKey(marks[i], &keys);
  std::vector<rocksdb::Slice> slices(left.size());
  for (size_t i = 0; i < left.size(); ++i) slices[i] = {keys.data() + i * kMarkBytes, kMarkBytes};
  std::vector<rocksdb::PinnableSlice> values(left.size());
  std::vector<rocksdb::Status> statuses(left.size());
  db_->MultiGet({}, dedupe_, slices.size(), slices.data(), values.data(), statuses.data());
  for (size_t i = 0; i < left.size(); ++i) {
    if (statuses[i].ok()) {
      (*known)[left[i]] = true;
    } else if (!statuses[i].IsNotFound()) {
      return Translate(statuses[i], db_->GetName());
    }
  }
  return absl::OkStatus();
}

void MarkIndex::WriteSealed() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || sealed_ != nullptr; });
    if (stopping_) return;
    const std::shared_ptr<const Set> sealed = sealed_;
    const uint64_t next = sealed_next_;
    lock.unlock();
    absl::Status status = WriteFile({sealed->begin(), sealed->end()}, next);
    lock.lock();
    fault_ = status;
    if (status.ok()) sealed_ = nullptr;
    changed_.notify_all();
    if (!status.ok()) changed_.wait_for(lock, kPauseAfterFault, [this] { return stopping_; });
  }
}

absl::Status MarkIndex::WriteFile(std::vector<CallMark> marks, uint64_t next) {
  std::sort(marks.begin(), marks.end(), [](const CallMark& a, const CallMark& b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
  });
  const std::string path = db_->GetName() + "/" + kMarksDraft;
  rocksdb::Options options;
  static_cast<rocksdb::ColumnFamilyOptions&>(options) = db_->GetOptions(dedupe_);
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, dedupe_);
  rocksdb::Status status = writer.Open(path);
  std::string key;
  for (const CallMark& mark : marks) {
    key.clear();
    AppendMarkKey(mark, &key);
    if (status.ok()) status = writer.Put(key, "");
  }
  if (status.ok()) status = writer.Finish();
  rocksdb::IngestExternalFileOptions ingest;
  ingest.move_files = true;
  if (status.ok()) status = db_->IngestExternalFile(dedupe_, {path}, ingest);
  // From here on the marks beside the blocks are not needed; losing this costs time only.
  rocksdb::WriteBatch batch;
  if (status.ok()) status = batch.Put(metadata_, kMarksInFilesName, MakeNumber(next));
  if (status.ok()) status = batch.DeleteRange(recent_, MakeBlockKey(0), MakeBlockKey(next));
  if (status.ok()) status = db_->Write({}, &batch);
  return Translate(status, db_->GetName());
}

}  // namespace stillwatch::storage
