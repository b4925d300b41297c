#ifndef STILLWATCH_STORAGE_MARK_INDEX_H_
#define STILLWATCH_STORAGE_MARK_INDEX_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "storage/keys.h"

namespace stillwatch::storage {

struct StoreRep;

// Which calls are in the log. Marks are random 16-byte keys that are hardly ever found: the worst
// load for a memtable. So the newest ones live in hash sets; when a set is full a thread of its own
// writes it as one sorted file and hands that to the database. After a restart the sets are filled
// again from the marks that stand beside the blocks.
//
// Files belong to a generation, a quarter of the time that calls are kept; its number begins the
// keys, so that a generation whose calls are all gone is dropped as one range.
//
// Add, Ready, Find and DropBelow are called by the store's writer; Add waits while two full sets
// are there.
class MarkIndex {
 public:
  // Borrows the parts of the store, all but this one in place.
  explicit MarkIndex(StoreRep* rep);
  // Waits for a file that is being written; what is in the sets is still beside the blocks.
  ~MarkIndex();
  MarkIndex(const MarkIndex&) = delete;
  MarkIndex& operator=(const MarkIndex&) = delete;

  // Takes up the generations and the marks beside the blocks. `clock_us` is the log's.
  absl::Status Load(int64_t clock_us);

  // Marks of calls from `first` on, as they are written to the log.
  // To be called when they are.
  void Add(absl::Span<const CallMark> marks, uint64_t first, int64_t clock_us);
  // Why no more marks can be taken: files of them cannot be written, and both sets are full. To be
  // asked before calls are written, for those that are must have their marks here.
  absl::Status Ready();

  // Which of the marks are known, or came before among these.
  absl::Status Find(absl::Span<const CallMark> marks, std::vector<bool>* known);

  // Calls below `first` are gone; so may their marks.
  absl::Status DropBelow(uint64_t first);

  // Bytes that the sets take when they are full.
  static size_t MemoryOfSets(size_t marks_in_memory);

 private:
  using Set = absl::flat_hash_set<CallMark>;
  // A mark that is looked for, and where it stands among those asked for.
  struct Wanted {
    CallMark mark;
    size_t index;
  };
  // A set that is full.
  struct Sealed {
    Set marks;
    uint64_t next = 0;  // Above all its calls.
    MarkGeneration generation;
  };

  void SealIfFull(uint64_t next, int64_t clock_us);
  MarkGeneration GenerationAt(int64_t clock_us) const;
  absl::Status FindInFiles(std::vector<Wanted> left, std::vector<bool>* known);
  void WriteSealed();
  absl::Status WriteFile(const Sealed& sealed);
  absl::Status Ingest(const std::string& path);
  absl::Status AfterIngest(const Sealed& sealed);

  StoreRep* const rep_;
  const size_t set_size_;
  const int64_t generation_span_us_;
  Set filling_;
  uint64_t filling_first_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<MarkGeneration> generations_;  // Of all files; oldest first.
  std::shared_ptr<const Sealed> sealed_;     // Being written; null if nothing is.
  absl::Status fault_;                       // Of the last attempt to write.
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_MARK_INDEX_H_
