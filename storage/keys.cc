#include "storage/keys.h"

#include <array>

namespace stillwatch::storage {
namespace {

constexpr size_t kNumberBytes = 8;
constexpr size_t kHeaderBytes = 4;
constexpr size_t kGenerationBytes = 4;
constexpr uint64_t kSignBit = uint64_t{1} << 63;

void AppendBigEndian(uint64_t number, size_t bytes, std::string* out) {
  std::array<char, kNumberBytes> big_endian;
  for (size_t i = 0; i < bytes; ++i) {
    big_endian[i] = static_cast<char>(number >> (8 * (bytes - 1 - i)));
  }
  out->append(big_endian.data(), bytes);
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

void AppendMark(const CallMark& mark, std::string* out) {
  AppendBigEndian(mark.high, kNumberBytes, out);
  AppendBigEndian(mark.low, kNumberBytes, out);
}

std::optional<CallMark> ParseMark(absl::string_view bytes) {
  if (bytes.size() != kMarkBytes) return std::nullopt;
  return CallMark{ReadBigEndian(bytes.substr(0, kNumberBytes)),
                  ReadBigEndian(bytes.substr(kNumberBytes))};
}

void AppendMarkKey(const MarkKey& key, std::string* out) {
  AppendBigEndian(key.generation, kGenerationBytes, out);
  AppendMark(key.mark, out);
}

std::optional<MarkKey> ParseMarkKey(absl::string_view key) {
  if (key.size() != kMarkKeyBytes) return std::nullopt;
  return MarkKey{static_cast<uint32_t>(ReadBigEndian(key.substr(0, kGenerationBytes))),
                 *ParseMark(key.substr(kGenerationBytes))};
}

std::string MakeGenerationKey(uint32_t generation) {
  std::string key;
  AppendBigEndian(generation, kGenerationBytes, &key);
  return key;
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

void AppendAccountHeader(int64_t last_active_us, std::string* value) {
  AppendBigEndian(static_cast<uint64_t>(last_active_us), kNumberBytes, value);
}

std::optional<int64_t> ConsumeAccountHeader(absl::string_view* value) {
  if (value->size() < kNumberBytes) return std::nullopt;
  const auto time = static_cast<int64_t>(ReadBigEndian(value->substr(0, kNumberBytes)));
  value->remove_prefix(kNumberBytes);
  return time;
}

std::string MakeGenerations(absl::Span<const MarkGeneration> generations) {
  std::string value;
  for (const MarkGeneration& generation : generations) {
    AppendBigEndian(generation.number, kNumberBytes, &value);
    AppendBigEndian(generation.first_sequence, kNumberBytes, &value);
    AppendBigEndian(static_cast<uint64_t>(generation.clock_us), kNumberBytes, &value);
  }
  return value;
}

std::optional<std::vector<MarkGeneration>> ParseGenerations(absl::string_view value) {
  if (value.size() % (3 * kNumberBytes) != 0) return std::nullopt;
  std::vector<MarkGeneration> generations;
  const auto next = [&value] {
    const uint64_t number = ReadBigEndian(value.substr(0, kNumberBytes));
    value.remove_prefix(kNumberBytes);
    return number;
  };
  while (!value.empty()) {
    MarkGeneration& generation = generations.emplace_back();
    const uint64_t number = next();
    if (number > std::numeric_limits<uint32_t>::max()) return std::nullopt;
    generation.number = static_cast<uint32_t>(number);
    generation.first_sequence = next();
    generation.clock_us = static_cast<int64_t>(next());
  }
  return generations;
}

}  // namespace stillwatch::storage
