#include "detector/profile/examples.h"

#include <algorithm>
#include <bit>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kLongOutputTokens = 400;

// Values of stillwatch.v1.Mark.
constexpr uint32_t kReasoning = 1u << 0;
constexpr uint32_t kJudge = 1u << 1 | 1u << 2;
constexpr uint32_t kGenerate = 1u << 3 | 1u << 4 | 1u << 8;
constexpr uint32_t kRoleScript = 1u << 6;

// The first two places fill at once; from then on the others take turns at calls 3, 4, 6, 8, 12,
// 16, 24, …: ever rarer, so that they spread.
int PlaceOf(uint32_t call) {
  if (call <= 2) return static_cast<int>(call) - 1;
  const int exponent = static_cast<int>(std::bit_width(call)) - 1;
  const uint32_t power = 1u << exponent;
  if (call != power && call != power + power / 2) return -1;
  const int step = 2 * exponent + (call == power ? 0 : 1);
  return 2 + step % 3;
}

void Keep(absl::string_view request_id, uint32_t* calls, Examples::Kind* kind) {
  if (request_id.size() > Examples::kMaxIdBytes) return;
  const int place = PlaceOf(++*calls);
  if (place < 0) return;
  const auto at = static_cast<size_t>(place);
  kind->id_bytes[at] = static_cast<uint8_t>(request_id.size());
  std::copy(request_id.begin(), request_id.end(), kind->id[at].begin());
}

}  // namespace

void Examples::Add(const StoredCall& call, Novelty novelty) {
  const uint32_t marks = call.fingerprint.marks;
  const auto keep_if = [&](bool condition, ExampleKind kind) {
    const auto at = static_cast<size_t>(kind);
    if (condition) Keep(call.request_id, &calls[at], &kinds[at]);
  };
  keep_if(novelty == Novelty::kNew || !call.has_fingerprint, ExampleKind::kNewRequest);
  keep_if(call.output_tokens >= kLongOutputTokens, ExampleKind::kLongOutput);
  keep_if((marks & kReasoning) != 0, ExampleKind::kReasoning);
  keep_if((marks & kGenerate) != 0, ExampleKind::kGeneration);
  keep_if((marks & kJudge) != 0, ExampleKind::kPreference);
  keep_if((marks & kRoleScript) != 0, ExampleKind::kRoleScript);
  keep_if(call.params.logprobs.value_or(false) || call.params.logit_bias_entries > 0,
          ExampleKind::kLogits);
  keep_if(novelty != Novelty::kNew && novelty != Novelty::kNoRequest, ExampleKind::kRepeat);
}

std::vector<absl::string_view> Examples::Of(ExampleKind kind) const {
  const Kind& kept = kinds[static_cast<size_t>(kind)];
  std::vector<absl::string_view> ids;
  for (size_t i = 0; i < kKept; ++i) {
    if (kept.id_bytes[i] > 0) ids.emplace_back(kept.id[i].data(), kept.id_bytes[i]);
  }
  return ids;
}

}  // namespace stillwatch::detector
