#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/command/command.h"
#include "service/present/json.h"
#include "service/present/progress.h"
#include "service/present/text.h"
#include "stillwatch/v1/campaign_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

struct CampaignsCommand {
  std::string server;
  std::string campaign;
  int limit = 100;
};

std::unique_ptr<v1::CampaignService::Stub> Stub(const CampaignsCommand& command) {
  return v1::CampaignService::NewStub(Connect(command.server));
}

int List(const CampaignsCommand& command, bool json) {
  const auto stub = Stub(command);
  v1::ListCampaignsRequest request;
  request.set_summary_only(!json);
  std::vector<v1::Campaign> campaigns;
  bool more = false;
  int left = command.limit;  // 0: all.
  do {
    request.set_page_size(command.limit == 0 ? 1000 : std::min(left, 1000));
    grpc::ClientContext context;
    v1::ListCampaignsResponse response;
    const grpc::Status status = stub->ListCampaigns(&context, request, &response);
    if (!status.ok()) return Fail(status, command.server);
    for (v1::Campaign& campaign : *response.mutable_campaigns()) {
      campaigns.push_back(std::move(campaign));
    }
    left -= response.campaigns_size();
    request.set_page_token(response.next_page_token());
    more = !response.next_page_token().empty();
  } while (more && (command.limit == 0 || left > 0));
  if (json) {
    for (const v1::Campaign& campaign : campaigns) {
      std::printf("%s\n", MessageJson(campaign).c_str());
    }
    return kDone;
  }
  std::printf("%s", CampaignsTable(campaigns, static_cast<size_t>(TerminalWidth())).c_str());
  if (more) std::printf("… and more; --limit 0 lists them all\n");
  return kDone;
}

int Get(const CampaignsCommand& command, bool json) {
  grpc::ClientContext context;
  v1::GetCampaignRequest request;
  request.set_name(absl::StrCat("campaigns/", absl::StripPrefix(command.campaign, "campaigns/")));
  v1::Campaign campaign;
  const grpc::Status status = Stub(command)->GetCampaign(&context, request, &campaign);
  if (!status.ok()) return Fail(status, command.server);
  std::printf("%s\n", json
                          ? MessageJson(campaign).c_str()
                          : CampaignDetail(campaign, static_cast<size_t>(TerminalWidth())).c_str());
  return kDone;
}

}  // namespace

void AddCampaigns(CLI::App* app, CommandContext* context) {
  CLI::App* campaigns =
      app->add_subcommand("campaigns", "Accounts that work as one harvester, and why");
  campaigns->require_subcommand(1);
  auto options = std::make_shared<CampaignsCommand>();
  const auto add = [&](const char* name, const char* help,
                       int (*run)(const CampaignsCommand&, bool)) {
    CLI::App* command = campaigns->add_subcommand(name, help);
    AddServerOption(command, &options->server);
    AddOutputOption(command, context);
    command->callback(
        [options, context, run] { context->exit_code = run(*options, context->json); });
    return command;
  };
  CLI::App* list = add("list", "Campaigns with their size and strongest reason", List);
  list->add_option("--limit", options->limit, "At most so many; 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  CLI::App* get = add("get", "One campaign with its reasons, frames and members", Get);
  get->add_option("campaign", options->campaign, "Id of the campaign")->required();
}

}  // namespace stillwatch::service
