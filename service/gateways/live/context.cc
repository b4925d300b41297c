#include "service/gateways/live/context.h"

#include <utility>

#include "service/engine/engine.h"

namespace stillwatch::gateways {

GatewayContext::GatewayContext(service::Engine* engine_, const service::Normaliser* normaliser_,
                               GatewayConfig config_)
    : engine(engine_),
      normaliser(normaliser_),
      config(std::move(config_)),
      ext_authz(&engine->verdicts(), &engine->assessor().policy(), &config.ext_authz),
      rate_limit(&engine->verdicts(), &engine->assessor().policy(), &config.rate_limit),
      litellm_guardrail(&engine->verdicts(), &engine->assessor().policy(),
                        &config.litellm_guardrail),
      portkey_guardrail(&engine->verdicts(), &engine->assessor().policy(),
                        &config.portkey_guardrail) {}

}  // namespace stillwatch::gateways
