#include <CLI/CLI.hpp>
#include <csignal>

#include "service/command/command.h"

namespace {

constexpr char kFooter[] = R"(Exit codes:
  0  done
  1  failed; the message says why
  2  the command line is wrong
  3  done, but records were rejected
  4  no answer from the server

Examples:
  stillwatch audit calls.jsonl.zst --report audit.html
  stillwatch serve --store /var/lib/stillwatch
  stillwatch ingest calls.jsonl.gz
  stillwatch findings list
  stillwatch findings get fnd-0123456789abcdef)";

}  // namespace

int main(int argc, char** argv) {
  namespace service = stillwatch::service;
  std::signal(SIGPIPE, SIG_IGN);
  service::CommandContext context;
  CLI::App app("Finds accounts that harvest the outputs of an LLM API to train another model.",
               "stillwatch");
  app.footer(kFooter);
  app.set_version_flag("--version", "stillwatch 0.1.0");
  app.require_subcommand(1);
  service::AddServe(&app, &context);
  service::AddIngest(&app, &context);
  service::AddAudit(&app, &context);
  service::AddFindings(&app, &context);
  service::AddAccounts(&app, &context);
  service::AddCalibrate(&app, &context);
  service::AddCampaigns(&app, &context);
  service::AddSimulate(&app, &context);
  service::AddPolicy(&app, &context);
  service::AddBackup(&app, &context);
  service::AddRestore(&app, &context);
  service::AddDump(&app, &context);
  service::AddVerify(&app, &context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? service::kDone : service::kUsage;
  }
  return context.exit_code;
}
