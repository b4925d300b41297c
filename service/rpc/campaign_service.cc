#include "service/rpc/campaign_service.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "service/rpc/pages.h"
#include "service/rpc/status.h"
#include "service/view/campaign_view.h"
#include "stillwatch/v1/campaign_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

absl::Status List(const v1::ListCampaignsRequest& request, const Engine& engine,
                  v1::ListCampaignsResponse* response) {
  const absl::StatusOr<size_t> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const absl::StatusOr<std::string> after = ReadPageToken(request.page_token());
  if (!after.ok()) return after.status();
  const std::shared_ptr<const v1::CampaignState> state = engine.campaigns();
  // Behind the campaign that ended the page before, if that is there still.
  int at = state->campaigns_size() - 1;
  if (!after->empty()) {
    while (at >= 0 && state->campaigns(at).name() != *after) --at;
    --at;
  }
  for (; at >= 0; --at) {
    v1::Campaign* campaign = response->add_campaigns();
    *campaign = state->campaigns(at);
    if (request.summary_only()) campaign->clear_members();
    if (static_cast<size_t>(response->campaigns_size()) == *size) break;
  }
  if (at > 0) response->set_next_page_token(MakePageToken(state->campaigns(at).name()));
  return absl::OkStatus();
}

absl::Status Get(const v1::GetCampaignRequest& request, Engine* engine, v1::Campaign* campaign) {
  const absl::StatusOr<std::string> id = IdInName(request.name(), "campaigns");
  if (!id.ok()) return id.status();
  const std::shared_ptr<const v1::CampaignState> state = engine->campaigns();
  for (const v1::Campaign& found : state->campaigns()) {
    if (found.name() != request.name()) continue;
    *campaign = found;
    return engine->Ask([&](EngineState& resting) { return AddDays(resting, campaign); });
  }
  return absl::NotFoundError(
      absl::StrCat("there is no campaign ", request.name(),
                   "; one that grew together with an older one has that one's name"));
}

// Questions wait until the engine rests, so they have threads of their own.
class Service final : public v1::CampaignService::Service {
 public:
  explicit Service(Engine* engine) : engine_(engine) {}

  grpc::Status ListCampaigns(grpc::ServerContext*, const v1::ListCampaignsRequest* request,
                             v1::ListCampaignsResponse* response) override {
    return ToGrpc(List(*request, *engine_, response));
  }
  grpc::Status GetCampaign(grpc::ServerContext*, const v1::GetCampaignRequest* request,
                           v1::Campaign* response) override {
    return ToGrpc(Get(*request, engine_, response));
  }

 private:
  Engine* const engine_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeCampaignService(Engine* engine) {
  return std::make_unique<Service>(engine);
}

}  // namespace stillwatch::service
