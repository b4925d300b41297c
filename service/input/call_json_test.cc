#include "service/input/call_json.h"

#include <iterator>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "service/input/call_json_writer.h"
#include "service/normalise/call_proto.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::input {
namespace {

using ::testing::HasSubstr;

// The message that a line says.
ParseResult Parse(CallParser* parser, const std::string& json, v1::Call* call) {
  detector::CallView view;
  ParseResult result = parser->ParseUnpadded(json, &view);
  service::ToProto(view, call);
  return result;
}

v1::Call Parsed(const std::string& json) {
  CallParser parser;
  v1::Call call;
  const ParseResult result = Parse(&parser, json, &call);
  EXPECT_TRUE(result.ok()) << result.error->field << " " << result.error->reason;
  return call;
}

CallError ErrorOf(const std::string& json) {
  CallParser parser;
  v1::Call call;
  ParseResult result = Parse(&parser, json, &call);
  EXPECT_FALSE(result.ok()) << json;
  EXPECT_EQ(call.ByteSizeLong(), 0u);
  return result.error.value_or(CallError());
}

TEST(CallJson, TakesEveryFieldInBothSpellings) {
  const v1::Call snake = Parsed(
      R"({"account_id":"a","request_id":"r","time":"2026-03-02T00:00:00.128Z","api_key_id":"k",
      "params":{"temperature":1,"max_output_tokens":3072,"top_logprobs":5,"logit_bias":{"198":100}},
      "messages":[{"role":"user","content":"hi"}],"usage":{"input_tokens":12},"latency_ms":4100,
      "client":{"ip":"192.0.2.1","user_agent":"u"},"billing_fingerprint":"b"})");
  const v1::Call camel = Parsed(
      R"({"accountId":"a","requestId":"r","time":"2026-03-02T01:00:00.128+01:00","apiKeyId":"k",
      "params":{"temperature":1.0,"maxOutputTokens":"3072","topLogprobs":5,"logitBias":{"198":1e2}},
      "messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],
      "usage":{"inputTokens":"12"},"latencyMs":4100.0,
      "client":{"ip":"192.0.2.1","userAgent":"u"},"billingFingerprint":"b"})");
  EXPECT_EQ(snake.time().nanos(), 128000000);
  EXPECT_EQ(snake.params().logit_bias().at(198), 100);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(snake, camel))
      << snake.ShortDebugString() << "\n"
      << camel.ShortDebugString();
}

TEST(CallJson, NullIsTheSameAsNothing) {
  const v1::Call call = Parsed(R"({"account_id":"a","params":null,"usage":{"input_tokens":null}})");
  EXPECT_FALSE(call.has_params());
  EXPECT_EQ(call.usage().input_tokens(), 0);
}

TEST(CallJson, CountsWhatItLeavesOut) {
  CallParser parser;
  v1::Call call;
  const ParseResult result = Parse(
      &parser,
      R"({"account_id":"a","extra":{"deep":[1,2]},"usage":{"cost":1},"messages":[{"role":"user",
      "content":[{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"see"}]}]})",
      &call);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.unknown_fields, 2);
  EXPECT_EQ(result.skipped_parts, 1);
  EXPECT_EQ(call.messages(0).content(), "see");
}

TEST(CallJson, PartsAreJoined) {
  const v1::Call call = Parsed(
      R"({"messages":[{"content":[{"text":"one"},{"type":"text","text":""},{"text":"two"}]},
      {"content":[]},{"content":[{"text":"three"}]},{"content":[{"text":""},{"text":"four"}]},
      {"content":[{"text":"five"},{"type":"image"},{"text":null},{"text":"s\u0069x"}]}]})");
  ASSERT_EQ(call.messages_size(), 5);
  EXPECT_EQ(call.messages(0).content(), "one\n\ntwo");
  EXPECT_EQ(call.messages(1).content(), "");
  EXPECT_EQ(call.messages(2).content(), "three");
  EXPECT_EQ(call.messages(3).content(), "\nfour");
  EXPECT_EQ(call.messages(4).content(), "five\nsix");
}

TEST(CallJson, BiasesComeByTokenAndOnlyOnce) {
  CallParser parser;
  detector::CallView call;
  ASSERT_TRUE(parser.ParseUnpadded(R"({"params":{"logit_bias":{"9":1,"-3":2}}})", &call).ok());
  const std::vector<std::pair<int64_t, double>> expected = {{-3, 2.0}, {9, 1.0}};
  EXPECT_EQ(call.params.logit_bias, expected);
  const CallError error = ErrorOf(R"({"params":{"logit_bias":{"9":1,"8":2,"9":1}}})");
  EXPECT_EQ(error.field, "params.logit_bias[9]");
  EXPECT_THAT(error.reason, HasSubstr("more than once"));
}

TEST(CallJson, MistakesNameTheField) {
  EXPECT_EQ(ErrorOf(R"({"account_id":5})").field, "account_id");
  EXPECT_EQ(ErrorOf(R"({"usage":{"output_tokens":1.5}})").field, "usage.output_tokens");
  EXPECT_EQ(ErrorOf(R"({"usage":[]})").field, "usage");
  EXPECT_EQ(ErrorOf(R"({"messages":[{"role":"u"},{"role":7}]})").field, "messages[1].role");
  EXPECT_EQ(ErrorOf(R"({"params":{"stream":"yes"}})").field, "params.stream");
  EXPECT_EQ(ErrorOf(R"({"params":{"n":99999999999}})").field, "params.n");
  EXPECT_EQ(ErrorOf(R"({"time":"yesterday"})").field, "time");
  EXPECT_EQ(ErrorOf(R"({"time":1767571200})").field, "time");
  EXPECT_THAT(ErrorOf(R"({"account_id":"a","account_id":"b"})").reason,
              HasSubstr("more than once"));
  EXPECT_THAT(ErrorOf(R"({"usage":{"input_tokens":"many"}})").reason, HasSubstr("many"));
}

TEST(CallJson, WhatIsNotJsonIsSaidSoWithoutQuotingIt) {
  for (const char* line : {"{\"account_id\":\"secret", "secret", "", "[1]", "{\"a\":secret}",
                           "{\"account_id\":\"\xff secret\"}"}) {
    const CallError error = ErrorOf(line);
    EXPECT_EQ(error.field, "") << line;
    EXPECT_THAT(error.reason, ::testing::Not(HasSubstr("secret"))) << line;
  }
}

TEST(CallJson, MessagesAreNotQuotedInErrors) {
  EXPECT_THAT(ErrorOf(R"({"messages":[{"role":"user","content":{"secret":1}}]})").reason,
              ::testing::Not(HasSubstr("secret")));
}

std::string RandomText(std::mt19937_64* random) {
  static constexpr const char* kPieces[] = {"a", "\"", "\\", "\n", "\t",   "é",   "中",
                                            "😀", "/",  "<",  "{",  "\x7f", "\x01"};
  std::string text;
  for (uint64_t i = (*random)() % 12; i > 0; --i) text += kPieces[(*random)() % 13];
  return text;
}

v1::Call RandomCall(std::mt19937_64* random) {
  v1::Call call;
  call.set_account_id("a" + RandomText(random));
  call.set_request_id(RandomText(random));
  call.mutable_time()->set_seconds(static_cast<int64_t>((*random)() % 4000000000));
  call.mutable_time()->set_nanos(static_cast<int32_t>((*random)() % 1000000000));
  call.set_model(RandomText(random));
  call.set_status(static_cast<int32_t>((*random)() % 600));
  call.set_latency_ms(static_cast<int64_t>((*random)() >> 12));
  for (uint64_t i = (*random)() % 4; i > 0; --i) {
    v1::Message* message = call.add_messages();
    message->set_role(RandomText(random));
    message->set_content(RandomText(random));
  }
  if ((*random)() % 2 == 0) {
    v1::SamplingParams* params = call.mutable_params();
    params->set_temperature(static_cast<double>((*random)()) / 1e19);
    params->set_stream((*random)() % 2 == 0);
    (*params->mutable_logit_bias())[static_cast<int64_t>((*random)() % 100000)] = -1.25;
  }
  if ((*random)() % 2 == 0) call.mutable_usage()->set_output_tokens(17);
  if ((*random)() % 2 == 0) call.mutable_client()->set_user_agent("u" + RandomText(random));
  return call;
}

TEST(CallJson, WhatIsWrittenReadsBackTheSame) {
  std::mt19937_64 random(5);
  CallParser parser;
  for (int i = 0; i < 3000; ++i) {
    const v1::Call call = RandomCall(&random);
    std::string json;
    AppendCallJson(call, &json);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    v1::Call back;
    const ParseResult result = Parse(&parser, json, &back);
    ASSERT_TRUE(result.ok()) << json << result.error->field << result.error->reason;
    EXPECT_EQ(result.unknown_fields, 0);
    ASSERT_TRUE(google::protobuf::util::MessageDifferencer::Equals(call, back)) << json;
  }
}

// Also of bytes that were changed, and of values that are written in many ways.
TEST(CallJson, TheQuickWayMakesNoDifference) {
  static constexpr const char* kValues[] = {"0",        "-0",    "7",      "-7",
                                            "0.5",      "-0.25", "1.0",    "1e3",
                                            "01",       "1.",    ".5",     "null",
                                            "true",     "tru",   "\"12\"", "[]",
                                            "{}",       "0.1",   "--1",    "1234567890123456",
                                            "1 ",       "nul",   "falsey", "-",
                                            "9.999999", "2.5e1", "true ",  "123456789012.345"};
  std::mt19937_64 random(7);
  CallParser plain(false);
  int read = 0;
  for (int i = 0; i < 40000; ++i) {
    std::string json;
    AppendCallJson(RandomCall(&random), &json);
    const size_t status = json.find("\"latency_ms\":");
    if (status != std::string::npos && random() % 2 == 0) {
      json.insert(status + 13, std::string(kValues[random() % std::size(kValues)]) + ",\"n\":");
      if (random() % 2 == 0) json.replace(json.find(",\"n\":"), 5, ",\"status\":");
    }
    if (random() % 4 == 0) {
      json.insert(1, std::string("\"params\":{\"top_p\":") +
                         kValues[random() % std::size(kValues)] +
                         " , \"stream\" : " + kValues[random() % std::size(kValues)] + "},");
    }
    if (random() % 4 == 0) json[random() % json.size()] = static_cast<char>(random());
    v1::Call one, other;
    CallParser quick;
    const ParseResult first = Parse(&quick, json, &one);
    const ParseResult second = Parse(&plain, json, &other);
    ASSERT_EQ(first.ok(), second.ok()) << json;
    EXPECT_EQ(first.unknown_fields, second.unknown_fields) << json;
    if (!first.ok()) {
      EXPECT_EQ(first.error->field, second.error->field);
      EXPECT_EQ(first.error->reason, second.error->reason);
    }
    ASSERT_TRUE(google::protobuf::util::MessageDifferencer::Equals(one, other)) << json;
    read += first.ok() ? 1 : 0;
  }
  EXPECT_GT(read, 10000);
}

TEST(CallJson, NoCutOrChangedByteDoesHarm) {
  std::mt19937_64 random(6);
  CallParser parser;
  for (int i = 0; i < 20000; ++i) {
    std::string json;
    AppendCallJson(RandomCall(&random), &json);
    json.resize(random() % (json.size() + 1));
    if (!json.empty()) json[random() % json.size()] = static_cast<char>(random());
    v1::Call call;
    const ParseResult result = Parse(&parser, json, &call);
    if (!result.ok()) {
      EXPECT_FALSE(result.error->reason.empty());
    }
  }
}

}  // namespace
}  // namespace stillwatch::input
