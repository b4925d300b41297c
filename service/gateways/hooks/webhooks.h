#ifndef STILLWATCH_SERVICE_GATEWAYS_HOOKS_WEBHOOKS_H_
#define STILLWATCH_SERVICE_GATEWAYS_HOOKS_WEBHOOKS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/gateways/hooks/hook.h"

// The bodies that guardrail webhooks answer with. A question that cannot be read is let through.

namespace stillwatch::gateways {

// LiteLLM's generic guardrail API.
std::string AnswerLiteLlm(const Hook& hook, absl::string_view question, absl::Time now);
// Portkey's webhook guardrail.
std::string AnswerPortkey(const Hook& hook, absl::string_view question, absl::Time now);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_HOOKS_WEBHOOKS_H_
