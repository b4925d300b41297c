#ifndef STILLWATCH_SERVICE_COMMAND_COMMAND_H_
#define STILLWATCH_SERVICE_COMMAND_COMMAND_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace CLI {
class App;
}
namespace grpc {
class Channel;
class Status;
}  // namespace grpc

// What the subcommands of `stillwatch` share. Each is a file of its own with a function that adds
// it to the command line; the command runs when the line is parsed and leaves its exit code.

namespace stillwatch::service {

// Documented in the README; scripts rely on them.
enum ExitCode {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kDoneWithRejects = 3,  // Everything else was taken.
  kNoServer = 4,
};

struct CommandContext {
  bool json = false;  // -o json
  int exit_code = kDone;
};

void AddServe(CLI::App* app, CommandContext* context);
void AddIngest(CLI::App* app, CommandContext* context);
void AddAudit(CLI::App* app, CommandContext* context);
void AddFindings(CLI::App* app, CommandContext* context);
void AddAccounts(CLI::App* app, CommandContext* context);
void AddCalibrate(CLI::App* app, CommandContext* context);
void AddCampaigns(CLI::App* app, CommandContext* context);
void AddSimulate(CLI::App* app, CommandContext* context);
// Below `policy`.
void AddBacktest(CLI::App* policy, CommandContext* context);
void AddPolicy(CLI::App* app, CommandContext* context);
void AddBackup(CLI::App* app, CommandContext* context);
void AddRestore(CLI::App* app, CommandContext* context);
void AddDump(CLI::App* app, CommandContext* context);
void AddVerify(CLI::App* app, CommandContext* context);

// -o table|json.
void AddOutputOption(CLI::App* app, CommandContext* context);
// --store, with $STILLWATCH_STORE behind it, for commands that need a store that is there.
void AddStoreOption(CLI::App* app, std::string* store);
// --without-campaigns.
void AddWithoutCampaignsOption(CLI::App* app, bool* without);
// --memory-limit, in bytes; `bytes` holds the default.
void AddMemoryLimitOption(CLI::App* app, size_t* bytes);
// --server, with $STILLWATCH_SERVER and 127.0.0.1:7440 behind it.
void AddServerOption(CLI::App* app, std::string* address);

std::shared_ptr<grpc::Channel> Connect(const std::string& address);

// Prints "stillwatch: …" to standard error and returns the exit code for it.
int Fail(const absl::Status& status);
int Fail(const grpc::Status& status, const std::string& address);
void PrintError(absl::string_view text);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_COMMAND_COMMAND_H_
