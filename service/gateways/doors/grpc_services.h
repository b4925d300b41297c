#ifndef STILLWATCH_SERVICE_GATEWAYS_DOORS_GRPC_SERVICES_H_
#define STILLWATCH_SERVICE_GATEWAYS_DOORS_GRPC_SERVICES_H_

#include <memory>
#include <vector>

namespace grpc {
class Service;
}

// The services of other projects' protocols. Each borrows the context.

namespace stillwatch::gateways {

struct GatewayContext;

std::unique_ptr<grpc::Service> MakeOtlpTraceService(GatewayContext* context);
std::unique_ptr<grpc::Service> MakeOtlpLogsService(GatewayContext* context);
std::unique_ptr<grpc::Service> MakeAccessLogService(GatewayContext* context);
std::unique_ptr<grpc::Service> MakeExtAuthzService(GatewayContext* context);
std::unique_ptr<grpc::Service> MakeRateLimitService(GatewayContext* context);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_DOORS_GRPC_SERVICES_H_
