#ifndef STILLWATCH_SERVICE_RPC_CAMPAIGN_SERVICE_H_
#define STILLWATCH_SERVICE_RPC_CAMPAIGN_SERVICE_H_

#include <memory>

namespace grpc {
class Service;
}

namespace stillwatch::service {

class Engine;

// stillwatch.v1.CampaignService. Borrows the engine.
std::unique_ptr<grpc::Service> MakeCampaignService(Engine* engine);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_CAMPAIGN_SERVICE_H_
