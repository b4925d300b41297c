#include "service/gateways/lines/format.h"

#include <filesystem>
#include <memory>
#include <utility>

#include "service/gateways/logs/split.h"
#include "service/gateways/record/value.h"
#include "service/input/line_reader.h"

namespace stillwatch::gateways {
namespace {

constexpr std::pair<Format, absl::string_view> kNames[] = {
    {Format::kCalls, "calls"},
    {Format::kOtlp, "otlp"},
    {Format::kLiteLlm, "litellm"},
    {Format::kKong, "kong"},
    {Format::kOpenAiBatch, "openai-batch"},
    {Format::kEnvoy, "envoy"},
};

// Fields of which each tells the format; the first that is there does.
constexpr std::pair<absl::string_view, Format> kMarks[] = {
    {"account_id", Format::kCalls},         {"resourceSpans", Format::kOtlp},
    {"resourceLogs", Format::kOtlp},        {"custom_id", Format::kOpenAiBatch},
    {"httpLogs", Format::kEnvoy},           {"http_logs", Format::kEnvoy},
    {"commonProperties", Format::kEnvoy},   {"common_properties", Format::kEnvoy},
    {"identifier", Format::kEnvoy},         {"call_type", Format::kLiteLlm},
    {"model_parameters", Format::kLiteLlm}, {"started_at", Format::kKong},
    {"latencies", Format::kKong},
};

}  // namespace

absl::string_view FormatName(Format format) {
  for (const auto& [known, name] : kNames) {
    if (known == format) return name;
  }
  return "";
}

std::optional<Format> FormatOfName(absl::string_view name) {
  for (const auto& [format, known] : kNames) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const auto& [format, name] : kNames) names.emplace_back(name);
  return names;
}

Format GuessFormat(absl::string_view line) {
  Document document;
  std::optional<Format> guess;
  SplitRecords(line, [&](absl::string_view text) {
    if (guess.has_value()) return;
    guess = Format::kCalls;
    const Value* record = document.ParseJson(text);
    if (record == nullptr) return;
    for (const auto& [field, format] : kMarks) {
      if (record->Get(field) == nullptr) continue;
      guess = format;
      return;
    }
  });
  return guess.value_or(Format::kCalls);
}

absl::StatusOr<Format> GuessFormatOfFile(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return Format::kCalls;
  absl::StatusOr<std::unique_ptr<input::LineReader>> reader = input::LineReader::Open(path);
  if (!reader.ok()) return reader.status();
  input::Line line;
  while ((*reader)->Next(&line)) {
    if (!line.oversize && line.text.find('{') != line.text.npos) return GuessFormat(line.text);
  }
  // What is wrong with the file is said by who reads all of it.
  return Format::kCalls;
}

}  // namespace stillwatch::gateways
