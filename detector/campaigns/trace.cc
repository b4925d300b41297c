#include "detector/campaigns/trace.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

uint16_t ProgramOf(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  const bool alone = call.has_fingerprint && fingerprint.user_turns <= 1 &&
                     fingerprint.assistant_turns == 0 && fingerprint.tool_turns == 0;
  const auto parameters = static_cast<uint16_t>(call.params.signature >> 32);
  return static_cast<uint16_t>((parameters & ~1u) | (alone ? 1u : 0u));
}

size_t CountOf(const std::array<uint16_t, Trace::kTimes>& programs, uint16_t program) {
  size_t count = 0;
  for (const uint16_t other : programs) count += other == program ? 1 : 0;
  return count;
}

// A bit for each dimension, set where the projection is above 0. Eight at a time: adding 127 to its
// lower bits sets a byte's highest one unless they are 0, and the product brings the eight
// together.
uint64_t SignsOf(const std::array<int8_t, Fingerprint::kDimensions>& projection) {
  static_assert(Fingerprint::kDimensions == 64);
  static_assert(std::endian::native == std::endian::little);
  constexpr uint64_t kHighest = 0x8080808080808080u;
  constexpr uint64_t kGather = 0x0002040810204081u;
  uint64_t signs = 0;
  for (size_t i = 0; i < projection.size(); i += 8) {
    uint64_t bytes;
    std::memcpy(&bytes, projection.data() + i, sizeof bytes);
    const uint64_t positive = ((bytes & ~kHighest) + ~kHighest) & ~bytes & kHighest;
    signs |= (positive * kGather >> 56) << i;
  }
  return signs;
}

}  // namespace

uint8_t Trace::LogByte(uint64_t number) {
  const uint64_t x = std::min<uint64_t>(number, UINT32_MAX - 1) + 1;
  const int octave = static_cast<int>(std::bit_width(x)) - 1;
  // The three bits after the first one.
  const uint64_t eighths = (octave >= 3 ? x >> (octave - 3) : x << (3 - octave)) & 7;
  return static_cast<uint8_t>(static_cast<uint64_t>(octave) * 8 + eighths);
}

float Trace::LogOf(uint8_t byte) {
  static const std::array<float, 8> kWithin = [] {
    std::array<float, 8> within;
    for (size_t i = 0; i < within.size(); ++i) {
      within[i] = std::log(1 + (static_cast<float>(i) + 0.5f) / 8);
    }
    return within;
  }();
  return static_cast<float>(byte >> 3) * 0.693147f + kWithin[byte & 7];
}

size_t Trace::Place(uint16_t program) {
  if (calls < kTimes) return calls;
  uint16_t leaves = program;
  size_t most = CountOf(programs, program);
  if (2 * most <= kTimes) {
    for (const uint16_t other : programs) {
      // None can have more.
      if (2 * most >= kTimes) break;
      if (other == leaves || other == program) continue;
      const size_t count = CountOf(programs, other);
      if (count > most || (count == most && other < leaves)) {
        most = count;
        leaves = other;
      }
    }
  }
  size_t oldest = kTimes;
  for (size_t i = 0; i < kTimes; ++i) {
    if (programs[i] == leaves && (oldest == kTimes || times[i] < times[oldest])) oldest = i;
  }
  // Where all programs differ, whoever is oldest goes.
  if (most == 1) {
    oldest = static_cast<size_t>(std::min_element(times.begin(), times.end()) - times.begin());
  }
  dropped_us = std::max(dropped_us, times[oldest]);
  return oldest;
}

void Trace::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  const uint16_t program = ProgramOf(call);
  const size_t at = Place(program);
  programs[at] = program;
  times[at] = call.time_us;
  tags[at] = {TagOf(fingerprint.prefix_hash), TagOf(fingerprint.suffix_hash),
              TagOf(fingerprint.system_hash)};
  sketches[at] = {fingerprint.has_request ? SignsOf(fingerprint.projection) : 0,
                  LogByte(fingerprint.request_words),
                  LogByte(static_cast<uint64_t>(std::max<int64_t>(0, call.output_tokens)))};
  ++calls;
  if (call.billing_hash != 0) billing = call.billing_hash;
  if (call.organization_id.empty()) return;
  const uint64_t hash = XXH3_64bits(call.organization_id.data(), call.organization_id.size()) | 1;
  if (organization != 0 && organization != hash) organizations_differ = true;
  organization = hash;
}

}  // namespace stillwatch::detector
