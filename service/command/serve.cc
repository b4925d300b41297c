#include <pthread.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "service/command/command.h"
#include "service/command/units.h"
#include "service/engine/engine.h"
#include "service/gateways/config/config.h"
#include "service/key_file/key_file.h"
#include "service/memory/memory_shares.h"
#include "service/normalise/normaliser.h"
#include "service/policy_file/policy_file.h"
#include "service/rpc/server.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

constexpr absl::Duration kShortestKept = absl::Hours(1);

struct ServeOptions {
  std::string store = "stillwatch-store";
  std::string key_file = DefaultKeyPath();
  std::string policy;
  std::string gateways;
  bool without_campaigns = false;
  size_t memory_limit = size_t{512} << 20;
  uint64_t checkpoint_calls = EngineOptions::kCheckpointCalls;
  absl::Duration keep_calls = absl::InfiniteDuration();
  absl::Duration keep_idle_accounts = absl::InfiniteDuration();
  ServerOptions server{.http_address = "127.0.0.1:7442"};
};

// Signals that end the server; taken by sigwait alone, so every thread must hold them back.
sigset_t HoldBackEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

absl::Status Serve(const ServeOptions& options) {
  const sigset_t signals = HoldBackEndSignals();
  absl::StatusOr<detector::Policy> policy = LoadPolicy(options.policy);
  if (!policy.ok()) return policy.status();
  absl::StatusOr<gateways::GatewayConfig> gateways = gateways::LoadConfig(options.gateways);
  if (!gateways.ok()) return gateways.status();
  const absl::StatusOr<detector::FingerprintKey> key = LoadOrCreateKey(options.key_file);
  if (!key.ok()) return key.status();
  const MemoryShares shares = ShareMemory(options.memory_limit);
  const absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open({.path = options.store,
                            .cache_bytes = shares.block_cache,
                            .write_buffer_bytes = shares.write_buffers,
                            .marks_in_memory = shares.marks_in_memory,
                            .keep_calls = options.keep_calls,
                            .keep_idle_accounts = options.keep_idle_accounts});
  if (!store.ok()) return store.status();
  absl::Status bound = BindKey(*key, options.key_file, store->get());
  if (!bound.ok()) return bound;

  EngineOptions engine_options;
  engine_options.policy = *std::move(policy);
  engine_options.cache_bytes = shares.accounts;
  engine_options.campaigns = !options.without_campaigns;
  engine_options.campaign_bytes = shares.campaigns;
  engine_options.checkpoint_calls = options.checkpoint_calls;
  engine_options.queue_bytes = shares.queue;
  const absl::StatusOr<std::unique_ptr<Engine>> engine =
      Engine::Open(store->get(), std::move(engine_options));
  if (!engine.ok()) return engine.status();
  const Normaliser normaliser(*key);
  ServerOptions server_options = options.server;
  server_options.gateways = *std::move(gateways);
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(engine->get(), &normaliser, server_options);
  if (!server.ok()) return server.status();

  std::printf("stillwatch: %s opened, %lld calls in the log, %lld folded again\n",
              options.store.c_str(),
              static_cast<long long>((*store)->next_sequence() - (*store)->first_sequence()),
              static_cast<long long>((*engine)->counters().replayed));
  std::printf("stillwatch: listening on port %d", (*server)->port());
  if ((*server)->metrics_port() > 0) {
    std::printf(", metrics on port %d (/metrics)", (*server)->metrics_port());
  }
  if ((*server)->http_port() > 0) std::printf(", gateways on port %d", (*server)->http_port());
  std::printf("\n");
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  std::printf("stillwatch: stopping\n");
  std::fflush(stdout);
  server->reset();
  return (*engine)->health();
}

void AddSpanOption(CLI::App* command, const char* name, const char* help, absl::Duration* span) {
  command
      ->add_option_function<std::string>(
          name,
          [name, span](const std::string& text) {
            const std::optional<absl::Duration> parsed = ParseSpan(text);
            if (!parsed.has_value() || *parsed < kShortestKept) {
              throw CLI::ValidationError(
                  name, absl::StrCat("\"", text,
                                     "\" is not a time of at least an hour; give one "
                                     "like 90d or 36h, or forever"));
            }
            *span = *parsed;
          },
          help)
      ->default_str("forever");
}

}  // namespace

void AddServe(CLI::App* app, CommandContext* context) {
  CLI::App* command = app->add_subcommand(
      "serve", "Run the server: takes calls over gRPC, keeps them, flags accounts");
  auto options = std::make_shared<ServeOptions>();
  command->add_option("--store", options->store, "Folder of the store; made if it is missing")
      ->envname("STILLWATCH_STORE")
      ->capture_default_str();
  command->add_option("--address", options->server.address, "Where to listen; port 0 takes any")
      ->envname("STILLWATCH_ADDRESS")
      ->capture_default_str();
  command
      ->add_option("--metrics-address", options->server.metrics_address,
                   "Where to serve Prometheus metrics; empty for nowhere")
      ->envname("STILLWATCH_METRICS_ADDRESS")
      ->capture_default_str();
  command
      ->add_option("--http-address", options->server.http_address,
                   "Where to take gateways' logs and questions over HTTP; empty for nowhere")
      ->envname("STILLWATCH_HTTP_ADDRESS")
      ->capture_default_str();
  command
      ->add_option("--gateways", options->gateways,
                   "Where identities are in gateways' records and what hooks answer, in JSON "
                   "(docs/gateways.md)")
      ->envname("STILLWATCH_GATEWAYS");
  command->add_option("--key-file", options->key_file, "The installation's fingerprint key")
      ->envname("STILLWATCH_KEY_FILE")
      ->capture_default_str();
  command->add_option("--policy", options->policy, "Policy in JSON; the default policy if empty")
      ->envname("STILLWATCH_POLICY");
  AddWithoutCampaignsOption(command, &options->without_campaigns);
  AddMemoryLimitOption(command, &options->memory_limit);
  command
      ->add_option(
          "--checkpoint-calls", options->checkpoint_calls,
          "How many calls are folded again after a crash, about: fewer restart sooner, more "
          "write less")
      ->envname("STILLWATCH_CHECKPOINT_CALLS")
      ->check(CLI::Range(uint64_t{1000}, uint64_t{1} << 40))
      ->capture_default_str();
  AddSpanOption(command, "--keep-calls", "Forget calls so long after their arrival, like 90d",
                &options->keep_calls);
  AddSpanOption(command, "--keep-idle-accounts",
                "Forget accounts that have made no call for so long, like 180d",
                &options->keep_idle_accounts);
  command->callback([options, context] {
    const absl::Status status = Serve(*options);
    if (!status.ok()) context->exit_code = Fail(status);
  });
}

}  // namespace stillwatch::service
