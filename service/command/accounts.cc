#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/command/command.h"
#include "service/present/format.h"
#include "service/present/json.h"
#include "service/present/progress.h"
#include "service/present/text.h"
#include "stillwatch/v1/account_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

struct AccountsCommand {
  std::string server;
  std::string account;
  std::string verdict;
  double min_score = 0;
  int limit = 100;
};

std::unique_ptr<v1::AccountService::Stub> Stub(const AccountsCommand& command) {
  return v1::AccountService::NewStub(Connect(command.server));
}

int List(const AccountsCommand& command, bool json) {
  const auto stub = Stub(command);
  v1::ListAccountsRequest request;
  if (command.verdict == "clear") request.set_verdict(v1::VERDICT_CLEAR);
  if (command.verdict == "elevated") request.set_verdict(v1::VERDICT_ELEVATED);
  if (command.verdict == "flagged") request.set_verdict(v1::VERDICT_FLAGGED);
  request.set_min_score(command.min_score);
  std::vector<v1::Account> accounts;
  bool more = false;
  int left = command.limit;  // 0: all.
  do {
    request.set_page_size(command.limit == 0 ? 1000 : std::min(left, 1000));
    grpc::ClientContext context;
    v1::ListAccountsResponse response;
    const grpc::Status status = stub->ListAccounts(&context, request, &response);
    if (!status.ok()) return Fail(status, command.server);
    for (v1::Account& account : *response.mutable_accounts()) {
      if (json) {
        std::printf("%s\n", MessageJson(account).c_str());
      } else {
        accounts.push_back(std::move(account));
      }
    }
    left -= response.accounts_size();
    request.set_page_token(response.next_page_token());
    more = !response.next_page_token().empty();
  } while (more && (command.limit == 0 || left > 0));
  if (json) return kDone;
  std::printf("%s", AccountsTable(accounts, static_cast<size_t>(TerminalWidth())).c_str());
  if (more) std::printf("… and more; --limit 0 lists them all\n");
  return kDone;
}

int Get(const AccountsCommand& command, bool json) {
  grpc::ClientContext context;
  v1::GetAccountRequest request;
  request.set_name(absl::StrCat("accounts/", command.account));
  v1::Account account;
  const grpc::Status status = Stub(command)->GetAccount(&context, request, &account);
  if (!status.ok()) return Fail(status, command.server);
  std::printf("%s\n", json ? MessageJson(account).c_str() : AccountDetail(account).c_str());
  return kDone;
}

int Check(const AccountsCommand& command, bool json) {
  grpc::ClientContext context;
  v1::CheckAccountRequest request;
  request.set_account_id(command.account);
  v1::CheckAccountResponse response;
  const grpc::Status status = Stub(command)->CheckAccount(&context, request, &response);
  if (!status.ok()) return Fail(status, command.server);
  if (json) {
    std::printf("%s\n", MessageJson(response).c_str());
    return kDone;
  }
  const char* verdict = response.verdict() == v1::VERDICT_FLAGGED    ? "flagged"
                        : response.verdict() == v1::VERDICT_ELEVATED ? "elevated"
                                                                     : "clear";
  std::printf("%s: %s", Printable(command.account).c_str(), verdict);
  if (response.verdict() >= v1::VERDICT_ELEVATED) std::printf(", score %.0f", response.score());
  if (!response.finding().empty()) std::printf(", %s", response.finding().c_str());
  if (!response.reason().empty()) std::printf(": %s", response.reason().c_str());
  std::printf("\n");
  return kDone;
}

}  // namespace

void AddAccounts(CLI::App* app, CommandContext* context) {
  CLI::App* accounts = app->add_subcommand("accounts", "What is known of accounts");
  accounts->require_subcommand(1);
  auto options = std::make_shared<AccountsCommand>();
  const auto add = [&](const char* name, const char* help,
                       int (*run)(const AccountsCommand&, bool)) {
    CLI::App* command = accounts->add_subcommand(name, help);
    AddServerOption(command, &options->server);
    AddOutputOption(command, context);
    command->callback(
        [options, context, run] { context->exit_code = run(*options, context->json); });
    return command;
  };
  CLI::App* list = add("list", "Accounts with verdict, score and strongest reason", List);
  list->add_option("--verdict", options->verdict, "Only accounts with this verdict")
      ->check(CLI::IsMember({"clear", "elevated", "flagged"}));
  list->add_option("--min-score", options->min_score, "Only accounts with at least this score");
  list->add_option("--limit", options->limit, "At most so many; 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  for (CLI::App* command :
       {add("get", "One account with its profile and reasons", Get),
        add("check", "The verdict on an account, as a gateway asks for it", Check)}) {
    command->add_option("account", options->account, "Id of the account")->required();
  }
}

}  // namespace stillwatch::service
