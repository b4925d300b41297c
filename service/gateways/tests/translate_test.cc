#include "service/gateways/otlp/translate.h"

#include <google/protobuf/util/json_util.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.pb.h"
#include "service/gateways/config/config.h"
#include "service/gateways/lines/format.h"
#include "service/gateways/logs/kong.h"
#include "service/gateways/logs/litellm.h"
#include "service/gateways/logs/split.h"
#include "service/gateways/otlp/record.h"
#include "service/gateways/tests/collected.h"

namespace stillwatch::gateways {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A span with these attributes in OTLP's JSON.
std::string Span(const std::string& attributes) {
  return R"({"resourceSpans":[{"resource":{"attributes":[
      {"key":"account.id","value":{"stringValue":"a"}}]},"scopeSpans":[{"spans":[{
      "traceId":"0123456789abcdef0123456789ABCDEF","spanId":"0123456789abcdef","name":"chat",
      "startTimeUnixNano":"1772409600000000000","endTimeUnixNano":"1772409601500000000",
      "attributes":[)" +
         attributes + "]}]}]}]}";
}

std::string Text(const std::string& key, const std::string& text) {
  return R"({"key":")" + key + R"(","value":{"stringValue":")" + text + R"("}})";
}

std::string Count(const std::string& key, int count) {
  return R"({"key":")" + key + R"(","value":{"intValue":")" + std::to_string(count) + R"("}})";
}

class Otlp : public ::testing::Test {
 protected:
  void Read(const std::string& json) {
    OtlpTranslator translator(&config_.otlp, &pending_, &found_);
    EXPECT_EQ(ReadOtlpJson(json, &translator), "");
  }
  const v1::Call& OnlyCall() {
    EXPECT_EQ(found_.calls.size(), 1u);
    if (found_.calls.empty()) found_.calls.emplace_back();
    return found_.calls.front();
  }

  const GatewayConfig config_ = DefaultConfig();
  PendingMessages pending_;
  Collected found_;
};

TEST_F(Otlp, TheCurrentDialect) {
  Read(Span(
      Text("gen_ai.operation.name", "chat") + "," + Text("gen_ai.request.model", "large-2") + "," +
      Count("gen_ai.usage.input_tokens", 12) + "," + Count("gen_ai.usage.output_tokens", 34) + "," +
      Count("gen_ai.usage.cache_read.input_tokens", 5) + "," +
      Text("gen_ai.system_instructions", R"([{\"type\":\"text\",\"content\":\"Be brief.\"}])") +
      "," +
      Text("gen_ai.input.messages",
           R"([{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Why?\"},)"
           R"({\"type\":\"tool_call\",\"content\":\"no\"}]}])")));
  const v1::Call& call = OnlyCall();
  EXPECT_EQ(call.account_id(), "a");
  EXPECT_EQ(call.request_id(), "0123456789abcdef0123456789abcdef-0123456789abcdef");
  EXPECT_EQ(call.time().seconds(), 1772409600);
  EXPECT_EQ(call.latency_ms(), 1500);
  EXPECT_EQ(call.operation(), "chat");
  EXPECT_EQ(call.model(), "large-2");
  EXPECT_EQ(call.usage().input_tokens(), 12);
  EXPECT_EQ(call.usage().output_tokens(), 34);
  EXPECT_EQ(call.usage().cached_input_tokens(), 5);
  ASSERT_EQ(call.messages_size(), 2);
  EXPECT_EQ(call.messages(0).role() + call.messages(0).content(), "systemBe brief.");
  EXPECT_EQ(call.messages(1).role() + call.messages(1).content(), "userWhy?");
}

TEST_F(Otlp, OlderDialects) {
  Read(Span(Text("llm.request.type", "chat") + "," + Text("gen_ai.request.model", "m") + "," +
            Text("gen_ai.prompt.0.role", "user") + "," + Text("gen_ai.prompt.0.content", "Why?") +
            "," + Count("gen_ai.usage.prompt_tokens", 7)));
  Read(Span(Text("openinference.span.kind", "LLM") + "," + Text("llm.model_name", "m") + "," +
            Text("llm.input_messages.0.message.role", "user") + "," +
            Text("llm.input_messages.0.message.content", "Why?") + "," +
            Count("llm.token_count.prompt", 7)));
  // vLLM names no operation.
  Read(Span(Text("gen_ai.request.id", "r") + "," + Text("gen_ai.response.model", "m") + "," +
            Text("gen_ai.prompt", "Why?") + "," + Count("gen_ai.usage.prompt_tokens", 7)));
  ASSERT_EQ(found_.calls.size(), 3u);
  for (const v1::Call& call : found_.calls) {
    EXPECT_EQ(call.operation(), "chat");
    EXPECT_EQ(call.model(), "m");
    EXPECT_EQ(call.usage().input_tokens(), 7);
    ASSERT_EQ(call.messages_size(), 1);
    EXPECT_EQ(call.messages(0).role(), "user");
    EXPECT_EQ(call.messages(0).content(), "Why?");
  }
}

TEST_F(Otlp, MessagesOfTheirOwnJoinTheirSpan) {
  Read(R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1772409600000000000",
      "traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef",
      "eventName":"gen_ai.user.message","body":{"kvlistValue":{"values":[
      {"key":"content","value":{"stringValue":"Why?"}}]}}}]}]}]})");
  EXPECT_TRUE(found_.calls.empty());
  Read(Span(Text("gen_ai.operation.name", "chat")));
  ASSERT_EQ(OnlyCall().messages_size(), 1);
  EXPECT_EQ(OnlyCall().messages(0).content(), "Why?");
  EXPECT_EQ(pending_.bytes(), 0u);
}

TEST_F(Otlp, MessagesThatWaitAreBounded) {
  PendingMessages few(1000);
  bool kept_all = true;
  for (int i = 0; i < 100; ++i) {
    kept_all &= few.Add(std::to_string(i), static_cast<uint64_t>(i), {"user", "text"});
    EXPECT_LE(few.bytes(), 1000u);
  }
  EXPECT_FALSE(kept_all);
  EXPECT_EQ(few.Take("99").size(), 1u);
  EXPECT_TRUE(few.Take("0").empty());
}

TEST_F(Otlp, WhatIsNoCallIsSkippedAndWhatHasNoAccountRejected) {
  Read(Span(Text("http.route", "/")));
  Read(Span(Text("gen_ai.operation.name", "execute_tool")));
  EXPECT_EQ(found_.skipped, 2);
  const GatewayConfig other = [] {
    GatewayConfig config = DefaultConfig();
    config.otlp.account = {"customer"};
    return config;
  }();
  OtlpTranslator translator(&other.otlp, &pending_, &found_);
  ReadOtlpJson(Span(Text("gen_ai.operation.name", "chat")), &translator);
  EXPECT_THAT(found_.rejects, ElementsAre(HasSubstr("account_id: is missing: no path leads")));
  EXPECT_TRUE(found_.calls.empty());
}

TEST_F(Otlp, TheBinaryFormSaysTheSame) {
  // Every kind of value and an event.
  const std::string json = Span(
      Text("gen_ai.operation.name", "chat") + "," + Count("gen_ai.request.max_tokens", 9) +
      R"(,{"key":"gen_ai.request.temperature","value":{"doubleValue":0.5}})"
      R"(,{"key":"gen_ai.request.stream","value":{"boolValue":true}})"
      R"(,{"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[
           {"stringValue":"stop"}]}}})"
      R"(,{"key":"gen_ai.input.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
           {"key":"role","value":{"stringValue":"user"}},
           {"key":"content","value":{"stringValue":"Why?"}}]}}]}}})");
  Read(json);
  // Identifiers are bytes here, in Base64 for the library's reader.
  std::string for_library = json;
  const auto replace = [&](const std::string& from, const std::string& to) {
    for_library.replace(for_library.find(from), from.size(), to);
  };
  replace("\"0123456789abcdef0123456789ABCDEF\"", "\"ASNFZ4mrze8BI0VniavN7w==\"");
  replace("\"0123456789abcdef\"", "\"ASNFZ4mrze8=\"");
  opentelemetry::proto::collector::trace::v1::ExportTraceServiceRequest request;
  const auto parsed = google::protobuf::util::JsonStringToMessage(for_library, &request);
  ASSERT_TRUE(parsed.ok()) << parsed.ToString();
  OtlpTranslator translator(&config_.otlp, &pending_, &found_);
  EXPECT_TRUE(ReadOtlpWire(request.SerializeAsString(), OtlpSignal::kTraces, &translator));
  ASSERT_EQ(found_.calls.size(), 2u);
  EXPECT_EQ(found_.calls[0].DebugString(), found_.calls[1].DebugString());
  EXPECT_EQ(found_.calls[0].messages_size(), 1);
  EXPECT_EQ(found_.calls[0].finish_reason(), "stop");
  EXPECT_TRUE(found_.calls[0].params().stream());
}

TEST(Paths, LeadThroughDotsArraysAndTextsOfJson) {
  Document document;
  const Value* root =
      document.ParseJson(R"({"a.b":{"c":[{"d.e":"x"}]},"a":{"b":{"f":"y"}},"text":"{\"in\":7}"})");
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(document.Find(*root, "a.b.c.0.d.e")->AsText(), "x");
  EXPECT_EQ(document.Find(*root, "a.b.f")->AsText(), "y");
  EXPECT_EQ(document.Find(*root, "text.in")->AsWhole(), 7);
  EXPECT_EQ(document.Find(*root, "a.b.c.1"), nullptr);
  EXPECT_EQ(document.Find(*root, ""), nullptr);
}

TEST(Paths, DocumentsAreBounded) {
  Document document({.values = 10, .text_bytes = 100, .depth = 4});
  EXPECT_EQ(document.ParseJson("[1,2,3,4,5,6,7,8,9,10,11]"), nullptr);
  EXPECT_THAT(document.fault(), HasSubstr("more than 10 values"));
  document.Clear();
  EXPECT_EQ(document.ParseJson("[[[[[[]]]]]]"), nullptr);
  EXPECT_THAT(document.fault(), HasSubstr("deep"));
  document.Clear();
  EXPECT_EQ(document.ParseJson(std::string(101, ' ')), nullptr);
  EXPECT_THAT(document.fault(), HasSubstr("101 bytes"));
}

TEST(Logs, BodiesAreSplitIntoRecords) {
  const auto split = [](absl::string_view body) {
    std::vector<std::string> records;
    SplitRecords(body, [&](absl::string_view text) { records.emplace_back(text); });
    return records;
  };
  EXPECT_THAT(split(R"([{"a":"}"},{"b":[{}]}])"), ElementsAre(R"({"a":"}"})", R"({"b":[{}]})"));
  EXPECT_THAT(split("{\"a\":1}\n{\"b\":2}\n"), ElementsAre("{\"a\":1}", "{\"b\":2}"));
  EXPECT_THAT(split("{\n \"a\":\"\\\"}\"\n}"), ElementsAre("{\n \"a\":\"\\\"}\"\n}"));
  EXPECT_THAT(split("oops\n{}"), ElementsAre("oops", "{}"));
  EXPECT_THAT(split(""), ElementsAre());
}

TEST(Logs, MessagesThatLiteLlmWasToldNotToLogAreNone) {
  Document document;
  Draft draft;
  Collected found;
  const Value* record = document.ParseJson(
      R"({"id":"r","call_type":"acompletion","startTime":1772409600.25,"model":"m",
          "metadata":{"user_api_key_hash":"k"},
          "messages":[{"role":"user","content":"redacted-by-litellm"}]})");
  ReadLiteLlm(&document, *record, DefaultConfig().litellm, &draft, &found);
  ASSERT_EQ(found.calls.size(), 1u);
  EXPECT_EQ(found.calls[0].messages_size(), 0);
  EXPECT_EQ(found.calls[0].time().nanos(), 250'000'000);
}

TEST(Logs, KongEntriesWithoutModelAreSkipped) {
  Document document;
  Draft draft;
  Collected found;
  ReadKong(&document, *document.ParseJson(R"({"started_at":1,"request":{"id":"r"}})"),
           DefaultConfig().kong, &draft, &found);
  EXPECT_EQ(found.skipped, 1);
}

TEST(Formats, AreToldByTheFieldsOfALine) {
  EXPECT_EQ(GuessFormat(R"({"account_id":"a","custom_id":"b"})"), Format::kCalls);
  EXPECT_EQ(GuessFormat(R"({"resourceLogs":[]})"), Format::kOtlp);
  EXPECT_EQ(GuessFormat(R"([{"id":"x","call_type":"acompletion"}])"), Format::kLiteLlm);
  EXPECT_EQ(GuessFormat(R"({"latencies":{},"request":{}})"), Format::kKong);
  EXPECT_EQ(GuessFormat(R"({"custom_id":"b","body":{}})"), Format::kOpenAiBatch);
  EXPECT_EQ(GuessFormat("nonsense"), Format::kCalls);
}

}  // namespace
}  // namespace stillwatch::gateways
