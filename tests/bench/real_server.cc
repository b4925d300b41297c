#include "tests/bench/real_server.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "service/normalise/normaliser.h"
#include "service/rpc/server.h"
#include "storage/store.h"
#include "tests/bench/child.h"

namespace stillwatch::bench {
namespace {

template <typename T>
T OrEnd(absl::StatusOr<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", std::string(result.status().message()).c_str());
  std::exit(1);
}

}  // namespace

struct RealServer::Rep {
  TemporaryFolder folder;
  std::unique_ptr<storage::Store> store;
  std::unique_ptr<service::Engine> engine;
  service::Normaliser normaliser{detector::FingerprintKey{}};
  std::unique_ptr<service::Server> server;
};

RealServer::RealServer(const RealServerOptions& server_options) : rep_(std::make_unique<Rep>()) {
  const size_t cache_bytes = server_options.cache_bytes;
  rep_->store = OrEnd(storage::Store::Open(
      {.path = folder(), .cache_bytes = cache_bytes / 4, .write_buffer_bytes = cache_bytes / 4}));
  service::EngineOptions options;
  options.cache_bytes = cache_bytes / 2;
  options.checkpoint_calls = server_options.checkpoint_calls.value_or(options.checkpoint_calls);
  options.campaigns = server_options.campaigns;
  rep_->engine = OrEnd(service::Engine::Open(rep_->store.get(), options));
  rep_->server = OrEnd(service::Server::Start(rep_->engine.get(), &rep_->normaliser,
                                              {.address = "127.0.0.1:0",
                                               .metrics_address = "",
                                               .http_address = "127.0.0.1:0",
                                               .largest_message_bytes = 64 << 20}));
}

RealServer::~RealServer() {
  rep_->server.reset();
  rep_->engine.reset();
  rep_->store.reset();
}

std::string RealServer::folder() const { return rep_->folder.path() + "/store"; }

int64_t RealServer::flagged_accounts() const {
  const service::EngineCounters& counters = rep_->engine->counters();
  return counters.findings_opened - counters.findings_closed;
}

int64_t RealServer::sweeps() const { return rep_->engine->counters().sweeps; }

double RealServer::sweep_seconds() const {
  return static_cast<double>(rep_->engine->counters().sweep_micros) / 1e6;
}

std::string RealServer::address() const { return absl::StrCat("127.0.0.1:", rep_->server->port()); }

int RealServer::http_port() const { return rep_->server->http_port(); }

}  // namespace stillwatch::bench
