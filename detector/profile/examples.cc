#include <algorithm>

#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kKeptFirst = 2;
constexpr int kKept = 5;
constexpr int64_t kLongOutputTokens = 400;
// Ids longer than this are not kept, so that examples stay small.
constexpr size_t kMaxIdBytes = 64;

void Keep(ExampleKind kind, const std::string& request_id, v1::ExampleState* examples) {
  if (request_id.size() > kMaxIdBytes) return;
  auto* kinds = examples->mutable_kinds();
  auto found = std::find_if(
      kinds->begin(), kinds->end(),
      [kind](const v1::ExampleKindState& state) { return state.kind() == static_cast<int>(kind); });
  v1::ExampleKindState* state = found == kinds->end() ? examples->add_kinds() : &*found;
  state->set_kind(static_cast<int>(kind));
  if (state->request_ids_size() == kKept) {
    auto* ids = state->mutable_request_ids();
    for (int i = kKeptFirst; i + 1 < kKept; ++i) ids->SwapElements(i, i + 1);
    ids->RemoveLast();
  }
  state->add_request_ids(request_id);
}

}  // namespace

void AddToExamples(const v1::StoredCall& call, Novelty novelty, v1::ExampleState* examples) {
  const auto marked = [&](v1::Mark mark) { return (call.fingerprint().marks() >> mark & 1) != 0; };
  const auto keep_if = [&](bool condition, ExampleKind kind) {
    if (condition) Keep(kind, call.request_id(), examples);
  };
  keep_if(novelty == Novelty::kNew || !call.has_fingerprint(), ExampleKind::kNewRequest);
  keep_if(call.output_tokens() >= kLongOutputTokens, ExampleKind::kLongOutput);
  keep_if(marked(v1::MARK_REASONING), ExampleKind::kReasoning);
  keep_if(marked(v1::MARK_GENERATE_TASKS) || marked(v1::MARK_REWRITE), ExampleKind::kGeneration);
  keep_if(marked(v1::MARK_JUDGE) || marked(v1::MARK_RUBRIC), ExampleKind::kPreference);
  keep_if(marked(v1::MARK_ROLE_SCRIPT), ExampleKind::kRoleScript);
  keep_if(call.params().logprobs() || call.params().logit_bias_entries() > 0, ExampleKind::kLogits);
  keep_if(novelty == Novelty::kRecent || novelty == Novelty::kImmediate, ExampleKind::kRepeat);
}

}  // namespace stillwatch::detector
