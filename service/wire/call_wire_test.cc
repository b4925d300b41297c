#include "service/wire/call_wire.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/normalise/call_proto.h"
#include "stillwatch/v1/ingest_service.pb.h"

namespace stillwatch::wire {
namespace {

v1::Call RandomCall(std::mt19937_64* random) {
  const auto some = [&] { return (*random)() % 3 != 0; };
  const auto text = [&] {
    return some() ? std::string((*random)() % 300, static_cast<char>('a' + (*random)() % 26)) : "";
  };
  const auto number = [&] { return static_cast<int64_t>((*random)() >> (*random)() % 64); };
  v1::Call call;
  call.set_account_id(text());
  call.set_request_id(text());
  if (some()) call.mutable_time()->set_seconds(number());
  if (some()) call.mutable_time()->set_nanos(static_cast<int32_t>(number()));
  call.set_organization_id(text());
  call.set_api_key_id(text());
  call.set_operation(text());
  call.set_model(text());
  if (some()) {
    v1::SamplingParams* params = call.mutable_params();
    if (some()) params->set_temperature(0.7);
    if (some()) params->set_top_p(0);
    if (some()) params->set_n(static_cast<int32_t>(number()));
    if (some()) params->set_max_output_tokens(number());
    if (some()) params->set_seed(-number());
    if (some()) params->set_stream(some());
    if (some()) params->set_logprobs(some());
    if (some()) params->set_top_logprobs(static_cast<int32_t>(number()));
    while (some()) (*params->mutable_logit_bias())[number()] = -1.5;
    if (some()) params->set_response_format(text());
  }
  while (some()) {
    v1::Message* message = call.add_messages();
    message->set_role(text());
    message->set_content(text());
  }
  if (some()) {
    call.mutable_usage()->set_input_tokens(number());
    call.mutable_usage()->set_output_tokens(-number());
    call.mutable_usage()->set_reasoning_tokens(number());
    call.mutable_usage()->set_cached_input_tokens(number());
  }
  call.set_finish_reason(text());
  call.set_status(static_cast<int32_t>(number()));
  call.set_latency_ms(number());
  if (some()) {
    call.mutable_client()->set_ip(text());
    call.mutable_client()->set_asn(number());
    call.mutable_client()->set_country(text());
    call.mutable_client()->set_user_agent(text());
    call.mutable_client()->set_tls_fingerprint(text());
  }
  call.set_billing_fingerprint(text());
  return call;
}

// The order of a map's entries is nobody's business.
std::string Text(const v1::Call& call) { return call.DebugString(); }

TEST(CallWire, ReadsWhatProtobufReads) {
  std::mt19937_64 random(1);
  StreamCallsView view;
  detector::CallView call;
  for (int round = 0; round < 300; ++round) {
    v1::StreamCallsRequest request;
    request.set_sequence(random());
    request.set_source(absl::StrCat("source ", round));
    for (uint64_t calls = random() % 5; calls > 0; --calls) {
      *request.add_calls() = RandomCall(&random);
    }
    const std::string bytes = request.SerializeAsString();
    ASSERT_TRUE(ReadStreamCalls(bytes, &view));
    EXPECT_EQ(view.sequence, request.sequence());
    EXPECT_EQ(view.source, request.source());
    ASSERT_EQ(view.calls.size(), static_cast<size_t>(request.calls_size()));
    for (size_t i = 0; i < view.calls.size(); ++i) {
      ASSERT_TRUE(ReadCall(view.calls[i], &call));
      v1::Call read;
      service::ToProto(call, &read);
      EXPECT_EQ(Text(read), Text(request.calls(static_cast<int>(i))));
    }
  }
}

TEST(CallWire, ViewsOfMessagesAreTheSame) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 300; ++round) {
    const v1::Call call = RandomCall(&random);
    detector::CallView view;
    service::ViewOf(call, &view);
    v1::Call back;
    service::ToProto(view, &back);
    EXPECT_EQ(Text(back), Text(call));
  }
}

TEST(CallWire, UnknownFieldsAndOtherTypesArePassedOver) {
  v1::Call call;
  call.set_account_id("a");
  std::string bytes = call.SerializeAsString();
  bytes += std::string("\xf8\x7f\x05", 3);       // Field 2047, a varint.
  bytes += std::string("\x60\x07\x62\x01x", 5);  // status as it is, then as bytes.
  detector::CallView view;
  ASSERT_TRUE(ReadCall(bytes, &view));
  EXPECT_EQ(view.account_id, "a");
  EXPECT_EQ(view.status, 7);
}

TEST(CallWire, AViewThatIsUsedAgainKeepsNothing) {
  std::mt19937_64 random(3);
  detector::CallView view;
  for (int round = 0; round < 50; ++round) {
    const std::string bytes = RandomCall(&random).SerializeAsString();
    ReadCall(bytes, &view);
    ASSERT_TRUE(ReadCall("", &view));
    v1::Call empty;
    service::ToProto(view, &empty);
    EXPECT_EQ(empty.ByteSizeLong(), 0u);
  }
}

TEST(CallWire, CutOrDamagedBytesAreNeverReadBeyond) {
  std::mt19937_64 random(4);
  StreamCallsView view;
  detector::CallView call;
  const auto read_all = [&](const std::string& bytes) {
    const bool good = ReadStreamCalls(bytes, &view);
    for (const absl::string_view one : view.calls) ReadCall(one, &call);
    return good;
  };
  for (int round = 0; round < 300; ++round) {
    v1::StreamCallsRequest request;
    request.set_sequence(7);
    for (int i = 0; i < 2; ++i) *request.add_calls() = RandomCall(&random);
    const std::string bytes = request.SerializeAsString();
    for (int i = 0; i < 40; ++i) {
      read_all(bytes.substr(0, random() % bytes.size()));
      std::string damaged = bytes;
      for (int n = 0; n < 3; ++n) {
        damaged[random() % damaged.size()] ^= static_cast<char>(random());
      }
      read_all(damaged);
    }
    EXPECT_TRUE(read_all(bytes));
    EXPECT_FALSE(read_all(bytes + "\x12\x7f"));
  }
}

}  // namespace
}  // namespace stillwatch::wire
