#include "service/wire/call_wire.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <memory>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "service/normalise/call_proto.h"
#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/ingest_service.pb.h"

namespace stillwatch::service {
namespace {

// Calls with any field set or not, of numbers that make no sense too.
class RandomCalls {
 public:
  v1::Call Next() {
    v1::Call call;
    call.set_account_id(Text());
    call.set_request_id(Text());
    if (Coin()) call.mutable_time()->set_seconds(Number<int64_t>());
    if (Coin()) call.mutable_time()->set_nanos(Number<int32_t>());
    call.set_organization_id(Text());
    call.set_api_key_id(Text());
    call.set_operation(Text());
    call.set_model(Text());
    if (Coin()) *call.mutable_params() = Params();
    for (uint64_t i = random_() % 4; i > 0; --i) {
      v1::Message* message = call.add_messages();
      message->set_role(Text());
      message->set_content(Text());
    }
    if (Coin()) {
      call.mutable_usage()->set_input_tokens(Number<int64_t>());
      call.mutable_usage()->set_output_tokens(Number<int64_t>());
      call.mutable_usage()->set_reasoning_tokens(Number<int64_t>());
      call.mutable_usage()->set_cached_input_tokens(Number<int64_t>());
    }
    call.set_finish_reason(Text());
    call.set_status(Number<int32_t>());
    call.set_latency_ms(Number<int64_t>());
    if (Coin()) {
      v1::Client* client = call.mutable_client();
      client->set_ip(Text());
      client->set_asn(Number<int64_t>());
      client->set_country(Text());
      client->set_user_agent(Text());
      client->set_tls_fingerprint(Text());
    }
    call.set_billing_fingerprint(Text());
    return call;
  }

  std::mt19937_64& random() { return random_; }

 private:
  bool Coin() { return random_() % 2 == 0; }
  template <typename T>
  T Number() {
    return Coin() ? 0 : static_cast<T>(random_() >> random_() % 64);
  }
  std::string Text() {
    return std::string(Coin() ? 0 : random_() % 40, static_cast<char>('a' + random_() % 26));
  }
  v1::SamplingParams Params() {
    v1::SamplingParams params;
    if (Coin()) params.set_temperature(static_cast<double>(Number<int64_t>()) / 7);
    if (Coin()) params.set_top_p(-0.0);
    if (Coin()) params.set_n(Number<int32_t>());
    if (Coin()) params.set_max_output_tokens(Number<int64_t>());
    if (Coin()) params.set_seed(Number<int64_t>());
    if (Coin()) params.set_stream(Coin());
    if (Coin()) params.set_logprobs(Coin());
    if (Coin()) params.set_top_logprobs(Number<int32_t>());
    for (uint64_t i = random_() % 4; i > 0; --i) {
      (*params.mutable_logit_bias())[Number<int64_t>()] = static_cast<double>(Number<int32_t>());
    }
    if (Coin()) params.set_response_format(Text());
    return params;
  }

  std::mt19937_64 random_{21};
};

// What a call says, for comparing: equal bytes, also of NaN, and no empty client.
std::string Said(const detector::CallView& view) {
  v1::Call call;
  ToProto(view, &call);
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  call.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

std::string Said(const v1::Call& call) {
  detector::CallView view;
  ViewOf(call, &view);
  return Said(view);
}

// Bytes in memory of exactly their size, so that a sanitizer sees the first read beyond them.
class Exactly {
 public:
  explicit Exactly(absl::string_view bytes)
      : memory_(new char[bytes.size()]), view_(memory_.get(), bytes.size()) {
    bytes.copy(memory_.get(), bytes.size());
  }
  absl::string_view view() const { return view_; }

 private:
  const std::unique_ptr<char[]> memory_;
  const absl::string_view view_;
};

TEST(CallWire, ReadsWhatProtobufReads) {
  RandomCalls calls;
  detector::CallView view;
  for (int i = 0; i < 5000; ++i) {
    const v1::Call call = calls.Next();
    const Exactly bytes(call.SerializeAsString());
    ASSERT_TRUE(ReadCall(bytes.view(), &view));
    ASSERT_EQ(Said(view), Said(call)) << call.ShortDebugString();
  }
}

TEST(CallWire, MessagesOneBehindTheOtherAreMerged) {
  RandomCalls calls;
  detector::CallView view;
  for (int i = 0; i < 1000; ++i) {
    const std::string bytes = calls.Next().SerializeAsString() + calls.Next().SerializeAsString();
    v1::Call both;
    ASSERT_TRUE(both.ParseFromString(bytes));
    ASSERT_TRUE(ReadCall(bytes, &view));
    ASSERT_EQ(Said(view), Said(both)) << both.ShortDebugString();
  }
}

TEST(CallWire, OfABiasThatComesTwiceTheLastCounts) {
  v1::SamplingParams first, second;
  (*first.mutable_logit_bias())[7] = 1;
  (*first.mutable_logit_bias())[3] = 2;
  (*second.mutable_logit_bias())[7] = -5;
  v1::Call one, other;
  *one.mutable_params() = first;
  *other.mutable_params() = second;
  const std::string bytes = one.SerializeAsString() + other.SerializeAsString();
  detector::CallView view;
  ASSERT_TRUE(ReadCall(bytes, &view));
  const std::vector<std::pair<int64_t, double>> expected = {{3, 2.0}, {7, -5.0}};
  EXPECT_EQ(view.params.logit_bias, expected);
}

TEST(CallWire, ReadsARequest) {
  RandomCalls calls;
  v1::StreamCallsRequest request;
  request.set_sequence(uint64_t{1} << 63);
  request.set_source("gateway");
  for (int i = 0; i < 20; ++i) *request.add_calls() = calls.Next();
  request.GetReflection()->MutableUnknownFields(&request)->AddLengthDelimited(99, "news");
  const std::string bytes = request.SerializeAsString();
  StreamCallsView view;
  ASSERT_TRUE(ReadStreamCalls(bytes, &view));
  EXPECT_EQ(view.sequence, request.sequence());
  EXPECT_EQ(view.source, "gateway");
  ASSERT_EQ(view.calls.size(), 20u);
  detector::CallView call;
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(ReadCall(view.calls[static_cast<size_t>(i)], &call));
    EXPECT_EQ(Said(call), Said(request.calls(i)));
  }
  EXPECT_FALSE(ReadStreamCalls(absl::string_view(bytes).substr(0, bytes.size() - 1), &view));
}

TEST(CallWire, AMalformedCallKeepsWhatCameBefore) {
  v1::Call call;
  call.set_account_id("a");
  call.set_request_id("r");
  call.set_model("m");
  const std::string bytes = call.SerializeAsString();
  detector::CallView view;
  EXPECT_FALSE(ReadCall(absl::string_view(bytes).substr(0, bytes.size() - 1), &view));
  EXPECT_EQ(view.account_id, "a");
  EXPECT_EQ(view.request_id, "r");
}

TEST(CallWire, NoCutOrChangedByteDoesHarm) {
  RandomCalls calls;
  std::mt19937_64& random = calls.random();
  detector::CallView view;
  StreamCallsView request;
  int both = 0;
  for (int i = 0; i < 30000; ++i) {
    std::string bytes = calls.Next().SerializeAsString();
    if (random() % 4 == 0) bytes.resize(random() % (bytes.size() + 1));
    for (uint64_t changes = random() % 3; changes > 0 && !bytes.empty(); --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const Exactly changed(bytes);
    ReadStreamCalls(changed.view(), &request);
    const bool read = ReadCall(changed.view(), &view);
    v1::Call call;
    if (!call.ParseFromString(bytes) || !read) continue;
    ++both;
    ASSERT_EQ(Said(view), Said(call)) << call.ShortDebugString();
  }
  EXPECT_GT(both, 10000);
}

}  // namespace
}  // namespace stillwatch::service
