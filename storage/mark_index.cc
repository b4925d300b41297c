#include "storage/mark_index.h"

#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/snapshot.h>
#include <rocksdb/sst_file_writer.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/rocks_options.h"
#include "storage/store_rep.h"

namespace stillwatch::storage {
namespace {

constexpr auto kPauseAfterFault = std::chrono::seconds(1);
// Of the time that calls are kept; each generation that is kept costs a look into its files.
constexpr int kGenerationShare = 4;
// Keys that are looked up at once.
constexpr size_t kChunk = 512;

constexpr int64_t kForEver = std::numeric_limits<int64_t>::max();

bool Less(const CallMark& a, const CallMark& b) {
  return a.high != b.high ? a.high < b.high : a.low < b.low;
}

// Nobody writes in a store that is only read, so the set must take what there is.
size_t SetSize(const StoreOptions& options) {
  return options.read_only ? std::numeric_limits<size_t>::max() : options.marks_in_memory;
}

int64_t GenerationSpan(const StoreOptions& options) {
  return absl::ToInt64Microseconds(options.keep_calls / kGenerationShare);
}

}  // namespace

MarkIndex::MarkIndex(StoreRep* rep)
    : rep_(rep),
      set_size_(SetSize(rep->options)),
      generation_span_us_(GenerationSpan(rep->options)) {
  if (rep->options.read_only) return;
  filling_.reserve(set_size_ + set_size_ / 8);
  thread_ = std::thread([this] { WriteSealed(); });
}

MarkIndex::~MarkIndex() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

absl::Status MarkIndex::Load(int64_t clock_us) {
  const auto stored = rep_->Read(kMetadata, kMarkGenerationsName);
  if (!stored.ok()) return stored.status();
  if (stored->has_value()) {
    const std::optional<std::vector<MarkGeneration>> generations = ParseGenerations(**stored);
    if (!generations.has_value()) {
      return absl::DataLossError(absl::StrCat("the store at ", rep_->options.path,
                                              " holds a list of generations that is none"));
    }
    std::lock_guard lock(mutex_);
    generations_ = *generations;
    if (!generations_.empty()) rep_->first_generation = generations_.front().number;
  }
  const auto in_files = rep_->ReadNumber(kMarksInFilesName);
  if (!in_files.ok()) return in_files.status();
  const std::unique_ptr<rocksdb::Iterator> it(rep_->db->NewIterator({}, rep_->family(kMarks)));
  for (it->Seek(MakeBlockKey(in_files->value_or(0))); it->Valid(); it->Next()) {
    std::vector<CallMark> marks;
    absl::string_view bytes = ToView(it->value());
    for (; bytes.size() >= kMarkBytes; bytes.remove_prefix(kMarkBytes)) {
      marks.push_back(*ParseMark(bytes.substr(0, kMarkBytes)));
    }
    Add(marks, ParseBlockKey(ToView(it->key())).value_or(0), clock_us);
  }
  return Translate(it->status(), rep_->options.path);
}

void MarkIndex::Add(absl::Span<const CallMark> marks, uint64_t first, int64_t clock_us) {
  if (filling_.empty()) filling_first_ = first;
  filling_.insert(marks.begin(), marks.end());
  SealIfFull(first + marks.size(), clock_us);
}

absl::Status MarkIndex::Ready() {
  if (filling_.size() < 2 * set_size_) return absl::OkStatus();
  std::lock_guard lock(mutex_);
  return sealed_ == nullptr ? absl::OkStatus() : fault_;
}

void MarkIndex::SealIfFull(uint64_t next, int64_t clock_us) {
  if (filling_.size() < set_size_) return;
  std::unique_lock lock(mutex_);
  // A set that cannot be written must not let the other one grow for ever: Ready() tells.
  changed_.wait(lock, [this] { return sealed_ == nullptr || !fault_.ok(); });
  if (sealed_ != nullptr) return;
  sealed_ =
      std::make_shared<const Sealed>(Sealed{std::move(filling_), next, GenerationAt(clock_us)});
  filling_ = Set();
  filling_.reserve(set_size_ + set_size_ / 8);
  changed_.notify_all();
}

MarkGeneration MarkIndex::GenerationAt(int64_t clock_us) const {
  if (generations_.empty()) return {0, filling_first_, clock_us};
  const MarkGeneration& newest = generations_.back();
  if (generation_span_us_ == kForEver || clock_us == LogClock::kUnset) return newest;
  const bool timed = newest.clock_us != LogClock::kUnset;
  if (timed && clock_us - newest.clock_us < generation_span_us_) return newest;
  return {newest.number + 1, filling_first_, clock_us};
}

absl::Status MarkIndex::Find(absl::Span<const CallMark> marks, std::vector<bool>* known) {
  known->assign(marks.size(), false);
  std::shared_ptr<const Sealed> sealed;
  {
    std::lock_guard lock(mutex_);
    sealed = sealed_;
  }
  std::vector<Wanted> left;
  left.reserve(marks.size());
  for (size_t i = 0; i < marks.size(); ++i) {
    if (filling_.contains(marks[i]) || (sealed != nullptr && sealed->marks.contains(marks[i]))) {
      (*known)[i] = true;
    } else {
      left.push_back({marks[i], i});
    }
  }
  // In the order of the files; equal marks in the order in which they came.
  std::sort(left.begin(), left.end(), [](const Wanted& a, const Wanted& b) {
    return a.mark == b.mark ? a.index < b.index : Less(a.mark, b.mark);
  });
  const auto again =
      std::unique(left.begin(), left.end(), [known](const Wanted& a, const Wanted& b) {
        const bool same = a.mark == b.mark;
        if (same) (*known)[b.index] = true;
        return same;
      });
  left.erase(again, left.end());
  return FindInFiles(std::move(left), known);
}

absl::Status MarkIndex::FindInFiles(std::vector<Wanted> left, std::vector<bool>* known) {
  std::vector<MarkGeneration> generations;
  {
    std::lock_guard lock(mutex_);
    generations = generations_;
  }
  CountNothing();
  const size_t chunk = std::min(kChunk, left.size());
  std::string keys;
  std::vector<rocksdb::Slice> slices(chunk);
  std::vector<rocksdb::PinnableSlice> values(chunk);
  std::vector<rocksdb::Status> statuses(chunk);
  // Redeliveries come soon.
  for (auto generation = generations.rbegin(); generation != generations.rend(); ++generation) {
    std::vector<Wanted> missed;
    for (size_t begin = 0; begin < left.size(); begin += chunk) {
      const size_t count = std::min(chunk, left.size() - begin);
      keys.clear();
      for (size_t i = 0; i < count; ++i) {
        AppendMarkKey({generation->number, left[begin + i].mark}, &keys);
      }
      for (size_t i = 0; i < count; ++i) {
        slices[i] = {keys.data() + i * kMarkKeyBytes, kMarkKeyBytes};
        values[i].Reset();
      }
      rep_->db->MultiGet({}, rep_->family(kDedupe), count, slices.data(), values.data(),
                         statuses.data(), /*sorted_input=*/true);
      for (size_t i = 0; i < count; ++i) {
        if (statuses[i].ok()) {
          (*known)[left[begin + i].index] = true;
        } else if (statuses[i].IsNotFound()) {
          missed.push_back(left[begin + i]);
        } else {
          return Translate(statuses[i], rep_->options.path);
        }
      }
    }
    left.swap(missed);
  }
  return absl::OkStatus();
}

void MarkIndex::WriteSealed() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || sealed_ != nullptr; });
    if (stopping_) return;
    const std::shared_ptr<const Sealed> sealed = sealed_;
    lock.unlock();
    absl::Status status = WriteFile(*sealed);
    lock.lock();
    fault_ = status;
    if (status.ok()) sealed_ = nullptr;
    changed_.notify_all();
    if (!status.ok()) changed_.wait_for(lock, kPauseAfterFault, [this] { return stopping_; });
  }
}

absl::Status MarkIndex::WriteFile(const Sealed& sealed) {
  std::vector<CallMark> marks(sealed.marks.begin(), sealed.marks.end());
  std::sort(marks.begin(), marks.end(), Less);
  rocksdb::DB* const db = rep_->db.get();
  rocksdb::ColumnFamilyHandle* const dedupe = rep_->family(kDedupe);
  const std::string path = absl::StrCat(rep_->options.path, "/", kMarksDraft);
  rocksdb::Options options;
  static_cast<rocksdb::ColumnFamilyOptions&>(options) = db->GetOptions(dedupe);
  options.table_factory = MarkFileFactory(rep_->cache);
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, dedupe);
  rocksdb::Status status = writer.Open(path);
  std::string key;
  for (const CallMark& mark : marks) {
    key.clear();
    AppendMarkKey({sealed.generation.number, mark}, &key);
    if (status.ok()) status = writer.Put(key, "");
  }
  if (status.ok()) status = writer.Finish();
  if (!status.ok()) return Translate(status, rep_->options.path);
  absl::Status ingested = Ingest(path);
  return ingested.ok() ? AfterIngest(sealed) : ingested;
}

// Under a snapshot, RocksDB puts the file on level 0 at once. Else it looks for the lowest level
// that has room, in files of the newest version with an iterator of what readers see; between a
// compaction and its becoming visible these differ, and looking at a level that is new ends the
// process.
absl::Status MarkIndex::Ingest(const std::string& path) {
  rocksdb::DB* const db = rep_->db.get();
  rocksdb::IngestExternalFileOptions options;
  options.move_files = true;
  options.snapshot_consistency = true;
  const rocksdb::ManagedSnapshot snapshot(db);
  return Translate(db->IngestExternalFile(rep_->family(kDedupe), {path}, options),
                   rep_->options.path);
}

// From here on the marks beside the blocks are not needed; losing this costs time only.
absl::Status MarkIndex::AfterIngest(const Sealed& sealed) {
  rocksdb::WriteBatch batch;
  // The list is written in the order in which it changes.
  std::lock_guard lock(mutex_);
  std::vector<MarkGeneration> generations = generations_;
  if (generations.empty() || generations.back().number < sealed.generation.number) {
    generations.push_back(sealed.generation);
  }
  rocksdb::ColumnFamilyHandle* const metadata = rep_->family(kMetadata);
  rocksdb::Status status = batch.Put(metadata, kMarkGenerationsName, MakeGenerations(generations));
  if (status.ok()) status = batch.Put(metadata, kMarksInFilesName, MakeNumber(sealed.next));
  if (status.ok()) {
    status = batch.DeleteRange(rep_->family(kMarks), MakeBlockKey(0), MakeBlockKey(sealed.next));
  }
  if (!status.ok()) return Translate(status, rep_->options.path);
  absl::Status written = rep_->Write(&batch, /*sync=*/false);
  if (written.ok()) generations_ = std::move(generations);
  return written;
}

// No range deletion: it would wait in the memtable while younger files are handed to the database,
// whose order of ages it would then break. Marks of a generation that is not listed are never asked
// for, and compactions leave them out.
absl::Status MarkIndex::DropBelow(uint64_t first) {
  {
    std::lock_guard lock(mutex_);
    size_t gone = 0;
    while (gone + 1 < generations_.size() && generations_[gone + 1].first_sequence <= first) ++gone;
    if (gone > 0) {
      const std::vector<MarkGeneration> kept(generations_.begin() + static_cast<ptrdiff_t>(gone),
                                             generations_.end());
      rocksdb::WriteBatch batch;
      const rocksdb::Status status =
          batch.Put(rep_->family(kMetadata), kMarkGenerationsName, MakeGenerations(kept));
      if (!status.ok()) return Translate(status, rep_->options.path);
      absl::Status written = rep_->Write(&batch, /*sync=*/false);
      if (!written.ok()) return written;
      generations_ = kept;
      rep_->first_generation = kept.front().number;
    }
  }
  if (rep_->first_generation == 0) return absl::OkStatus();
  const std::string end = MakeGenerationKey(rep_->first_generation);
  const rocksdb::Slice end_slice = end;
  const rocksdb::RangePtr range(nullptr, &end_slice);
  return Translate(rocksdb::DeleteFilesInRanges(rep_->db.get(), rep_->family(kDedupe), &range, 1,
                                                /*include_end=*/false),
                   rep_->options.path);
}

size_t MarkIndex::MemoryOfSets(size_t marks_in_memory) {
  // Two sets, a byte of control a slot, at most 7/8 full, and doubled when that is passed.
  return 2 * 2 * (sizeof(CallMark) + 1) * marks_in_memory;
}

}  // namespace stillwatch::storage
