#include "tests/bench/adversary.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::bench {
namespace {

constexpr int64_t kFirstSecond = 1767571200;
constexpr int64_t kSecondsOfYear = 365 * 86400;
constexpr size_t kLongestName = 256;
constexpr size_t kShortId = 64;
constexpr int kSetups = 3;

}  // namespace

std::string Adversary::Text(size_t bytes) {
  std::string text(bytes, ' ');
  for (char& letter : text) letter = static_cast<char>('a' + random_() % 26);
  return text;
}

void Adversary::SpoilParams(v1::SamplingParams* params) {
  const auto below = [this](int limit) {
    return static_cast<int>(random_() % static_cast<unsigned>(limit));
  };
  params->set_temperature(below(100000) / 1000.0);
  params->set_top_p(below(1000) / 1000.0);
  params->set_n(1 + below(10000));
  params->set_max_output_tokens(below(1000000));
  params->set_seed(below(1000000));
  params->set_stream(below(2) > 0);
  params->set_logprobs(below(2) > 0);
  params->set_top_logprobs(below(1000));
  (*params->mutable_logit_bias())[below(100000)] = below(100);
  params->set_response_format(Text(64));
}

void Adversary::Spoil(v1::Call* call) {
  const auto below = [this](int limit) {
    return static_cast<int>(random_() % static_cast<unsigned>(limit));
  };
  call->set_account_id(std::string(kAccount));
  // Both long ones and such that are short enough to be kept as examples.
  call->set_request_id(Text(below(2) > 0 ? kLongestName : kShortId));
  call->mutable_time()->set_seconds(kFirstSecond +
                                    static_cast<int64_t>(random_() % kSecondsOfYear));
  call->mutable_time()->set_nanos(below(1000000000));
  call->set_organization_id(Text(kLongestName));
  call->set_api_key_id(Text(kLongestName));
  call->set_model(Text(kLongestName));
  // In turn with setups of their own and with a few that come again, to have strands as well.
  const int setup = below(2) > 0 ? 0 : 1 + below(kSetups);
  call->set_operation(setup == 0 ? Text(64) : absl::StrCat("operation ", setup));
  call->set_finish_reason(Text(64));
  call->set_status(below(4) > 0 ? 200 : 429);
  call->set_latency_ms(below(1000000));
  call->set_billing_fingerprint(Text(kLongestName));
  call->clear_params();
  if (setup == 0) {
    SpoilParams(call->mutable_params());
  } else {
    for (v1::Message& message : *call->mutable_messages()) message.set_role("user");
  }
  v1::Usage* usage = call->mutable_usage();
  usage->set_input_tokens(below(1000000));
  usage->set_output_tokens(below(1 << (1 + below(20))));
  usage->set_reasoning_tokens(below(1000000));
  usage->set_cached_input_tokens(below(1000000));
  v1::Client* client = call->mutable_client();
  client->set_ip(absl::StrCat(1 + below(223), ".", below(256), ".", below(256), ".", below(256)));
  client->set_asn(below(1 << 30));
  client->set_country(Text(2));
  client->set_user_agent(Text(1024));
  client->set_tls_fingerprint(Text(kLongestName));
  if (setup != 0 || below(2) == 0) return;
  v1::Message* system = call->add_messages();
  system->set_role("system");
  system->set_content(Text(200));
}

}  // namespace stillwatch::bench
