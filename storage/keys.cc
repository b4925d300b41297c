#include "storage/keys.h"

namespace stillwatch::storage {
namespace {

constexpr size_t kNumberBytes = 8;
constexpr size_t kHeaderBytes = 4;
constexpr uint64_t kSignBit = uint64_t{1} << 63;

void AppendBigEndian(uint64_t number, size_t bytes, std::string* out) {
  for (size_t i = bytes; i-- > 0;) out->push_back(static_cast<char>(number >> (8 * i)));
}

uint64_t ReadBigEndian(absl::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<uint8_t>(byte);
  return number;
}

}  // namespace

std::string MakeNumber(uint64_t number) {
  std::string bytes;
  AppendBigEndian(number, kNumberBytes, &bytes);
  return bytes;
}

std::optional<uint64_t> ParseNumber(absl::string_view value) {
  if (value.size() != kNumberBytes) return std::nullopt;
  return ReadBigEndian(value);
}

std::string MakeBlockKey(uint64_t first_sequence) { return MakeNumber(first_sequence); }
std::optional<uint64_t> ParseBlockKey(absl::string_view key) { return ParseNumber(key); }

void AppendMarkKey(const CallMark& mark, std::string* out) {
  AppendBigEndian(mark.high, kNumberBytes, out);
  AppendBigEndian(mark.low, kNumberBytes, out);
}

std::string MakeMarkKey(const CallMark& mark) {
  std::string key;
  AppendMarkKey(mark, &key);
  return key;
}

std::optional<CallMark> ParseMarkKey(absl::string_view key) {
  if (key.size() != kMarkBytes) return std::nullopt;
  return CallMark{ReadBigEndian(key.substr(0, kNumberBytes)),
                  ReadBigEndian(key.substr(kNumberBytes))};
}

std::string MakeFindingTimeKey(const FindingTimeKey& key) {
  std::string bytes = MakeNumber(~(static_cast<uint64_t>(key.open_time_us) ^ kSignBit));
  bytes += key.finding_id;
  return bytes;
}

std::optional<FindingTimeKey> ParseFindingTimeKey(absl::string_view key) {
  if (key.size() <= kNumberBytes) return std::nullopt;
  const uint64_t inverted = ReadBigEndian(key.substr(0, kNumberBytes));
  return FindingTimeKey{static_cast<int64_t>(~inverted ^ kSignBit),
                        std::string(key.substr(kNumberBytes))};
}

void AppendBlockHeader(uint32_t count, std::string* value) {
  AppendBigEndian(count, kHeaderBytes, value);
}

std::optional<uint32_t> ConsumeBlockHeader(absl::string_view* value) {
  if (value->size() < kHeaderBytes) return std::nullopt;
  const auto count = static_cast<uint32_t>(ReadBigEndian(value->substr(0, kHeaderBytes)));
  value->remove_prefix(kHeaderBytes);
  return count;
}

}  // namespace stillwatch::storage
