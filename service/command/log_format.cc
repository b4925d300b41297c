#include "service/command/log_format.h"

#include <CLI/CLI.hpp>

namespace stillwatch::service {

void AddLogFormatOptions(CLI::App* app, LogFormatOptions* options) {
  app->add_option_function<std::string>(
         "--format",
         [options](const std::string& name) { options->format = gateways::FormatOfName(name); },
         "What the lines are; omitted: told by the first line of each file")
      ->check(CLI::IsMember(gateways::FormatNames()));
  app->add_option("--gateways", options->gateways,
                  "Where identities are in gateways' records, in JSON (docs/gateways.md)")
      ->envname("STILLWATCH_GATEWAYS");
  app->add_option("--account", options->account, "The account of gateways' records that name none");
}

absl::StatusOr<gateways::GatewayConfig> LoadConfig(const LogFormatOptions& options) {
  absl::StatusOr<gateways::GatewayConfig> config = gateways::LoadConfig(options.gateways);
  if (config.ok()) gateways::SetDefaultAccount(options.account, &*config);
  return config;
}

}  // namespace stillwatch::service
