#include "service/rpc/finding_service.h"

#include <algorithm>
#include <chrono>
#include <functional>

#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/rpc/finding_watch.h"
#include "service/rpc/pages.h"
#include "service/rpc/status.h"
#include "service/threads/workers.h"
#include "stillwatch/v1/finding_service.grpc.pb.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::service {
namespace {

constexpr size_t kLongestActor = 256;
constexpr size_t kLongestNote = 4096;

absl::Status List(const v1::ListFindingsRequest& request, Engine* engine,
                  v1::ListFindingsResponse* response) {
  const absl::StatusOr<size_t> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const absl::StatusOr<std::string> after = ReadPageToken(request.page_token());
  if (!after.ok()) return after.status();
  const auto wanted = [&request](const v1::Finding& finding) {
    const bool state =
        request.states().empty() ||
        std::count(request.states().begin(), request.states().end(), finding.state()) > 0;
    return state && (request.account_id().empty() || request.account_id() == finding.account_id());
  };
  absl::StatusOr<FindingPage> page =
      engine->Ask([&](EngineState& state) { return ListFindings(state, *after, *size, wanted); });
  if (!page.ok()) return page.status();
  for (v1::Finding& finding : page->findings) response->add_findings()->Swap(&finding);
  response->set_next_page_token(MakePageToken(page->next));
  return absl::OkStatus();
}

absl::Status Get(const v1::GetFindingRequest& request, Engine* engine, v1::Finding* response) {
  const absl::StatusOr<std::string> id = IdInName(request.name(), "findings");
  if (!id.ok()) return id.status();
  absl::StatusOr<std::optional<v1::Finding>> finding =
      engine->Ask([&](EngineState& state) { return ReadFinding(state, *id); });
  if (!finding.ok()) return finding.status();
  if (!finding->has_value()) {
    return absl::NotFoundError(absl::StrCat("there is no finding ", request.name()));
  }
  response->Swap(&**finding);
  return absl::OkStatus();
}

absl::StatusOr<detector::Decision> MakeDecision(const std::string& etag, const std::string& actor,
                                                const std::string& note) {
  if (actor.size() > kLongestActor) {
    return absl::InvalidArgumentError(
        absl::StrCat("actor has ", actor.size(), " bytes; it may have ", kLongestActor));
  }
  if (note.size() > kLongestNote) {
    return absl::InvalidArgumentError(
        absl::StrCat("the note has ", note.size(), " bytes; it may have ", kLongestNote));
  }
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return detector::Decision{etag, actor, note,
                            std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

absl::Status Decide(
    Engine* engine, const std::string& name, const absl::StatusOr<detector::Decision>& decision,
    const std::function<absl::Status(const detector::Decision&, detector::Account*)>& apply,
    v1::Finding* response) {
  const absl::StatusOr<std::string> id = IdInName(name, "findings");
  if (!id.ok()) return id.status();
  if (!decision.ok()) return decision.status();
  absl::StatusOr<v1::Finding> finding =
      engine->Decide(*id, [&](detector::Account* account) { return apply(*decision, account); });
  if (!finding.ok()) return finding.status();
  *response = *std::move(finding);
  return absl::OkStatus();
}

// Questions and decisions wait until the engine rests, so they have threads of their own.
using ServiceBase =
    v1::FindingService::WithCallbackMethod_WatchFindings<v1::FindingService::Service>;

class Service final : public ServiceBase {
 public:
  explicit Service(Engine* engine) : engine_(engine) {}

  grpc::Status ListFindings(grpc::ServerContext*, const v1::ListFindingsRequest* request,
                            v1::ListFindingsResponse* response) override {
    return ToGrpc(List(*request, engine_, response));
  }

  grpc::Status GetFinding(grpc::ServerContext*, const v1::GetFindingRequest* request,
                          v1::Finding* response) override {
    return ToGrpc(Get(*request, engine_, response));
  }

  grpc::ServerWriteReactor<v1::Finding>* WatchFindings(
      grpc::CallbackServerContext*, const v1::WatchFindingsRequest* request) override {
    return StartFindingWatch(engine_, request->include_open(), &workers_);
  }

  grpc::Status AcknowledgeFinding(grpc::ServerContext*,
                                  const v1::AcknowledgeFindingRequest* request,
                                  v1::Finding* response) override {
    return ToGrpc(Decide(
        engine_, request->name(), MakeDecision(request->etag(), request->actor(), request->note()),
        [](const detector::Decision& decision, detector::Account* account) {
          return account->Acknowledge(decision);
        },
        response));
  }

  grpc::Status ConfirmFinding(grpc::ServerContext*, const v1::ConfirmFindingRequest* request,
                              v1::Finding* response) override {
    return ToGrpc(Decide(
        engine_, request->name(), MakeDecision(request->etag(), request->actor(), request->note()),
        [](const detector::Decision& decision, detector::Account* account) {
          return account->Confirm(decision);
        },
        response));
  }

  grpc::Status DismissFinding(grpc::ServerContext*, const v1::DismissFindingRequest* request,
                              v1::Finding* response) override {
    return ToGrpc(Decide(
        engine_, request->name(),
        MakeDecision(request->etag(), request->actor(), request->reason()),
        [request](const detector::Decision& decision, detector::Account* account) {
          v1::AllowEntry allow;
          allow.set_account_id(account->id());
          allow.set_reason(request->reason());
          if (request->has_allow_expire_time()) {
            *allow.mutable_expire_time() = request->allow_expire_time();
          }
          return account->Dismiss(decision, request->allow() ? &allow : nullptr);
        },
        response));
  }

  grpc::Status ReopenFinding(grpc::ServerContext*, const v1::ReopenFindingRequest* request,
                             v1::Finding* response) override {
    return ToGrpc(Decide(
        engine_, request->name(), MakeDecision(request->etag(), request->actor(), request->note()),
        [](const detector::Decision& decision, detector::Account* account) {
          return account->Reopen(decision);
        },
        response));
  }

 private:
  Engine* const engine_;
  Workers workers_{1, "watch"};
};

}  // namespace

std::unique_ptr<grpc::Service> MakeFindingService(Engine* engine) {
  return std::make_unique<Service>(engine);
}

}  // namespace stillwatch::service
