#ifndef STILLWATCH_STORAGE_KEYS_H_
#define STILLWATCH_STORAGE_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

// The bytes of every key, in this file alone; docs/storage-format.md specifies them. Numbers are
// big-endian, so that keys sort as the numbers do. Parsing gives nothing for bytes that no Make
// function returns.

namespace stillwatch::storage {

// Tells a call of a deployment from every other; made by whoever normalises calls.
struct CallMark {
  uint64_t high = 0;
  uint64_t low = 0;

  friend bool operator==(const CallMark& a, const CallMark& b) = default;
  template <typename H>
  friend H AbslHashValue(H h, const CallMark& mark) {
    return H::combine(std::move(h), mark.high, mark.low);
  }
};

// Column families calls and marks: 8 bytes, the sequence number of the block's first call.
std::string MakeBlockKey(uint64_t first_sequence);
std::optional<uint64_t> ParseBlockKey(absl::string_view key);

// Column family dedupe: 16 bytes.
inline constexpr size_t kMarkBytes = 16;
void AppendMarkKey(const CallMark& mark, std::string* out);
std::string MakeMarkKey(const CallMark& mark);
std::optional<CallMark> ParseMarkKey(absl::string_view key);

// Column family findings_by_time: 8 bytes, the opening time inverted so that the newest comes first
// (with the sign bit turned over before), then the finding's id.
struct FindingTimeKey {
  int64_t open_time_us = 0;
  std::string finding_id;  // Not empty.
};
std::string MakeFindingTimeKey(const FindingTimeKey& key);
std::optional<FindingTimeKey> ParseFindingTimeKey(absl::string_view key);

// Column families accounts, findings and metadata: the id or name itself, 1 byte or more.

// The number that begins the value of a block: how many calls are in it. 4 bytes.
void AppendBlockHeader(uint32_t count, std::string* value);
// Takes the header off.
std::optional<uint32_t> ConsumeBlockHeader(absl::string_view* value);

// Numbers in the metadata. 8 bytes.
std::string MakeNumber(uint64_t number);
std::optional<uint64_t> ParseNumber(absl::string_view value);

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_KEYS_H_
