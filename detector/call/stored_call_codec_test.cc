#include "detector/call/stored_call_codec.h"

#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

// A call with random fields, with the strings that it borrows.
struct RandomCall {
  std::vector<std::string> strings;
  StoredCall call;

  explicit RandomCall(std::mt19937_64* random) {
    const auto some = [&] { return (*random)() % 3 != 0; };
    strings.reserve(16);
    const auto text = [&](absl::string_view* field) {
      if (!some()) return;
      strings.emplace_back((*random)() % 200, static_cast<char>('a' + (*random)() % 26));
      *field = strings.back();
    };
    const auto number = [&](auto* field) {
      if (some()) {
        *field =
            static_cast<std::remove_pointer_t<decltype(field)>>((*random)() >> (*random)() % 64);
      }
    };
    for (absl::string_view* field : {&call.account_id, &call.request_id, &call.organization_id,
                                     &call.api_key_id, &call.operation, &call.model,
                                     &call.finish_reason, &call.client_ip, &call.client_country}) {
      text(field);
    }
    for (int64_t* field : {&call.time_us, &call.input_tokens, &call.output_tokens,
                           &call.reasoning_tokens, &call.cached_input_tokens, &call.latency_ms}) {
      number(field);
    }
    number(&call.status);
    number(&call.client_asn);
    for (uint64_t* field : {&call.user_agent_hash, &call.tls_hash, &call.billing_hash}) {
      number(field);
    }
    call.has_usage = some();
    if (some()) call.params.temperature = static_cast<double>((*random)() % 100) / 10;
    if (some()) call.params.top_p = 0;
    if (some()) call.params.n = static_cast<int32_t>((*random)());
    if (some()) call.params.max_output_tokens = static_cast<int64_t>((*random)());
    if (some()) call.params.seed = -7;
    if (some()) call.params.stream = some();
    if (some()) call.params.logprobs = some();
    if (some()) call.params.top_logprobs = 0;
    number(&call.params.logit_bias_entries);
    number(&call.params.logit_bias_hash);
    number(&call.params.response_format_hash);
    number(&call.params.signature);
    call.has_fingerprint = some();
    if (call.has_fingerprint) Fill(random, &call.fingerprint);
  }

  static void Fill(std::mt19937_64* random, Fingerprint* print) {
    for (uint32_t* field :
         {&print->content_bytes, &print->request_bytes, &print->request_words, &print->system_bytes,
          &print->symbol_permille, &print->number_permille, &print->user_turns,
          &print->assistant_turns, &print->tool_turns, &print->marks}) {
      *field = static_cast<uint32_t>((*random)() >> (*random)() % 64);
    }
    for (uint64_t* field : {&print->request_hash, &print->system_hash, &print->conversation_hash}) {
      *field = (*random)();
    }
    print->script = (*random)() % 10;
    print->has_request = (*random)() % 4 != 0;
    if (!print->has_request) return;
    print->frames = (*random)() % 5;
    for (size_t i = 0; i < print->frames; ++i) {
      print->prefix_hash[i] = (*random)();
      print->suffix_hash[i] = (*random)();
    }
    for (int8_t& x : print->projection) x = static_cast<int8_t>((*random)());
    for (uint32_t& bin : print->minhash) bin = static_cast<uint32_t>((*random)());
  }
};

std::string Block(const StoredCall& call) {
  std::string block;
  AppendStoredCall(call, &block);
  return block;
}

TEST(StoredCallCodec, WritesWhatProtobufWrites) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const RandomCall made(&random);
    const std::string block = Block(made.call);
    v1::StoredCallBlock message;
    ASSERT_TRUE(message.ParseFromString(block));
    ASSERT_EQ(message.calls_size(), 1);
    EXPECT_EQ(message.calls(0).account_id(), std::string(made.call.account_id));
    EXPECT_EQ(message.calls(0).params().has_top_p(), made.call.params.top_p.has_value());
    EXPECT_EQ(message.SerializeAsString(), block);
  }
}

TEST(StoredCallCodec, ReadsWhatItWrote) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 2000; ++i) {
    const RandomCall made(&random);
    const std::string block = Block(made.call);
    StoredCallReader reader(block);
    absl::string_view bytes;
    ASSERT_TRUE(reader.Next(&bytes));
    StoredCall read;
    ASSERT_TRUE(ReadStoredCall(bytes, &read));
    EXPECT_TRUE(read == made.call);
    EXPECT_EQ(PeekAccountId(bytes), made.call.account_id);
    EXPECT_FALSE(reader.Next(&bytes));
    EXPECT_TRUE(reader.ok());
  }
}

TEST(StoredCallCodec, BlocksOneBehindTheOtherAreABlock) {
  std::mt19937_64 random(3);
  std::string block;
  std::vector<RandomCall> made;
  for (int i = 0; i < 50; ++i) {
    made.emplace_back(&random);
    AppendStoredCall(made.back().call, &block);
  }
  StoredCallReader reader(block);
  absl::string_view bytes;
  size_t at = 0;
  for (; reader.Next(&bytes); ++at) {
    StoredCall read;
    ASSERT_TRUE(ReadStoredCall(bytes, &read));
    EXPECT_EQ(read.time_us, made[at].call.time_us);
  }
  EXPECT_EQ(at, made.size());
}

TEST(StoredCallCodec, CutOrDamagedBytesAreNeverReadBeyond) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 200; ++i) {
    const std::string block = Block(RandomCall(&random).call);
    for (size_t size = 1; size < block.size(); ++size) {
      const std::string cut = block.substr(0, size);
      StoredCallReader reader(cut);
      absl::string_view bytes;
      EXPECT_FALSE(reader.Next(&bytes));
      EXPECT_FALSE(reader.ok());
      StoredCall read;
      ReadStoredCall(cut, &read);  // Whatever it makes of it.
      PeekAccountId(cut);
    }
    std::string damaged = block;
    damaged[random() % damaged.size()] ^= static_cast<char>(random());
    StoredCallReader reader(damaged);
    absl::string_view bytes;
    StoredCall read;
    while (reader.Next(&bytes)) ReadStoredCall(bytes, &read);
  }
}

}  // namespace
}  // namespace stillwatch::detector
