#ifndef STILLWATCH_SERVICE_GATEWAYS_CONFIG_CONFIG_H_
#define STILLWATCH_SERVICE_GATEWAYS_CONFIG_CONFIG_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/gateways/record/draft.h"

namespace stillwatch::gateways {

enum class HookMode { kObserve, kShadow, kEnforce };

struct HookConfig {
  HookMode mode = HookMode::kObserve;
  std::vector<std::string> account;
  int deny_status = 429;
};

// stillwatch.v1.Gateways, checked and with the defaults filled in.
struct GatewayConfig {
  IdentityPaths otlp;
  IdentityPaths envoy;
  IdentityPaths litellm;
  IdentityPaths kong;
  IdentityPaths openai_batch;
  HookConfig ext_authz;
  HookConfig rate_limit;
  HookConfig litellm_guardrail;
  HookConfig portkey_guardrail;
};

GatewayConfig DefaultConfig();
// The default if the path is empty. Errors name the file, the field and what would be right.
absl::StatusOr<GatewayConfig> LoadConfig(const std::string& path);
// Takes the account of records that name none, for every source.
void SetDefaultAccount(const std::string& account, GatewayConfig* config);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_CONFIG_CONFIG_H_
