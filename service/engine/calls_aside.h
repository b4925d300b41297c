#ifndef STILLWATCH_SERVICE_ENGINE_CALLS_ASIDE_H_
#define STILLWATCH_SERVICE_ENGINE_CALLS_ASIDE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"
#include "service/engine/account_record.h"
#include "storage/store.h"

namespace stillwatch::service {

// Between two assessments nobody hears of an account. When memory is short, such calls of accounts
// that are not in it are put aside as they are: added to what the store has, which need not be read
// for that. They are folded once the account is to be assessed, or somebody asks for it. What is in
// memory is for each account how many calls may still be put aside, and the newest calls: they are
// written many at once, as the store takes neighbours with less work than strangers.
class CallsAside {
 public:
  // Of an account, so that what is stored of it stays small.
  static constexpr int64_t kMostCalls = 64;

  // What is known of an account that is not in memory.
  struct Room {
    bool stored = false;  // The store has something of it.
    // It is in an account's form, not just calls.
    bool folded = false;
    uint8_t calls = 0;  // Put aside.
    uint8_t more = 0;   // May be, too.
  };

  // Of the table and the calls that wait, together.
  explicit CallsAside(size_t limit_bytes);

  std::optional<Room> Find(const AccountKey& key) const;
  // Gets memory on its way for a Find that follows shortly.
  void Prefetch(const AccountKey& key) const { known_.prefetch(Known(key)); }
  // The store has the account, folded, and so many of its next calls may be put aside.
  void Expect(const AccountKey& key, int64_t more);
  // Puts the call aside, where `room` has some. If the store has nothing, whatever it had of the
  // account is forgotten.
  void Add(const AccountKey& key, Room room, const LoggedCall& call);
  // The account is in memory.
  void Forget(const AccountKey& key) { known_.erase(Known(key)); }

  // Whether some of the account's calls wait to be written; perhaps others' only. Not to be asked
  // of an account that is in memory, nor of one that left it before they were written.
  bool IsUnwritten(const AccountKey& key) const;
  // Appends the account's calls that wait to what the store has of it.
  void AppendUnwritten(absl::string_view account_id, std::string* record) const;
  // As many calls wait as should: they are to be written soon.
  bool IsFull() const { return text_.size() >= most_text_; }
  // Writes what waits; it waits on if that fails.
  absl::Status Write(storage::Store* store);
  // The first call that waits; `end` if none does.
  uint64_t FirstUnwritten(uint64_t end) const { return unwritten_.empty() ? end : first_; }

  size_t bytes() const;

 private:
  // In 16 bytes; what is left of the key still tells any two accounts apart.
  struct Known {
    explicit Known(const AccountKey& key)
        : low(key.low), high(key.high), calls(0), more(0), write(0), folded(0) {}

    friend bool operator==(const Known& a, const Known& b) {
      return a.low == b.low && a.high == b.high;
    }
    template <typename H>
    friend H AbslHashValue(H h, const Known& known) {
      return H::combine(std::move(h), known.low);
    }

    uint64_t low;
    uint64_t high : 40;
    uint64_t calls : 7;
    uint64_t more : 7;
    uint64_t write : 9;  // The number of the write after which nothing of it waits.
    uint64_t folded : 1;
  };

  // A call that waits. Its account's id and its record are in text_, one behind the other.
  struct Unwritten {
    size_t begin;
    uint32_t id_bytes;
    uint32_t record_bytes;
    int64_t time_us;
    bool first;  // The store has nothing of the account.
  };

  void Put(const Known& known);
  absl::string_view IdOf(const Unwritten& call) const {
    return absl::string_view(text_).substr(call.begin, call.id_bytes);
  }
  absl::string_view RecordOf(const Unwritten& call) const {
    return absl::string_view(text_).substr(call.begin + call.id_bytes, call.record_bytes);
  }

  const size_t most_text_;  // Of calls that wait.
  const size_t limit_;      // Accounts that are known; room for them is made at once.
  absl::flat_hash_set<Known> known_;
  std::vector<Unwritten> unwritten_;
  std::string text_;
  uint64_t first_ = 0;  // Sequence number of the first of them.
  uint64_t write_ = 0;  // The next one.
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_CALLS_ASIDE_H_
