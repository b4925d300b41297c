#ifndef STILLWATCH_SERVICE_GATEWAYS_LIVE_CONTEXT_H_
#define STILLWATCH_SERVICE_GATEWAYS_LIVE_CONTEXT_H_

#include "absl/strings/string_view.h"
#include "service/gateways/config/config.h"
#include "service/gateways/hooks/hook.h"
#include "service/gateways/live/intake.h"
#include "service/gateways/live/sources.h"
#include "service/gateways/otlp/pending.h"

namespace stillwatch::gateways {

// What the doors of a server share. Borrows engine and normaliser.
struct GatewayContext {
  GatewayContext(service::Engine* engine_, const service::Normaliser* normaliser_,
                 GatewayConfig config_);

  Intake NewIntake(absl::string_view gateway, absl::string_view name) {
    return Intake(engine, normaliser, sources.Of(gateway, name));
  }

  service::Engine* const engine;
  const service::Normaliser* const normaliser;
  const GatewayConfig config;
  Sources sources;
  PendingMessages pending;
  Hook ext_authz;
  Hook rate_limit;
  Hook litellm_guardrail;
  Hook portkey_guardrail;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LIVE_CONTEXT_H_
