#include "service/rpc/account_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "detector/account/account.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/rpc/pages.h"
#include "service/rpc/status.h"
#include "service/threads/priority.h"
#include "service/view/account_view.h"
#include "stillwatch/v1/account_service.grpc.pb.h"

namespace stillwatch::service {
namespace {

constexpr size_t kLongestId = 256;

absl::Status Get(const v1::GetAccountRequest& request, Engine* engine, v1::Account* account) {
  const absl::StatusOr<std::string> id = IdInName(request.name(), "accounts");
  if (!id.ok()) return id.status();
  detector::Account found(*id);
  const absl::StatusOr<bool> known =
      engine->Ask([&](EngineState& state) { return state.ReadAccount(*id, &found); });
  if (!known.ok()) return known.status();
  if (!*known) {
    return absl::NotFoundError(absl::StrCat("no call of account \"", *id, "\" was seen"));
  }
  *account = ViewAccount(found, engine->assessor());
  return absl::OkStatus();
}

absl::Status List(const v1::ListAccountsRequest& request, Engine* engine,
                  v1::ListAccountsResponse* response) {
  const absl::StatusOr<size_t> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const absl::StatusOr<std::string> after = ReadPageToken(request.page_token());
  if (!after.ok()) return after.status();
  AccountFilter filter;
  if (request.verdict() != v1::VERDICT_UNSPECIFIED) {
    if (!v1::Verdict_IsValid(request.verdict())) {
      return absl::InvalidArgumentError("verdict is not one of clear, elevated and flagged");
    }
    filter.verdict = static_cast<detector::Verdict>(request.verdict());
  }
  if (request.min_score() != 0) filter.min_score = request.min_score();
  absl::StatusOr<AccountPage> page =
      engine->Ask([&](EngineState& state) { return ListAccounts(state, *after, *size, filter); });
  if (!page.ok()) return page.status();
  for (const detector::Account& account : page->accounts) {
    v1::Account* view = response->add_accounts();
    *view = ViewAccount(account, engine->assessor());
    if (request.summary_only()) {
      view->mutable_profile()->clear_days();
      view->mutable_assessment()->clear_contributions();
    }
  }
  response->set_next_page_token(MakePageToken(page->next));
  return absl::OkStatus();
}

absl::Status Check(const v1::CheckAccountRequest& request, const Engine& engine,
                   v1::CheckAccountResponse* response) {
  if (request.account_id().empty() || request.account_id().size() > kLongestId) {
    return absl::InvalidArgumentError(absl::StrCat("account_id has ", request.account_id().size(),
                                                   " bytes; it must have 1 to ", kLongestId));
  }
  response->set_verdict(v1::VERDICT_CLEAR);
  if (const auto entry = engine.verdicts().GetUnlessAllowed(
          request.account_id(), engine.assessor().policy(), absl::Now())) {
    response->set_verdict(static_cast<v1::Verdict>(entry->outcome.verdict));
    response->set_score(entry->outcome.score);
    response->set_finding(entry->finding);
    response->set_reason(entry->reason);
  }
  return absl::OkStatus();
}

// Questions wait until the engine rests, so they have threads of their own. A check waits for
// nothing and is answered by the thread that got it.
using ServiceBase =
    v1::AccountService::WithCallbackMethod_CheckAccount<v1::AccountService::Service>;

class Service final : public ServiceBase {
 public:
  explicit Service(Engine* engine) : engine_(engine) {}

  grpc::Status GetAccount(grpc::ServerContext*, const v1::GetAccountRequest* request,
                          v1::Account* response) override {
    return ToGrpc(Get(*request, engine_, response));
  }

  grpc::Status ListAccounts(grpc::ServerContext*, const v1::ListAccountsRequest* request,
                            v1::ListAccountsResponse* response) override {
    return ToGrpc(List(*request, engine_, response));
  }

  grpc::ServerUnaryReactor* CheckAccount(grpc::CallbackServerContext* context,
                                         const v1::CheckAccountRequest* request,
                                         v1::CheckAccountResponse* response) override {
    AnswerSoon();
    return Answer(context, Check(*request, *engine_, response));
  }

 private:
  Engine* const engine_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeAccountService(Engine* engine) {
  return std::make_unique<Service>(engine);
}

}  // namespace stillwatch::service
