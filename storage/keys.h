#ifndef STILLWATCH_STORAGE_KEYS_H_
#define STILLWATCH_STORAGE_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

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

// Column families calls, marks and arrivals: 8 bytes, the sequence number of the block's first
// call.
std::string MakeBlockKey(uint64_t first_sequence);
std::optional<uint64_t> ParseBlockKey(absl::string_view key);

// A mark, as it stands beside blocks: 16 bytes.
inline constexpr size_t kMarkBytes = 16;
void AppendMark(const CallMark& mark, std::string* out);
std::optional<CallMark> ParseMark(absl::string_view bytes);

// Column family dedupe: 4 bytes, the generation, then the mark. What begins with a generation is
// therefore one range.
inline constexpr size_t kMarkKeyBytes = 4 + kMarkBytes;
struct MarkKey {
  uint32_t generation = 0;
  CallMark mark;

  friend bool operator==(const MarkKey& a, const MarkKey& b) = default;
};
void AppendMarkKey(const MarkKey& key, std::string* out);
std::optional<MarkKey> ParseMarkKey(absl::string_view key);
// The first 4 bytes alone: not above any key of the generation, above all keys of older ones.
std::string MakeGenerationKey(uint32_t generation);

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

// The number that begins the value of an account: the event time of its newest call in
// microseconds, two's complement; the greatest one for an account that is kept however long it is
// idle. 8 bytes.
inline constexpr int64_t kNeverIdle = std::numeric_limits<int64_t>::max();
void AppendAccountHeader(int64_t last_active_us, std::string* value);
// Takes the header off.
std::optional<int64_t> ConsumeAccountHeader(absl::string_view* value);

// Marks written from some call on, as the metadata lists them: 8 bytes each for number, first call
// and the log's clock when the generation began.
struct MarkGeneration {
  uint32_t number = 0;
  uint64_t first_sequence = 0;
  int64_t clock_us = 0;

  friend bool operator==(const MarkGeneration& a, const MarkGeneration& b) = default;
};
std::string MakeGenerations(absl::Span<const MarkGeneration> generations);
std::optional<std::vector<MarkGeneration>> ParseGenerations(absl::string_view value);

// Numbers in the metadata, and the log's clock in arrivals. 8 bytes; times in two's complement.
std::string MakeNumber(uint64_t number);
std::optional<uint64_t> ParseNumber(absl::string_view value);

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_KEYS_H_
