#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "service/command/command.h"
#include "service/present/json.h"
#include "service/present/progress.h"
#include "service/present/text.h"
#include "stillwatch/v1/finding_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

struct FindingsCommand {
  std::string server;
  std::string finding;
  std::string account;
  std::string state;
  std::string actor;
  std::string note;
  std::string etag;
  bool allow = false;
  std::string allow_until;
  int limit = 100;
};

using Stub = v1::FindingService::Stub;

std::unique_ptr<Stub> MakeStub(const FindingsCommand& command) {
  return v1::FindingService::NewStub(Connect(command.server));
}

std::string NameOf(const std::string& finding) {
  return absl::StartsWith(finding, "findings/") ? finding : absl::StrCat("findings/", finding);
}

void Print(const v1::Finding& finding, bool json) {
  std::printf("%s\n", json ? MessageJson(finding).c_str() : FindingDetail(finding).c_str());
}

void AddStates(const std::string& state, v1::ListFindingsRequest* request) {
  if (state == "live") {
    request->add_states(v1::FINDING_STATE_OPEN);
    request->add_states(v1::FINDING_STATE_ACKNOWLEDGED);
    request->add_states(v1::FINDING_STATE_CONFIRMED);
    return;
  }
  for (int value = v1::FindingState_MIN; value <= v1::FindingState_MAX; ++value) {
    const auto known = static_cast<v1::FindingState>(value);
    if (absl::EqualsIgnoreCase(v1::FindingState_Name(known),
                               absl::StrCat("FINDING_STATE_", state))) {
      request->add_states(known);
    }
  }
}

int List(const FindingsCommand& command, bool json) {
  const auto stub = MakeStub(command);
  v1::ListFindingsRequest request;
  AddStates(command.state, &request);
  request.set_account_id(command.account);
  std::vector<v1::Finding> findings;
  int left = command.limit;  // 0: all.
  bool more = false;
  do {
    request.set_page_size(command.limit == 0 ? 1000 : std::min(left, 1000));
    grpc::ClientContext context;
    v1::ListFindingsResponse response;
    const grpc::Status status = stub->ListFindings(&context, request, &response);
    if (!status.ok()) return Fail(status, command.server);
    for (v1::Finding& finding : *response.mutable_findings()) {
      if (json) {
        std::printf("%s\n", MessageJson(finding).c_str());
      } else {
        findings.push_back(std::move(finding));
      }
    }
    left -= response.findings_size();
    request.set_page_token(response.next_page_token());
    more = !response.next_page_token().empty();
  } while (more && (command.limit == 0 || left > 0));
  if (json) return kDone;
  std::printf("%s", FindingsTable(findings, static_cast<size_t>(TerminalWidth())).c_str());
  if (more) std::printf("… and more; --limit 0 lists them all\n");
  return kDone;
}

int Get(const FindingsCommand& command, bool json) {
  grpc::ClientContext context;
  v1::GetFindingRequest request;
  request.set_name(NameOf(command.finding));
  v1::Finding finding;
  const grpc::Status status = MakeStub(command)->GetFinding(&context, request, &finding);
  if (!status.ok()) return Fail(status, command.server);
  Print(finding, json);
  return kDone;
}

int Watch(const FindingsCommand& command, bool json) {
  grpc::ClientContext context;
  v1::WatchFindingsRequest request;
  request.set_include_open(true);
  const auto stub = MakeStub(command);
  const auto stream = stub->WatchFindings(&context, request);
  v1::Finding finding;
  while (stream->Read(&finding)) {
    if (json) {
      std::printf("%s\n", MessageJson(finding).c_str());
    } else {
      std::printf("%s\n", FindingDetail(finding).c_str());
    }
    std::fflush(stdout);
  }
  return Fail(stream->Finish(), command.server);
}

// The calls by which a person decides differ in their types only.
template <typename Request>
int Decide(const FindingsCommand& command, bool json, Request request,
           grpc::Status (Stub::*call)(grpc::ClientContext*, const Request&, v1::Finding*)) {
  request.set_name(NameOf(command.finding));
  request.set_etag(command.etag);
  request.set_actor(command.actor);
  grpc::ClientContext context;
  v1::Finding finding;
  const auto stub = MakeStub(command);
  const grpc::Status status = ((*stub).*call)(&context, request, &finding);
  if (!status.ok()) return Fail(status, command.server);
  Print(finding, json);
  return kDone;
}

int Acknowledge(const FindingsCommand& command, bool json) {
  v1::AcknowledgeFindingRequest request;
  request.set_note(command.note);
  return Decide(command, json, request, &Stub::AcknowledgeFinding);
}

int Confirm(const FindingsCommand& command, bool json) {
  v1::ConfirmFindingRequest request;
  request.set_note(command.note);
  return Decide(command, json, request, &Stub::ConfirmFinding);
}

int Reopen(const FindingsCommand& command, bool json) {
  v1::ReopenFindingRequest request;
  request.set_note(command.note);
  return Decide(command, json, request, &Stub::ReopenFinding);
}

int Dismiss(const FindingsCommand& command, bool json) {
  v1::DismissFindingRequest request;
  request.set_reason(command.note);
  request.set_allow(command.allow || !command.allow_until.empty());
  if (!command.allow_until.empty()) {
    absl::Time until;
    std::string error;
    if (!absl::ParseTime("%Y-%m-%d", command.allow_until, &until, &error)) {
      PrintError(absl::StrCat("--allow-until is \"", command.allow_until,
                              "\"; it must be a day such as 2027-01-31"));
      return kUsage;
    }
    request.mutable_allow_expire_time()->set_seconds(absl::ToUnixSeconds(until));
  }
  return Decide(command, json, request, &Stub::DismissFinding);
}

}  // namespace

void AddFindings(CLI::App* app, CommandContext* context) {
  CLI::App* findings = app->add_subcommand("findings", "The cases and what you decide on them");
  findings->require_subcommand(1);
  auto options = std::make_shared<FindingsCommand>();
  const char* user = std::getenv("USER");
  if (user != nullptr) options->actor = user;
  const auto add = [&](const char* name, const char* help,
                       int (*run)(const FindingsCommand&, bool)) {
    CLI::App* command = findings->add_subcommand(name, help);
    AddServerOption(command, &options->server);
    AddOutputOption(command, context);
    command->callback(
        [options, context, run] { context->exit_code = run(*options, context->json); });
    return command;
  };
  CLI::App* list = add("list", "Findings, newest first", List);
  list->add_option("--state", options->state, "Only in this state; live: the first three")
      ->check(CLI::IsMember({"live", "open", "acknowledged", "confirmed", "dismissed", "closed"}));
  list->add_option("--account", options->account, "Only on this account");
  list->add_option("--limit", options->limit, "At most so many; 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  add("watch", "Print findings as they open or change, until interrupted", Watch);
  add("get", "One finding with its reasons", Get)
      ->add_option("finding", options->finding, "Its id, e.g. fnd-0123456789abcdef")
      ->required();
  const auto add_decision = [&](const char* name, const char* help,
                                int (*run)(const FindingsCommand&, bool)) {
    CLI::App* command = add(name, help, run);
    command->add_option("finding", options->finding, "Its id")->required();
    command->add_option("--actor", options->actor, "Who decides")->capture_default_str();
    command->add_option("--etag", options->etag, "Refuse if the finding has changed since");
    return command;
  };
  add_decision("ack", "Somebody is looking at it", Acknowledge)
      ->add_option("--note", options->note, "For the history");
  add_decision("confirm", "It is a harvest", Confirm)
      ->add_option("--note", options->note, "For the history");
  add_decision("reopen", "Take it up again", Reopen)
      ->add_option("--note", options->note, "For the history");
  CLI::App* dismiss = add_decision("dismiss", "It is not a harvest", Dismiss);
  dismiss->add_option("--reason", options->note, "Why")->required();
  dismiss->add_flag("--allow", options->allow, "Never flag the account again");
  dismiss->add_option("--allow-until", options->allow_until,
                      "Not for calls up to this day, e.g. 2027-01-31");
}

}  // namespace stillwatch::service
