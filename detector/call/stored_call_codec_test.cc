#include "detector/call/stored_call_codec.h"

#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/fingerprint.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

using google::protobuf::util::MessageDifferencer;

// Calls with any field set or not, of small, large and negative numbers.
class RandomCalls {
 public:
  StoredCall Next() {
    StoredCall call;
    call.account_id = Text();
    call.request_id = Text();
    call.time_us = Number<int64_t>();
    call.organization_id = Text();
    call.api_key_id = Text();
    call.operation = Text();
    call.model = Text();
    if (Coin()) call.params = Params();
    call.has_fingerprint = Coin();
    if (call.has_fingerprint) call.fingerprint = Print();
    call.has_usage = Coin();
    call.input_tokens = Number<int64_t>();
    call.output_tokens = Number<int64_t>();
    call.reasoning_tokens = Number<int64_t>();
    call.cached_input_tokens = Number<int64_t>();
    call.finish_reason = Text();
    call.status = Number<int32_t>();
    call.latency_ms = Number<int64_t>();
    call.client_ip = Text();
    call.client_asn = Number<uint32_t>();
    call.client_country = Text();
    call.user_agent_hash = Number<uint64_t>();
    call.tls_hash = Number<uint64_t>();
    call.billing_hash = Number<uint64_t>();
    return call;
  }

 private:
  bool Coin() { return random_() % 2 == 0; }

  template <typename T>
  T Number() {
    return Coin() ? 0 : static_cast<T>(random_() >> random_() % 64);
  }

  template <typename T>
  void Maybe(std::optional<T>* value) {
    if (Coin()) *value = Number<T>();
  }

  absl::string_view Text() {
    const size_t most = random_() % 50 == 0 ? 6000 : 40;
    return texts_.emplace_back(Coin() ? 0 : random_() % most,
                               static_cast<char>('a' + random_() % 26));
  }

  StoredParams Params() {
    StoredParams params;
    if (Coin()) params.temperature = static_cast<double>(Number<int64_t>()) / 7;
    if (Coin()) params.top_p = -0.0;
    Maybe(&params.n);
    Maybe(&params.max_output_tokens);
    Maybe(&params.seed);
    Maybe(&params.stream);
    Maybe(&params.logprobs);
    Maybe(&params.top_logprobs);
    params.logit_bias_entries = Number<uint32_t>();
    params.logit_bias_hash = Number<uint64_t>();
    params.response_format_hash = Number<uint64_t>();
    params.signature = Number<uint64_t>();
    return params;
  }

  Fingerprint Print() {
    Fingerprint print;
    for (uint32_t* number :
         {&print.content_bytes, &print.request_bytes, &print.request_words, &print.system_bytes,
          &print.symbol_permille, &print.number_permille, &print.user_turns, &print.assistant_turns,
          &print.tool_turns, &print.marks}) {
      *number = Number<uint32_t>();
    }
    print.request_hash = Number<uint64_t>();
    print.system_hash = Number<uint64_t>();
    print.conversation_hash = Number<uint64_t>();
    print.script = static_cast<uint8_t>(random_() % 10);
    print.prefix_hash = Number<uint64_t>();
    print.suffix_hash = Number<uint64_t>();
    print.has_request = Coin();
    if (print.has_request) {
      for (int8_t& x : print.projection) x = static_cast<int8_t>(random_());
    }
    return print;
  }

  std::mt19937_64 random_{11};
  std::deque<std::string> texts_;
};

v1::StoredParams ProtoOf(const StoredParams& params) {
  v1::StoredParams proto;
  if (params.temperature) proto.set_temperature(*params.temperature);
  if (params.top_p) proto.set_top_p(*params.top_p);
  if (params.n) proto.set_n(*params.n);
  if (params.max_output_tokens) proto.set_max_output_tokens(*params.max_output_tokens);
  if (params.seed) proto.set_seed(*params.seed);
  if (params.stream) proto.set_stream(*params.stream);
  if (params.logprobs) proto.set_logprobs(*params.logprobs);
  if (params.top_logprobs) proto.set_top_logprobs(*params.top_logprobs);
  proto.set_logit_bias_entries(params.logit_bias_entries);
  proto.set_logit_bias_hash(params.logit_bias_hash);
  proto.set_response_format_hash(params.response_format_hash);
  proto.set_signature(params.signature);
  return proto;
}

v1::Fingerprint ProtoOf(const Fingerprint& print) {
  v1::Fingerprint proto;
  proto.set_content_bytes(print.content_bytes);
  proto.set_request_bytes(print.request_bytes);
  proto.set_request_words(print.request_words);
  proto.set_system_bytes(print.system_bytes);
  proto.set_script(static_cast<v1::Script>(print.script));
  proto.set_symbol_permille(print.symbol_permille);
  proto.set_number_permille(print.number_permille);
  proto.set_request_hash(print.request_hash);
  proto.set_system_hash(print.system_hash);
  proto.set_conversation_hash(print.conversation_hash);
  proto.set_user_turns(print.user_turns);
  proto.set_assistant_turns(print.assistant_turns);
  proto.set_tool_turns(print.tool_turns);
  if (print.has_request) {
    proto.set_projection(print.projection.data(), print.projection.size());
  }
  proto.set_marks(print.marks);
  proto.set_prefix_hash(print.prefix_hash);
  proto.set_suffix_hash(print.suffix_hash);
  return proto;
}

std::string StringOf(absl::string_view text) { return std::string(text); }

v1::StoredCall ProtoOf(const StoredCall& call) {
  v1::StoredCall proto;
  proto.set_account_id(StringOf(call.account_id));
  proto.set_request_id(StringOf(call.request_id));
  proto.set_time_us(call.time_us);
  proto.set_organization_id(StringOf(call.organization_id));
  proto.set_api_key_id(StringOf(call.api_key_id));
  proto.set_operation(StringOf(call.operation));
  proto.set_model(StringOf(call.model));
  if (call.params != StoredParams()) *proto.mutable_params() = ProtoOf(call.params);
  if (call.has_fingerprint) *proto.mutable_fingerprint() = ProtoOf(call.fingerprint);
  proto.set_has_usage(call.has_usage);
  proto.set_input_tokens(call.input_tokens);
  proto.set_output_tokens(call.output_tokens);
  proto.set_reasoning_tokens(call.reasoning_tokens);
  proto.set_cached_input_tokens(call.cached_input_tokens);
  proto.set_finish_reason(StringOf(call.finish_reason));
  proto.set_status(call.status);
  proto.set_latency_ms(call.latency_ms);
  proto.set_client_ip(StringOf(call.client_ip));
  proto.set_client_asn(call.client_asn);
  proto.set_client_country(StringOf(call.client_country));
  proto.set_user_agent_hash(call.user_agent_hash);
  proto.set_tls_hash(call.tls_hash);
  proto.set_billing_hash(call.billing_hash);
  return proto;
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

TEST(StoredCallCodec, WritesTheBytesThatProtobufWrites) {
  RandomCalls calls;
  std::string block;
  v1::StoredCallBlock expected;
  for (int i = 0; i < 2000; ++i) {
    const StoredCall call = calls.Next();
    AppendStoredCall(call, &block);
    *expected.add_calls() = ProtoOf(call);
  }
  EXPECT_EQ(block, expected.SerializeAsString());
  v1::StoredCallBlock parsed;
  ASSERT_TRUE(parsed.ParseFromString(block));
  EXPECT_TRUE(MessageDifferencer::Equals(parsed, expected));
}

TEST(StoredCallCodec, ReadsWhatProtobufWrites) {
  RandomCalls calls;
  std::vector<StoredCall> expected;
  v1::StoredCallBlock block;
  for (int i = 0; i < 2000; ++i) *block.add_calls() = ProtoOf(expected.emplace_back(calls.Next()));
  const Exactly bytes(block.SerializeAsString());
  StoredCallReader reader(bytes.view());
  absl::string_view call_bytes;
  size_t count = 0;
  for (; reader.Next(&call_bytes); ++count) {
    ASSERT_LT(count, expected.size());
    StoredCall call;
    ASSERT_TRUE(ReadStoredCall(call_bytes, &call));
    EXPECT_EQ(call, expected[count]);
    EXPECT_EQ(PeekAccountId(call_bytes), expected[count].account_id);
  }
  EXPECT_TRUE(reader.ok());
  EXPECT_EQ(count, expected.size());
}

TEST(StoredCallCodec, NothingStaysOfTheCallBefore) {
  RandomCalls calls;
  for (int i = 0; i < 100; ++i) {
    StoredCall call = calls.Next();
    ASSERT_TRUE(ReadStoredCall("", &call));
    EXPECT_EQ(call, StoredCall());
  }
}

TEST(StoredCallCodec, PassesOverFieldsItDoesNotKnow) {
  StoredCall call;
  call.account_id = "a";
  call.has_fingerprint = true;
  v1::StoredCall proto = ProtoOf(call);
  for (google::protobuf::Message* message :
       {static_cast<google::protobuf::Message*>(&proto),
        static_cast<google::protobuf::Message*>(proto.mutable_fingerprint()),
        static_cast<google::protobuf::Message*>(proto.mutable_params())}) {
    google::protobuf::UnknownFieldSet* unknown =
        message->GetReflection()->MutableUnknownFields(message);
    unknown->AddVarint(1000, 1u << 31);
    unknown->AddFixed32(1001, 1);
    unknown->AddFixed64(1002, 1);
    unknown->AddLengthDelimited(1003, "text");
    // A known number with another type is as good as unknown.
    unknown->AddFixed32(6, 1);
  }
  const std::string bytes = proto.SerializeAsString();
  StoredCall read;
  ASSERT_TRUE(ReadStoredCall(bytes, &read));
  EXPECT_EQ(read, call);
}

TEST(StoredCallCodec, NoCutDoesHarm) {
  RandomCalls calls;
  for (int i = 0; i < 100; ++i) {
    std::string block;
    AppendStoredCall(calls.Next(), &block);
    for (size_t size = 0; size < block.size(); ++size) {
      const Exactly cut(absl::string_view(block).substr(0, size));
      StoredCallReader reader(cut.view());
      absl::string_view bytes;
      EXPECT_FALSE(reader.Next(&bytes));
      EXPECT_EQ(reader.ok(), size == 0);
    }
    StoredCallReader reader(block);
    absl::string_view whole;
    ASSERT_TRUE(reader.Next(&whole));
    for (size_t size = 0; size < whole.size(); ++size) {
      const Exactly cut(whole.substr(0, size));
      StoredCall call;
      ReadStoredCall(cut.view(), &call);
      PeekAccountId(cut.view());
    }
  }
}

TEST(StoredCallCodec, NoChangedByteDoesHarm) {
  RandomCalls calls;
  std::mt19937_64 random(12);
  for (int i = 0; i < 20000; ++i) {
    std::string block;
    AppendStoredCall(calls.Next(), &block);
    for (int changes = 0; changes < 3; ++changes) {
      block[random() % block.size()] = static_cast<char>(random());
    }
    const Exactly changed(block);
    StoredCallReader reader(changed.view());
    absl::string_view bytes;
    while (reader.Next(&bytes)) {
      StoredCall call;
      ReadStoredCall(bytes, &call);
    }
  }
}

}  // namespace
}  // namespace stillwatch::detector
