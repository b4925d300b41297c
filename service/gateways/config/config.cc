#include "service/gateways/config/config.h"

#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <iterator>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "stillwatch/v1/gateways.pb.h"

namespace stillwatch::gateways {
namespace {

constexpr int kMostPaths = 32;
constexpr size_t kLongest = 256;

using Paths = google::protobuf::RepeatedPtrField<std::string>;

absl::Status ReadPaths(absl::string_view field, const Paths& from, std::vector<std::string>* to) {
  if (from.empty()) return absl::OkStatus();
  if (from.size() > kMostPaths) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, " has ", from.size(), " paths; at most ", kMostPaths, " are taken"));
  }
  for (const std::string& path : from) {
    if (path.empty() || path.size() > kLongest) {
      return absl::InvalidArgumentError(absl::StrCat(field, " has a path of ", path.size(),
                                                     " bytes; it must have 1 to ", kLongest));
    }
  }
  to->assign(from.begin(), from.end());
  return absl::OkStatus();
}

absl::Status ReadSource(absl::string_view name, const v1::GatewaySource& from, IdentityPaths* to) {
  const std::pair<const char*, std::pair<const Paths*, std::vector<std::string>*>> lists[] = {
      {"account", {&from.account(), &to->account}},
      {"organization", {&from.organization(), &to->organization}},
      {"api_key", {&from.api_key(), &to->api_key}},
      {"request", {&from.request(), &to->request}}};
  for (const auto& [field, list] : lists) {
    absl::Status status = ReadPaths(absl::StrCat(name, ".", field), *list.first, list.second);
    if (!status.ok()) return status;
  }
  if (from.default_account().size() > kLongest) {
    return absl::InvalidArgumentError(absl::StrCat(name, ".default_account has ",
                                                   from.default_account().size(),
                                                   " bytes; it may have ", kLongest));
  }
  to->default_account = from.default_account();
  return absl::OkStatus();
}

absl::Status ReadMode(absl::string_view field, v1::HookMode from, HookMode* to) {
  switch (from) {
    case v1::HOOK_MODE_UNSPECIFIED:
      return absl::OkStatus();
    case v1::OBSERVE:
      *to = HookMode::kObserve;
      return absl::OkStatus();
    case v1::SHADOW:
      *to = HookMode::kShadow;
      return absl::OkStatus();
    case v1::ENFORCE:
      *to = HookMode::kEnforce;
      return absl::OkStatus();
    default:
      return absl::InvalidArgumentError(
          absl::StrCat(field, " is ", from, "; expected OBSERVE, SHADOW or ENFORCE"));
  }
}

absl::Status ReadHook(absl::string_view name, HookMode mode, const v1::GatewayHook& from,
                      HookConfig* to) {
  to->mode = mode;
  absl::Status status = ReadMode(absl::StrCat(name, ".mode"), from.mode(), &to->mode);
  if (!status.ok()) return status;
  if (from.deny_status() != 0 && from.deny_status() != 403 && from.deny_status() != 429) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ".deny_status is ", from.deny_status(), "; expected 403 or 429"));
  }
  if (from.deny_status() != 0) to->deny_status = from.deny_status();
  return ReadPaths(absl::StrCat(name, ".account"), from.account(), &to->account);
}

absl::StatusOr<GatewayConfig> Read(const v1::Gateways& from) {
  GatewayConfig config = DefaultConfig();
  const std::pair<const char*, std::pair<const v1::GatewaySource*, IdentityPaths*>> sources[] = {
      {"otlp", {&from.otlp(), &config.otlp}},
      {"envoy", {&from.envoy(), &config.envoy}},
      {"litellm", {&from.litellm(), &config.litellm}},
      {"kong", {&from.kong(), &config.kong}},
      {"openai_batch", {&from.openai_batch(), &config.openai_batch}}};
  for (const auto& [name, source] : sources) {
    absl::Status status = ReadSource(name, *source.first, source.second);
    if (!status.ok()) return status;
  }
  HookMode mode = HookMode::kObserve;
  absl::Status status = ReadMode("mode", from.mode(), &mode);
  if (!status.ok()) return status;
  const std::pair<const char*, std::pair<const v1::GatewayHook*, HookConfig*>> hooks[] = {
      {"ext_authz", {&from.ext_authz(), &config.ext_authz}},
      {"rate_limit", {&from.rate_limit(), &config.rate_limit}},
      {"litellm_guardrail", {&from.litellm_guardrail(), &config.litellm_guardrail}},
      {"portkey_guardrail", {&from.portkey_guardrail(), &config.portkey_guardrail}}};
  for (const auto& [name, hook] : hooks) {
    status = ReadHook(name, mode, *hook.first, hook.second);
    if (!status.ok()) return status;
  }
  return config;
}

}  // namespace

GatewayConfig DefaultConfig() {
  GatewayConfig config;
  config.otlp = {
      .account = {"account.id", "user.id", "enduser.id", "tenant.id", "metadata.user_api_key_hash"},
      .organization = {"organization.id", "metadata.user_api_key_org_id",
                       "metadata.user_api_key_team_id"},
      .api_key = {"api_key.id", "metadata.user_api_key_hash"},
      .request = {},
      .default_account = ""};
  config.envoy = {.account = {"metadata.io.envoy.ai_gateway.account_id", "custom_tags.account_id",
                              "headers.x-account-id"},
                  .organization = {"custom_tags.organization_id", "headers.x-organization-id"},
                  .api_key = {"custom_tags.api_key_id", "headers.x-api-key-id"},
                  .request = {"request_id", "headers.x-request-id", "stream_id"},
                  .default_account = ""};
  config.litellm = {
      .account = {"metadata.user_api_key_hash", "metadata.user_api_key_user_id", "end_user"},
      .organization = {"metadata.user_api_key_org_id", "metadata.user_api_key_team_id"},
      .api_key = {"metadata.user_api_key_hash"},
      .request = {"id", "litellm_call_id"},
      .default_account = ""};
  config.kong = {.account = {"consumer.id", "authenticated_entity.id", "consumer.custom_id",
                             "consumer.username"},
                 .organization = {"workspace"},
                 .api_key = {"authenticated_entity.id"},
                 .request = {"request.id"},
                 .default_account = ""};
  config.openai_batch = {.account = {"input.body.safety_identifier", "input.body.user",
                                     "input.body.metadata.account_id"},
                         .organization = {"input.body.metadata.organization_id"},
                         .api_key = {},
                         .request = {"output.response.request_id", "output.id", "output.custom_id"},
                         .default_account = ""};
  config.ext_authz.account = {"context_extensions.account_id",
                              "metadata.io.envoy.ai_gateway.account_id", "headers.x-account-id"};
  config.rate_limit.account = {"account_id", "x-account-id"};
  config.litellm_guardrail.account = {"request_data.user_api_key_hash",
                                      "request_data.user_api_key_user_id",
                                      "request_data.user_api_key_end_user_id"};
  config.portkey_guardrail.account = {"metadata.account_id", "metadata._user"};
  return config;
}

absl::StatusOr<GatewayConfig> LoadConfig(const std::string& path) {
  if (path.empty()) return DefaultConfig();
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read the gateways file ", path));
  const std::string json(std::istreambuf_iterator<char>(file), {});
  v1::Gateways gateways;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &gateways);
  if (!parsed.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not stillwatch.v1.Gateways in JSON: ", parsed.ToString()));
  }
  absl::StatusOr<GatewayConfig> config = Read(gateways);
  if (config.ok()) return config;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", config.status().message()));
}

void SetDefaultAccount(const std::string& account, GatewayConfig* config) {
  if (account.empty()) return;
  for (IdentityPaths* paths :
       {&config->otlp, &config->envoy, &config->litellm, &config->kong, &config->openai_batch}) {
    paths->default_account = account;
  }
}

}  // namespace stillwatch::gateways
