#ifndef STILLWATCH_SERVICE_GATEWAYS_LOGS_KONG_H_
#define STILLWATCH_SERVICE_GATEWAYS_LOGS_KONG_H_

#include "service/gateways/record/draft.h"
#include "service/gateways/record/value.h"

namespace stillwatch::gateways {

// An entry of Kong's http-log or file-log; one without statistics of an AI plugin is skipped.
void ReadKong(Document* document, const Value& record, const IdentityPaths& paths, Draft* draft,
              CallSink* sink);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LOGS_KONG_H_
