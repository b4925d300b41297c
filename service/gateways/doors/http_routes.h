#ifndef STILLWATCH_SERVICE_GATEWAYS_DOORS_HTTP_ROUTES_H_
#define STILLWATCH_SERVICE_GATEWAYS_DOORS_HTTP_ROUTES_H_

#include <vector>

#include "service/http/server.h"

namespace stillwatch::gateways {

struct GatewayContext;

// What gateways send and ask over HTTP. Borrows the context.
std::vector<http::Route> GatewayRoutes(GatewayContext* context);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_DOORS_HTTP_ROUTES_H_
