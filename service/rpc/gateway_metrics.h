#ifndef STILLWATCH_SERVICE_RPC_GATEWAY_METRICS_H_
#define STILLWATCH_SERVICE_RPC_GATEWAY_METRICS_H_

#include <memory>

namespace prometheus {
class Collectable;
}
namespace stillwatch::gateways {
struct GatewayContext;
}

namespace stillwatch::service {

// What each source sent and what each hook answered, as Prometheus metrics. Borrows the context.
std::shared_ptr<prometheus::Collectable> MakeGatewayMetrics(
    const gateways::GatewayContext* context);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_GATEWAY_METRICS_H_
