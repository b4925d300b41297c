#ifndef STILLWATCH_SERVICE_COMMAND_LOG_FORMAT_H_
#define STILLWATCH_SERVICE_COMMAND_LOG_FORMAT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "service/gateways/config/config.h"
#include "service/gateways/lines/format.h"

namespace CLI {
class App;
}

namespace stillwatch::service {

// --format, --gateways and --account of the commands that read logs.
struct LogFormatOptions {
  std::optional<gateways::Format> format;
  std::string gateways;
  std::string account;
};

void AddLogFormatOptions(CLI::App* app, LogFormatOptions* options);
absl::StatusOr<gateways::GatewayConfig> LoadConfig(const LogFormatOptions& options);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_COMMAND_LOG_FORMAT_H_
