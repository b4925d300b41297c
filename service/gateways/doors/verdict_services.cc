#include <google/protobuf/struct.pb.h>
#include <grpcpp/grpcpp.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "envoy/service/auth/v3/external_auth.grpc.pb.h"
#include "envoy/service/ratelimit/v3/rls.grpc.pb.h"
#include "service/gateways/doors/grpc_services.h"
#include "service/gateways/envoy/access_log.h"
#include "service/gateways/live/context.h"
#include "service/rpc/status.h"
#include "service/threads/priority.h"

namespace stillwatch::gateways {
namespace {

using envoy::config::core::v3::HeaderValueOption;
using envoy::service::auth::v3::Authorization;
using envoy::service::auth::v3::CheckRequest;
using envoy::service::auth::v3::CheckResponse;
using envoy::service::ratelimit::v3::RateLimitRequest;
using envoy::service::ratelimit::v3::RateLimitResponse;
using envoy::service::ratelimit::v3::RateLimitService;

constexpr int kPermissionDenied = 7;
constexpr char kBlocked[] = "The account is flagged for systematic harvesting of outputs.\n";

// Overwrites, so that no client can send a verdict of its own.
void AddHeader(const char* name, std::string value,
               google::protobuf::RepeatedPtrField<HeaderValueOption>* headers) {
  HeaderValueOption* option = headers->Add();
  option->mutable_header()->set_key(name);
  option->mutable_header()->set_value(std::move(value));
  option->mutable_append()->set_value(false);
  option->set_append_action(HeaderValueOption::OVERWRITE_IF_EXISTS_OR_ADD);
}

void Tell(const HookAnswer& answer, google::protobuf::Struct* metadata) {
  auto& fields = *metadata->mutable_fields();
  fields["verdict"].set_string_value(std::string(VerdictName(answer.verdict)));
  fields["score"].set_number_value(answer.score);
  fields["finding"].set_string_value(answer.finding);
  fields["reason"].set_string_value(answer.reason);
}

// What the account is looked up in: {headers, context_extensions, metadata, principal}.
Value Question(const CheckRequest& request, Document* document) {
  const auto& attributes = request.attributes();
  const auto& http = attributes.request().http();
  Member* members = document->NewMembers(4);
  members[0] = {"headers", TextsValue(http.headers(), document)};
  if (http.headers().empty()) {
    // Envoy sends them in this form when it is told to keep repeated headers apart.
    const auto& headers = http.header_map().headers();
    Member* each = document->NewMembers(static_cast<size_t>(headers.size()));
    if (each != nullptr) {
      members[0].value = Document::Object(each, static_cast<size_t>(headers.size()));
      for (const auto& header : headers) {
        *each++ = {header.key(),
                   Value::Text(header.value().empty() ? header.raw_value() : header.value())};
      }
    }
  }
  members[1] = {"context_extensions", TextsValue(attributes.context_extensions(), document)};
  members[2] = {"metadata", MetadataValue(attributes.metadata_context(), document)};
  members[3] = {"principal", Value::Text(attributes.source().principal())};
  return Document::Object(members, 4);
}

// Both wait for nothing and are answered by the thread that got them, as native checks are.
class ExtAuthz final : public Authorization::CallbackService {
 public:
  explicit ExtAuthz(const Hook* hook) : hook_(hook) {}

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context, const CheckRequest* request,
                                  CheckResponse* response) override {
    service::AnswerSoon();
    FillIn(*request, response);
    return service::Answer(context, absl::OkStatus());
  }

 private:
  void FillIn(const CheckRequest& request, CheckResponse* response) const {
    Document document;
    const HookAnswer answer = hook_->Ask(&document, Question(request, &document), absl::Now());
    response->mutable_status();
    if (answer.tell) Tell(answer, response->mutable_dynamic_metadata());
    if (answer.deny) {
      response->mutable_status()->set_code(kPermissionDenied);
      auto* denied = response->mutable_denied_response();
      denied->mutable_status()->set_code(
          static_cast<envoy::type::v3::StatusCode>(hook_->config().deny_status));
      AddHeader("x-stillwatch-verdict", std::string(VerdictName(answer.verdict)),
                denied->mutable_headers());
      denied->set_body(kBlocked);
      return;
    }
    auto* passed = response->mutable_ok_response();
    if (answer.tell) {
      AddHeader("x-stillwatch-verdict", std::string(VerdictName(answer.verdict)),
                passed->mutable_headers());
      AddHeader("x-stillwatch-score", absl::StrCat(answer.score), passed->mutable_headers());
    }
  }

  const Hook* const hook_;
};

class RateLimit final : public RateLimitService::CallbackService {
 public:
  explicit RateLimit(const Hook* hook) : hook_(hook) {}

  grpc::ServerUnaryReactor* ShouldRateLimit(grpc::CallbackServerContext* context,
                                            const RateLimitRequest* request,
                                            RateLimitResponse* response) override {
    service::AnswerSoon();
    FillIn(*request, response);
    return service::Answer(context, absl::OkStatus());
  }

 private:
  void FillIn(const RateLimitRequest& request, RateLimitResponse* response) const {
    response->set_overall_code(RateLimitResponse::OK);
    for (const auto& descriptor : request.descriptors()) {
      Document document;
      const auto count = static_cast<size_t>(descriptor.entries_size());
      Member* members = document.NewMembers(count);
      Value question;
      if (members != nullptr) {
        question = Document::Object(members, count);
        for (const auto& entry : descriptor.entries()) {
          *members++ = {entry.key(), Value::Text(entry.value())};
        }
      }
      const HookAnswer answer = hook_->Ask(&document, question, absl::Now());
      const auto code = answer.deny ? RateLimitResponse::OVER_LIMIT : RateLimitResponse::OK;
      response->add_statuses()->set_code(code);
      if (answer.deny) response->set_overall_code(code);
      if (answer.tell && answer.verdict != detector::Verdict::kClear) {
        Tell(answer, response->mutable_dynamic_metadata());
      }
    }
  }

  const Hook* const hook_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeExtAuthzService(GatewayContext* context) {
  return std::make_unique<ExtAuthz>(&context->ext_authz);
}

std::unique_ptr<grpc::Service> MakeRateLimitService(GatewayContext* context) {
  return std::make_unique<RateLimit>(&context->rate_limit);
}

}  // namespace stillwatch::gateways
