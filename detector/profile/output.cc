#include <cmath>

#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kBuckets = 40;  // Up to 2^20 tokens; more go into the last.
constexpr int64_t kTinyTokens = 4;

int Bucket(int64_t tokens) {
  if (tokens <= 1) return 0;
  const int bucket = static_cast<int>(2 * std::log2(static_cast<double>(tokens)));
  return bucket < kBuckets ? bucket : kBuckets - 1;
}

bool NearCap(const v1::StoredCall& call) {
  if (call.finish_reason() == "length" || call.finish_reason() == "max_tokens") return true;
  return call.params().has_max_output_tokens() && call.params().max_output_tokens() > 0 &&
         call.output_tokens() * 20 >= call.params().max_output_tokens() * 19;
}

}  // namespace

void AddToOutput(const v1::StoredCall& call, Novelty novelty, v1::OutputState* output) {
  if (!call.has_usage()) return;
  const int bucket = Bucket(call.output_tokens());
  while (output->tokens_histogram_size() <= bucket) output->add_tokens_histogram(0);
  output->set_tokens_histogram(bucket, output->tokens_histogram(bucket) + 1);
  if (NearCap(call)) output->set_near_cap(output->near_cap() + 1);
  if (call.output_tokens() <= kTinyTokens) output->set_tiny(output->tiny() + 1);
  const double log_output = std::log1p(static_cast<double>(call.output_tokens()));
  output->set_sum_log_output(output->sum_log_output() + log_output);
  output->set_sum_log_output_squared(output->sum_log_output_squared() + log_output * log_output);
  output->set_sum_log_input(output->sum_log_input() +
                            std::log1p(static_cast<double>(call.input_tokens())));
  if (novelty == Novelty::kNew) {
    output->set_new_request_tokens(output->new_request_tokens() + call.output_tokens());
  }
}

}  // namespace stillwatch::detector
