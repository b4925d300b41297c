#include "detector/account/folded_part.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/mix.h"
#include "detector/policy/policy.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

// Calls that differ in every field. Keeps the strings that the newest one borrows.
class Calls {
 public:
  StoredCall Next() {
    const uint64_t draw = Avalanche(++drawn_);
    text_ = absl::StrCat("text-", draw % 7);
    country_ = draw % 2 == 0 ? "NL" : "KR";
    id_ = absl::StrCat("request-", drawn_);
    address_ = absl::StrCat("2001:db8:", draw % 9, "::1");
    StoredCall call;
    call.account_id = "a";
    call.request_id = id_;
    call.time_us = 1767571200000000 + static_cast<int64_t>(drawn_ * 61000000);
    call.organization_id = call.api_key_id = call.operation = call.model = text_;
    call.params.temperature = static_cast<double>(draw % 3) / 2;
    call.params.top_p = static_cast<double>(draw % 5) / 5;
    call.params.n = static_cast<int32_t>(draw % 3);
    call.params.max_output_tokens = static_cast<int64_t>(draw % 900);
    call.params.seed = static_cast<int64_t>(draw % 4);
    call.params.stream = draw % 2 == 0;
    call.params.logprobs = draw % 3 == 0;
    call.params.top_logprobs = static_cast<int32_t>(draw % 6);
    call.params.logit_bias_entries = draw % 11;
    call.params.logit_bias_hash = Avalanche(draw % 11);
    call.params.response_format_hash = Avalanche(draw % 2);
    call.params.signature = Avalanche(draw % 13);
    call.has_fingerprint = true;
    call.fingerprint = Print(draw);
    call.has_usage = true;
    call.input_tokens = static_cast<int64_t>(draw % 3000);
    call.output_tokens = static_cast<int64_t>(draw % 2000);
    call.reasoning_tokens = static_cast<int64_t>(draw % 100);
    call.cached_input_tokens = static_cast<int64_t>(draw % 200);
    call.finish_reason = draw % 4 == 0 ? "length" : "stop";
    call.status = draw % 17 == 0 ? 500 : 200;
    call.latency_ms = static_cast<int64_t>(draw % 9000);
    call.client_ip = address_;
    call.client_asn = draw % 65000;
    call.client_country = country_;
    call.user_agent_hash = Avalanche(draw % 3);
    call.tls_hash = Avalanche(draw % 2);
    call.billing_hash = Avalanche(draw % 5);
    return call;
  }

 private:
  static Fingerprint Print(uint64_t draw) {
    Fingerprint print;
    print.content_bytes = draw % 900 + 20;
    print.request_bytes = draw % 400 + 20;
    print.request_words = draw % 80 + 1;
    print.system_bytes = draw % 50;
    print.script = static_cast<uint8_t>(draw % 5);
    print.symbol_permille = draw % 100;
    print.number_permille = draw % 90;
    print.request_hash = Avalanche(draw % 40);
    print.system_hash = Avalanche(draw % 3);
    print.conversation_hash = Avalanche(draw % 30);
    print.user_turns = draw % 4 + 1;
    print.assistant_turns = draw % 4;
    print.tool_turns = draw % 2;
    print.has_request = true;
    for (size_t i = 0; i < print.projection.size(); ++i) {
      print.projection[i] = static_cast<int8_t>(Avalanche(draw + i) % 200 - 100);
    }
    print.marks = static_cast<uint32_t>(Avalanche(draw) % (1u << 20));
    print.prefix_hash = Avalanche(draw % 6);
    print.suffix_hash = Avalanche(draw % 8);
    return print;
  }

  uint64_t drawn_ = 0;
  std::string text_, country_, id_, address_;
};

TEST(FoldedPart, AddsUpToTheSameAccount) {
  const Assessor assessor(*Policy::Create(DefaultPolicyProto()));
  Account all("a"), part("a");
  Calls calls;
  for (int i = 0; i < 400; ++i) {
    const StoredCall call = calls.Next();
    all.Add(call, assessor);
    part.Add(FoldedPart(call), assessor);
  }
  std::string expected, bytes;
  all.AppendTo(&expected);
  part.AppendTo(&bytes);
  EXPECT_EQ(bytes, expected);
}

}  // namespace
}  // namespace stillwatch::detector
