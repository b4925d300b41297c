#include "detector/profile/output.h"

#include <algorithm>
#include <bit>

#include "detector/call/answer.h"
#include "detector/call/stored_call.h"
#include "detector/profile/logarithm.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kTinyTokens = 4;

// floor(2 log2(tokens)), in whole numbers so that every machine agrees.
size_t Bucket(uint64_t tokens) {
  if (tokens <= 1) return 0;
  if (tokens >= uint64_t{1} << 30) return Output::kBuckets - 1;
  const size_t exponent = static_cast<size_t>(std::bit_width(tokens)) - 1;
  const size_t half = tokens * tokens >= uint64_t{2} << (2 * exponent) ? 1 : 0;
  return std::min(2 * exponent + half, Output::kBuckets - 1);
}

bool NearCap(const StoredCall& call) {
  if (call.finish_reason == "length" || call.finish_reason == "max_tokens") return true;
  const int64_t limit = call.params.max_output_tokens.value_or(0);
  // Divided, as a limit can be as large as numbers go.
  return limit > 0 && call.output_tokens >= limit - limit / 20;
}

}  // namespace

void Output::Add(const StoredCall& call, Novelty novelty) {
  const std::optional<int64_t> answer = AnswerTokens(call);
  if (!answer.has_value()) return;
  const auto tokens = static_cast<uint64_t>(*answer);
  ++tokens_histogram[Bucket(tokens)];
  near_cap += NearCap(call) ? 1 : 0;
  tiny += *answer <= kTinyTokens ? 1 : 0;
  const double log_output = Log1p(tokens);
  sum_log_output += log_output;
  sum_log_output_squared += log_output * log_output;
  sum_log_input += Log1p(static_cast<uint64_t>(call.input_tokens));
  if (novelty == Novelty::kNew) new_request_tokens += tokens;
}

}  // namespace stillwatch::detector
