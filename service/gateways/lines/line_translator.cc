#include "service/gateways/lines/line_translator.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/gateways/envoy/access_log.h"
#include "service/gateways/logs/kong.h"
#include "service/gateways/logs/litellm.h"
#include "service/gateways/logs/openai_batch.h"
#include "service/gateways/logs/split.h"
#include "service/gateways/otlp/record.h"
#include "service/gateways/otlp/translate.h"

namespace stillwatch::gateways {
namespace {

// Hands calls on with the line they came from.
class LineSink final : public CallSink {
 public:
  LineSink(input::ParsedBatch* batch, input::CallFileReader::Visitor visit, int64_t* skipped)
      : batch_(batch), visit_(visit), skipped_(skipped) {}

  void GoTo(int64_t line) { line_ = line; }
  void Take(const detector::CallView& call) override { visit_(line_, call); }
  void Reject(service::FieldError error) override {
    batch_->rejects.push_back({line_, std::move(error.field), std::move(error.reason)});
  }
  void Skip() override { ++*skipped_; }
  void Gap() override {}

 private:
  input::ParsedBatch* const batch_;
  const input::CallFileReader::Visitor visit_;
  int64_t* const skipped_;
  int64_t line_ = 0;
};

}  // namespace

struct LineTranslator::Rep {
  explicit Rep(const GatewayConfig* config_)
      : config(config_), openai_batch(&config_->openai_batch) {}

  using Reader = void (*)(Document*, const Value&, const IdentityPaths&, Draft*, CallSink*);

  void ReadJson(absl::string_view line, Reader reader, const IdentityPaths& paths, LineSink* sink) {
    SplitRecords(line, [&](absl::string_view text) {
      document.Clear();
      const Value* record = document.ParseJson(text);
      if (record == nullptr) return sink->Reject({"", document.fault()});
      reader(&document, *record, paths, &draft, sink);
    });
  }

  void ReadOtlp(absl::string_view line, LineSink* sink) {
    OtlpTranslator translator(&config->otlp, &pending, sink);
    const std::string fault = ReadOtlpJson(line, &translator);
    if (!fault.empty()) sink->Reject({"", fault});
  }

  void Read(Format format, absl::string_view line, LineSink* sink) {
    switch (format) {
      case Format::kLiteLlm:
        return ReadJson(line, ReadLiteLlm, config->litellm, sink);
      case Format::kKong:
        return ReadJson(line, ReadKong, config->kong, sink);
      case Format::kOtlp:
        return ReadOtlp(line, sink);
      case Format::kOpenAiBatch:
        return openai_batch.Read(line, sink);
      case Format::kEnvoy:
        return ReadAccessLogJson(&document, line, config->envoy, &draft, sink);
      case Format::kCalls:
        return;  // Read by input::CallFileReader.
    }
  }

  const GatewayConfig* const config;
  PendingMessages pending;
  OpenAiBatch openai_batch;
  Document document;
  Draft draft;
  int64_t skipped = 0;
};

LineTranslator::LineTranslator(const GatewayConfig* config) : rep_(std::make_unique<Rep>(config)) {}
LineTranslator::~LineTranslator() = default;

int64_t LineTranslator::skipped() const { return rep_->skipped; }

void LineTranslator::Parse(Format format, const input::RawBatch& raw, input::ParsedBatch* batch,
                           input::CallFileReader::Visitor visit) {
  *batch = input::ParsedBatch();
  batch->number = raw.number;
  batch->blank_lines = raw.blank_lines;
  LineSink sink(batch, visit, &rep_->skipped);
  for (const input::RawBatch::Entry& entry : raw.entries) {
    sink.GoTo(entry.line);
    if (entry.oversize_bytes > 0) {
      sink.Reject({"", absl::StrCat("the line has ", entry.oversize_bytes, " bytes; at most ",
                                    raw.max_line_bytes, " are read")});
    } else {
      rep_->Read(format, entry.text, &sink);
    }
  }
}

void LineTranslator::Finish(input::ParsedBatch* batch, input::CallFileReader::Visitor visit) {
  *batch = input::ParsedBatch();
  LineSink sink(batch, visit, &rep_->skipped);
  rep_->openai_batch.Finish(&sink);
}

}  // namespace stillwatch::gateways
