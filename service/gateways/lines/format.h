#ifndef STILLWATCH_SERVICE_GATEWAYS_LINES_FORMAT_H_
#define STILLWATCH_SERVICE_GATEWAYS_LINES_FORMAT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace stillwatch::gateways {

// What the lines of a log file are.
enum class Format { kCalls, kOtlp, kLiteLlm, kKong, kOpenAiBatch, kEnvoy };

// "calls", "otlp", "litellm", "kong", "openai-batch", "envoy".
absl::string_view FormatName(Format format);
std::optional<Format> FormatOfName(absl::string_view name);
std::vector<std::string> FormatNames();

// Which format a line is of, by the fields of the object in it; calls if none fits.
Format GuessFormat(absl::string_view line);
// By the first line of a file, decompressed. What is no regular file is not read ahead: calls.
absl::StatusOr<Format> GuessFormatOfFile(const std::string& path);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LINES_FORMAT_H_
