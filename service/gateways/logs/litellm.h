#ifndef STILLWATCH_SERVICE_GATEWAYS_LOGS_LITELLM_H_
#define STILLWATCH_SERVICE_GATEWAYS_LOGS_LITELLM_H_

#include "service/gateways/record/draft.h"
#include "service/gateways/record/value.h"

namespace stillwatch::gateways {

// A record of LiteLLM's generic API callback (its StandardLoggingPayload).
void ReadLiteLlm(Document* document, const Value& record, const IdentityPaths& paths, Draft* draft,
                 CallSink* sink);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LOGS_LITELLM_H_
