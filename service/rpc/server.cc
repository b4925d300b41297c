#include "service/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/service_type.h>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include <chrono>
#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/rpc/account_service.h"
#include "service/rpc/campaign_service.h"
#include "service/rpc/finding_service.h"
#include "service/rpc/ingest_service.h"
#include "service/rpc/metrics.h"

namespace stillwatch::service {
namespace {

constexpr auto kGrace = std::chrono::seconds(3);

}  // namespace

struct Server::Rep {
  IngestCounters counters;
  std::unique_ptr<grpc::Service> ingest;
  std::unique_ptr<grpc::Service> accounts;
  std::unique_ptr<grpc::Service> findings;
  std::unique_ptr<grpc::Service> campaigns;
  std::shared_ptr<prometheus::Collectable> metrics;
  std::unique_ptr<prometheus::Exposer> exposer;
  std::unique_ptr<grpc::Server> server;
  int port = 0;

  absl::Status StartMetrics(const std::string& address);
};

absl::Status Server::Rep::StartMetrics(const std::string& address) {
  if (address.empty()) return absl::OkStatus();
  try {
    exposer = std::make_unique<prometheus::Exposer>(address, 1);
    exposer->RegisterCollectable(metrics);
  } catch (const std::exception& error) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", address, " for metrics: ", error.what(),
                     ". Choose another with --metrics-address, or none with an empty one"));
  }
  return absl::OkStatus();
}

Server::Server(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(Engine* engine, const Normaliser* normaliser,
                                                      const ServerOptions& options) {
  auto rep = std::make_unique<Rep>();
  rep->ingest = MakeIngestService(engine, normaliser, &rep->counters);
  rep->accounts = MakeAccountService(engine);
  rep->findings = MakeFindingService(engine);
  rep->campaigns = MakeCampaignService(engine);
  rep->metrics = MakeMetrics(engine, &rep->counters);

  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &rep->port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(options.largest_message_bytes);
  builder.RegisterService(rep->ingest.get());
  builder.RegisterService(rep->accounts.get());
  builder.RegisterService(rep->findings.get());
  builder.RegisterService(rep->campaigns.get());
  rep->server = builder.BuildAndStart();
  if (rep->server == nullptr || rep->port == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options.address,
                     ": is another server running there? Choose another with --address"));
  }
  absl::Status metrics = rep->StartMetrics(options.metrics_address);
  if (!metrics.ok()) return metrics;
  return std::unique_ptr<Server>(new Server(std::move(rep)));
}

Server::~Server() {
  if (auto* health = rep_->server->GetHealthCheckService()) health->SetServingStatus(false);
  rep_->server->Shutdown(std::chrono::system_clock::now() + kGrace);
  rep_->server->Wait();
}

int Server::port() const { return rep_->port; }

int Server::metrics_port() const {
  return rep_->exposer == nullptr ? 0 : rep_->exposer->GetListeningPorts().front();
}

}  // namespace stillwatch::service
