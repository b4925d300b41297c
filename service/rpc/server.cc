#include "service/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/resource_quota.h>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include <chrono>
#include <exception>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/gateways/doors/grpc_services.h"
#include "service/gateways/doors/http_routes.h"
#include "service/gateways/live/context.h"
#include "service/http/server.h"
#include "service/rpc/account_service.h"
#include "service/rpc/campaign_service.h"
#include "service/rpc/finding_service.h"
#include "service/rpc/gateway_metrics.h"
#include "service/rpc/ingest_service.h"
#include "service/rpc/metrics.h"
#include "service/rpc/wakefulness.h"
#include "service/threads/priority.h"

namespace stillwatch::service {
namespace {

constexpr auto kGrace = std::chrono::seconds(3);
// Of questions: each that waits has one.
constexpr int kMostThreads = 64;
// Of a stream, beyond the message that is being read.
constexpr int kAheadBytes = 256 << 10;

}  // namespace

struct Server::Rep {
  IngestCounters counters;
  std::unique_ptr<grpc::Service> ingest;
  std::unique_ptr<grpc::Service> accounts;
  std::unique_ptr<grpc::Service> findings;
  std::unique_ptr<gateways::GatewayContext> gateways;
  std::vector<std::unique_ptr<grpc::Service>> gateway_services;
  std::shared_ptr<prometheus::Collectable> gateway_metrics;
  std::unique_ptr<http::Server> http;
  std::unique_ptr<grpc::Service> campaigns;
  std::shared_ptr<prometheus::Collectable> metrics;
  std::unique_ptr<prometheus::Exposer> exposer;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Wakefulness> wakefulness;
  int port = 0;

  absl::Status StartMetrics(const std::string& address);
  void MakeGateways(Engine* engine, const Normaliser* normaliser, const ServerOptions& options);
  absl::Status StartHttp(const ServerOptions& options);
};

void Server::Rep::MakeGateways(Engine* engine, const Normaliser* normaliser,
                               const ServerOptions& options) {
  gateways = std::make_unique<gateways::GatewayContext>(engine, normaliser, options.gateways);
  gateway_metrics = MakeGatewayMetrics(gateways.get());
  for (const auto make : {gateways::MakeOtlpTraceService, gateways::MakeOtlpLogsService,
                          gateways::MakeAccessLogService, gateways::MakeExtAuthzService,
                          gateways::MakeRateLimitService}) {
    gateway_services.push_back(make(gateways.get()));
  }
}

absl::Status Server::Rep::StartHttp(const ServerOptions& options) {
  if (options.http_address.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<http::Server>> started = http::Server::Start(
      gateways::GatewayRoutes(gateways.get()),
      {.address = options.http_address,
       .largest_body_bytes = static_cast<size_t>(options.largest_message_bytes)});
  if (!started.ok()) return started.status();
  http = *std::move(started);
  return absl::OkStatus();
}

absl::Status Server::Rep::StartMetrics(const std::string& address) {
  if (address.empty()) return absl::OkStatus();
  try {
    exposer = std::make_unique<prometheus::Exposer>(address, 1);
    exposer->RegisterCollectable(metrics);
    exposer->RegisterCollectable(gateway_metrics);
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
  rep->MakeGateways(engine, normaliser, options);

  // What gRPC starts here inherits it: any of its threads may be the one that gets a check from the
  // network, also those that only answer reflection.
  AnswerSoon();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &rep->port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(options.largest_message_bytes);
  // Else gRPC takes as much of a stream ahead as it guesses that the way there holds, megabytes on
  // the fastest.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kAheadBytes);
  builder.SetResourceQuota(grpc::ResourceQuota("questions").SetMaxThreads(kMostThreads));
  builder.RegisterService(rep->ingest.get());
  builder.RegisterService(rep->accounts.get());
  builder.RegisterService(rep->findings.get());
  for (const auto& service : rep->gateway_services) builder.RegisterService(service.get());
  builder.RegisterService(rep->campaigns.get());
  rep->server = builder.BuildAndStart();
  if (rep->server == nullptr || rep->port == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options.address,
                     ": is another server running there? Choose another with --address"));
  }
  rep->wakefulness = std::make_unique<Wakefulness>(rep->server.get());
  absl::Status metrics = rep->StartMetrics(options.metrics_address);
  if (!metrics.ok()) return metrics;
  absl::Status http = rep->StartHttp(options);
  if (!http.ok()) return http;
  return std::unique_ptr<Server>(new Server(std::move(rep)));
}

Server::~Server() {
  rep_->http.reset();
  rep_->wakefulness.reset();
  if (auto* health = rep_->server->GetHealthCheckService()) health->SetServingStatus(false);
  rep_->server->Shutdown(std::chrono::system_clock::now() + kGrace);
  rep_->server->Wait();
}

int Server::port() const { return rep_->port; }

int Server::metrics_port() const {
  return rep_->exposer == nullptr ? 0 : rep_->exposer->GetListeningPorts().front();
}

int Server::http_port() const { return rep_->http == nullptr ? 0 : rep_->http->port(); }

}  // namespace stillwatch::service
