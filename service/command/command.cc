#include "service/command/command.h"

#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>

#include "absl/strings/str_cat.h"
#include "service/command/units.h"
#include "service/memory/memory_shares.h"

namespace stillwatch::service {
namespace {

constexpr int kLargestMessage = 64 << 20;

}  // namespace

void AddOutputOption(CLI::App* app, CommandContext* context) {
  app->add_option_function<std::string>(
         "-o,--output", [context](const std::string& form) { context->json = form == "json"; },
         "table for people, json for programs")
      ->check(CLI::IsMember({"table", "json"}))
      ->default_str("table");
}

void AddServerOption(CLI::App* app, std::string* address) {
  *address = "127.0.0.1:7440";
  app->add_option("--server", *address, "Address of the server")
      ->envname("STILLWATCH_SERVER")
      ->capture_default_str();
}

void AddStoreOption(CLI::App* app, std::string* store) {
  app->add_option("--store", *store, "Folder of the store")
      ->envname("STILLWATCH_STORE")
      ->capture_default_str();
}

void AddWithoutCampaignsOption(CLI::App* app, bool* without) {
  app->add_flag("--without-campaigns", *without,
                "Judge accounts one by one; do not look for groups that work as one")
      ->envname("STILLWATCH_WITHOUT_CAMPAIGNS");
}

void AddMemoryLimitOption(CLI::App* app, size_t* bytes) {
  app->add_option_function<std::string>(
         "--memory-limit",
         [bytes](const std::string& text) {
           const std::optional<size_t> parsed = ParseBytes(text);
           if (!parsed.has_value() || *parsed < MemoryShares::kLeast) {
             throw CLI::ValidationError(
                 "--memory-limit",
                 absl::StrCat("\"", text, "\" is not a size of at least ",
                              BytesText(MemoryShares::kLeast), "; give one like 512MiB or 4GiB"));
           }
           *bytes = *parsed;
         },
         "Memory for all of it, like 512MiB or 4GiB")
      ->envname("STILLWATCH_MEMORY_LIMIT")
      ->default_str(absl::StrCat(*bytes >> 20, "MiB"));
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  // A server that restarts is found again quickly.
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

void PrintError(absl::string_view text) {
  std::fprintf(stderr, "stillwatch: %s\n", std::string(text).c_str());
}

int Fail(const absl::Status& status) {
  PrintError(absl::string_view(status.message().data(), status.message().size()));
  return kFailed;
}

int Fail(const grpc::Status& status, const std::string& address) {
  if (status.error_code() != grpc::StatusCode::UNAVAILABLE) {
    PrintError(status.error_message());
    return kFailed;
  }
  PrintError(
      absl::StrCat("no answer from the server at ", address, ": ", status.error_message(),
                   ". Is it running? `stillwatch serve` starts one; --server names another"));
  return kNoServer;
}

}  // namespace stillwatch::service
