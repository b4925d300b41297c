#include <google/protobuf/util/json_util.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "detector/policy/policy.h"
#include "envoy/service/accesslog/v3/als.pb.h"
#include "gtest/gtest.h"
#include "opentelemetry/proto/collector/logs/v1/logs_service.pb.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.pb.h"
#include "service/engine/verdict_board.h"
#include "service/gateways/config/config.h"
#include "service/gateways/envoy/access_log.h"
#include "service/gateways/hooks/webhooks.h"
#include "service/gateways/lines/format.h"
#include "service/gateways/logs/kong.h"
#include "service/gateways/logs/litellm.h"
#include "service/gateways/logs/openai_batch.h"
#include "service/gateways/logs/split.h"
#include "service/gateways/otlp/record.h"
#include "service/gateways/otlp/translate.h"
#include "service/gateways/tests/collected.h"
#include "service/http/gunzip.h"
#include "service/normalise/normaliser.h"

// Feeds every decoder well-formed samples with deterministic damage. Nothing but an end without a
// crash is asked for, which says most under the sanitizers. STILLWATCH_FUZZ_ROUNDS sets how many
// inputs each decoder gets.

namespace stillwatch::gateways {
namespace {

constexpr int kRounds = 20'000;

int Rounds() {
  const char* rounds = std::getenv("STILLWATCH_FUZZ_ROUNDS");
  return rounds == nullptr ? kRounds : std::atoi(rounds);
}

// Takes calls as the engine would and forgets them.
class Swallow final : public CallSink {
 public:
  void Take(const detector::CallView& call) override {
    detector::StoredCall stored;
    (void)normaliser_.Normalise(call, &stored);
  }
  void Reject(service::FieldError) override {}
  void Skip() override {}
  void Gap() override {}

 private:
  const service::Normaliser normaliser_{detector::FingerprintKey{}};
};

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : random_(seed) {}

  std::string Of(const std::vector<std::string>& samples) {
    std::string text = samples[Below(samples.size())];
    for (size_t i = 1 + Below(6); i > 0; --i) Damage(samples, &text);
    return text;
  }

 private:
  size_t Below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void Damage(const std::vector<std::string>& samples, std::string* text) {
    static constexpr const char* kPieces[] = {
        "{",       "}",    "[",    "]",       "\"",       "\\",
        ",",       ":",    "null", "-1",      "1e999",    "99999999999999999999",
        "\\ud800", "\xff", "\xc3", "{\"a\":", "[[[[[[[[", "0",
        "true"};
    const size_t at = Below(text->size() + 1);
    switch (Below(7)) {
      case 0:
        if (at < text->size()) (*text)[at] = static_cast<char>(random_());
        break;
      case 1:
        text->erase(at, Below(16));
        break;
      case 2:
        text->insert(at, kPieces[Below(std::size(kPieces))]);
        break;
      case 3:
        text->resize(at);
        break;
      case 4:
        text->insert(at, text->substr(Below(text->size()), Below(64)));
        break;
      case 5: {
        const std::string& other = samples[Below(samples.size())];
        text->insert(at, other.substr(Below(other.size()), Below(256)));
        break;
      }
      default:
        if (at < text->size()) (*text)[at] ^= static_cast<char>(1 << Below(8));
    }
  }

  std::mt19937_64 random_;
};

template <class Decode>
void Fuzz(const char* name, const std::vector<std::string>& samples, const Decode& decode) {
  Mutator mutator(1);
  const int rounds = Rounds();
  for (const std::string& sample : samples) decode(sample);
  for (int i = 0; i < rounds; ++i) decode(mutator.Of(samples));
  std::printf("%s: %d damaged inputs\n", name, rounds);
}

const std::vector<std::string>& OtlpJsonSamples() {
  static const auto& samples = *new std::vector<std::string>{
      R"({"resourceSpans":[{"resource":{"attributes":[{"key":"account.id","value":{"stringValue":"a"}}]},"scopeSpans":[{"spans":[{"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","name":"chat","startTimeUnixNano":"1772409600000000000","endTimeUnixNano":"1772409601500000000","status":{"code":2},"attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}},{"key":"gen_ai.request.temperature","value":{"doubleValue":0.5}},{"key":"gen_ai.input.messages","value":{"stringValue":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Why?\"}]}]"}},{"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"}]}}}],"events":[{"name":"gen_ai.user.message","attributes":[{"key":"content","value":{"stringValue":"x"}}]}]}]}]}]})",
      R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1772409600000000000","traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","eventName":"gen_ai.user.message","body":{"kvlistValue":{"values":[{"key":"content","value":{"stringValue":"Why?"}}]}}}]}]}]})"};
  return samples;
}

template <class Request>
std::string Wire(const std::string& json) {
  Request request;
  (void)google::protobuf::util::JsonStringToMessage(json, &request);
  return request.SerializeAsString();
}

TEST(Mutations, Otlp) {
  namespace collector = opentelemetry::proto::collector;
  const GatewayConfig config = DefaultConfig();
  PendingMessages pending(1 << 20);
  Swallow sink;
  OtlpTranslator translator(&config.otlp, &pending, &sink);
  Fuzz("OTLP JSON", OtlpJsonSamples(),
       [&](const std::string& text) { (void)ReadOtlpJson(text, &translator); });
  Fuzz("OTLP traces", {Wire<collector::trace::v1::ExportTraceServiceRequest>(OtlpJsonSamples()[0])},
       [&](const std::string& bytes) {
         (void)ReadOtlpWire(bytes, OtlpSignal::kTraces, &translator);
       });
  Fuzz(
      "OTLP logs", {Wire<collector::logs::v1::ExportLogsServiceRequest>(OtlpJsonSamples()[1])},
      [&](const std::string& bytes) { (void)ReadOtlpWire(bytes, OtlpSignal::kLogs, &translator); });
  EXPECT_LE(pending.bytes(), size_t{1} << 20);
}

TEST(Mutations, Logs) {
  const GatewayConfig config = DefaultConfig();
  Swallow sink;
  Document document;
  Draft draft;
  const auto read = [&](auto reader, const IdentityPaths& paths) {
    return [&, reader](const std::string& body) {
      SplitRecords(body, [&](absl::string_view text) {
        document.Clear();
        const Value* record = document.ParseJson(text);
        if (record != nullptr) reader(&document, *record, paths, &draft, &sink);
      });
      (void)GuessFormat(body);
    };
  };
  Fuzz(
      "LiteLLM",
      {R"([{"id":"r","call_type":"acompletion","startTime":1772409600.5,"endTime":1772409601.5,"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"Why?"}]}],"model_parameters":{"temperature":1,"logit_bias":{"198":100},"response_format":{"type":"json_object"}},"response":{"id":"c","choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}},"metadata":{"user_api_key_hash":"k"}}])"},
      read(ReadLiteLlm, config.litellm));
  Fuzz(
      "Kong",
      {R"({"started_at":1772409600123,"client_ip":"192.0.2.1","consumer":{"id":"a"},"request":{"id":"r","uri":"/v1/chat/completions"},"response":{"status":200},"latencies":{"request":12},"ai":{"proxy":{"meta":{"request_model":"m"},"usage":{"prompt_tokens":3,"completion_tokens":4},"payload":{"request":"{\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}","response":"{\"choices\":[]}"}}}})"},
      read(ReadKong, config.kong));
  OpenAiBatch batch(&config.openai_batch, 1 << 20);
  Fuzz(
      "OpenAI batch",
      {R"({"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"model":"m","user":"a","messages":[{"role":"user","content":"Why?"}]}})",
       R"({"id":"b","custom_id":"1","response":{"status_code":200,"request_id":"r","body":{"created":1772409600,"choices":[{"finish_reason":"stop"}]}},"error":null})"},
      [&](const std::string& line) { batch.Read(line, &sink); });
  batch.Finish(&sink);
}

TEST(Mutations, Envoy) {
  const GatewayConfig config = DefaultConfig();
  Swallow sink;
  Document document;
  Draft draft;
  const std::string json =
      R"({"httpLogs":{"logEntry":[{"commonProperties":{"startTime":"2026-03-02T00:00:00Z","duration":"1.5s","metadata":{"filterMetadata":{"io.envoy.ai_gateway":{"model_name_override":"m","llm_input_token":3,"list":[1,{"a":null}]}}},"customTags":{"account_id":"a"}},"request":{"path":"/v1/chat/completions","requestId":"r","requestHeaders":{"x-a":"b"}},"response":{"responseCode":200}}]}})";
  Fuzz("Envoy access log, JSON", {json}, [&](const std::string& text) {
    ReadAccessLogJson(&document, text, config.envoy, &draft, &sink);
  });
  using Message = envoy::service::accesslog::v3::StreamAccessLogsMessage;
  Fuzz("Envoy access log", {Wire<Message>(json)}, [&](const std::string& bytes) {
    Message message;
    if (!message.ParseFromString(bytes)) return;
    for (const auto& entry : message.http_logs().log_entry()) {
      ReadAccessLog(&document, entry, config.envoy, &draft, &sink);
    }
  });
}

TEST(Mutations, Webhooks) {
  const service::VerdictBoard board;
  const detector::Policy policy = detector::Policy::Default();
  const HookConfig config = DefaultConfig().litellm_guardrail;
  const Hook hook(&board, &policy, &config);
  Fuzz("Webhooks", {R"({"request_data":{"user_api_key_hash":"a"},"texts":["b"]})"},
       [&](const std::string& text) {
         (void)AnswerLiteLlm(hook, text, absl::UnixEpoch());
         (void)AnswerPortkey(hook, text, absl::UnixEpoch());
       });
}

TEST(Mutations, Gunzip) {
  const std::string text = "stillwatch stillwatch stillwatch stillwatch stillwatch";
  std::string sample(compressBound(text.size()), '\0');
  uLongf size = sample.size();
  ASSERT_EQ(compress(reinterpret_cast<Bytef*>(sample.data()), &size,
                     reinterpret_cast<const Bytef*>(text.data()), text.size()),
            Z_OK);
  sample.resize(size);
  EXPECT_EQ(*http::Gunzip(sample, 1000), text);
  EXPECT_TRUE(absl::IsResourceExhausted(http::Gunzip(sample, 10).status()));
  Fuzz("gzip", {sample}, [](const std::string& bytes) {
    const auto unpacked = http::Gunzip(bytes, 1000);
    if (unpacked.ok()) {
      EXPECT_LE(unpacked->size(), 1000u);
    }
  });
}

}  // namespace
}  // namespace stillwatch::gateways
