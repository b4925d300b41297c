#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "envoy/service/auth/v3/external_auth.grpc.pb.h"
#include "envoy/service/ratelimit/v3/rls.grpc.pb.h"
#include "service/http/server.h"
#include "tests/bench/arguments.h"
#include "tests/bench/real_server.h"
#include "tests/bench/report.h"
#include "tests/bench/stream.h"
#include "tests/bench/traffic.h"

// What a gateway waits for at each hook: a question over a connection on the loopback interface,
// one at a time, against a server of the same kind that answers without looking.

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;
using envoy::service::auth::v3::Authorization;
using envoy::service::ratelimit::v3::RateLimitService;

constexpr int kMostQuestions = 50000;  // Of a measurement.

void End(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

// Answers over gRPC without looking.
class NullAuthz final : public Authorization::Service {
  grpc::Status Check(grpc::ServerContext*, const envoy::service::auth::v3::CheckRequest*,
                     envoy::service::auth::v3::CheckResponse* response) override {
    response->mutable_ok_response();
    return grpc::Status::OK;
  }
};

class NullLimit final : public RateLimitService::Service {
  grpc::Status ShouldRateLimit(grpc::ServerContext*,
                               const envoy::service::ratelimit::v3::RateLimitRequest*,
                               envoy::service::ratelimit::v3::RateLimitResponse*) override {
    return grpc::Status::OK;
  }
};

struct NullServers {
  NullServers() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &grpc_port);
    builder.RegisterService(&authz);
    builder.RegisterService(&limit);
    server = builder.BuildAndStart();
    std::vector<http::Route> routes;
    for (const char* path : {"/beta/litellm_basic_guardrail_api", "/portkey/guardrail"}) {
      routes.push_back(
          {.path = path,
           .quick = true,
           .handle =
               [](const http::Request&, const std::function<void(http::Response)>& respond) {
                 respond({.body = "{}"});
               },
           .refuse = nullptr});
    }
    auto started = http::Server::Start(std::move(routes), {});
    if (!started.ok()) End(std::string(started.status().message()));
    http = *std::move(started);
  }

  NullAuthz authz;
  NullLimit limit;
  int grpc_port = 0;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<http::Server> http;
};

// A connection that is kept open.
class HttpClient {
 public:
  explicit HttpClient(int port) : socket_(io_) {
    socket_.connect(
        {boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)});
    socket_.set_option(boost::asio::ip::tcp::no_delay(true));
  }

  void Post(const char* path, const std::string& body) {
    const std::string request =
        absl::StrCat("POST ", path, " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n",
                     "Content-Length: ", body.size(), "\r\n\r\n", body);
    boost::asio::write(socket_, boost::asio::buffer(request));
    const size_t header =
        boost::asio::read_until(socket_, boost::asio::dynamic_buffer(answer_), "\r\n\r\n");
    const size_t length = answer_.find("Content-Length: ");
    if (answer_.compare(9, 3, "200") != 0 || length > header) End("a question failed: " + answer_);
    const size_t whole = header + std::strtoul(answer_.c_str() + length + 16, nullptr, 10);
    if (answer_.size() < whole) {
      boost::asio::read(socket_, boost::asio::dynamic_buffer(answer_),
                        boost::asio::transfer_exactly(whole - answer_.size()));
    }
    answer_.clear();
  }

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_;
  std::string answer_;
};

using Ask = std::function<void(const std::string& account)>;

Ask AskAuthz(const std::string& address) {
  auto stub = std::shared_ptr<Authorization::Stub>(
      Authorization::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())));
  return [stub](const std::string& account) {
    envoy::service::auth::v3::CheckRequest request;
    auto& headers =
        *request.mutable_attributes()->mutable_request()->mutable_http()->mutable_headers();
    headers["x-account-id"] = account;
    headers["user-agent"] = "python";
    headers[":path"] = "/v1/chat/completions";
    envoy::service::auth::v3::CheckResponse response;
    grpc::ClientContext context;
    if (!stub->Check(&context, request, &response).ok()) End("a question failed");
  };
}

Ask AskLimit(const std::string& address) {
  auto stub = std::shared_ptr<RateLimitService::Stub>(
      RateLimitService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())));
  return [stub](const std::string& account) {
    envoy::service::ratelimit::v3::RateLimitRequest request;
    auto* entry = request.add_descriptors()->add_entries();
    entry->set_key("account_id");
    entry->set_value(account);
    envoy::service::ratelimit::v3::RateLimitResponse response;
    grpc::ClientContext context;
    if (!stub->ShouldRateLimit(&context, request, &response).ok()) End("a question failed");
  };
}

Ask AskWebhook(int port, const char* path, const char* before) {
  auto client = std::make_shared<HttpClient>(port);
  return [=](const std::string& account) {
    client->Post(path,
                 absl::StrCat(R"({"texts":["Why is the sky blue?"],)", before, account, "\"}}"));
  };
}

double Percentile(std::vector<double>* values, double share) {
  const auto at = values->begin() +
                  static_cast<std::ptrdiff_t>(share * static_cast<double>(values->size() - 1));
  std::nth_element(values->begin(), at, values->end());
  return *at;
}

struct Subject {
  const char* hook;
  Ask real;
  Ask null;
  std::vector<double> real_p50, real_p99, null_p50, null_p99;
};

void Measure(const Ask& ask, double seconds, uint64_t accounts, std::vector<double>* p50,
             std::vector<double>* p99) {
  std::mt19937_64 random;
  std::vector<double> took;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (Clock::now() < end && took.size() < kMostQuestions) {
    const std::string account = Traffic::AccountId(random() % accounts);
    const auto start = Clock::now();
    ask(account);
    took.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
  }
  p50->push_back(Percentile(&took, 0.5));
  p99->push_back(Percentile(&took, 0.99));
}

void Run(const Arguments& arguments) {
  const Traffic traffic{TrafficOptions()};
  const RealServer server({.campaigns = !arguments.without_campaigns});
  const NullServers null;
  const auto accounts = static_cast<uint64_t>(traffic.options().accounts);
  const std::string null_address = absl::StrCat("127.0.0.1:", null.grpc_port);
  constexpr char kLiteLlm[] = "/beta/litellm_basic_guardrail_api";
  constexpr char kLiteLlmBody[] = R"("request_data":{"user_api_key_hash":")";
  constexpr char kPortkey[] = "/portkey/guardrail";
  constexpr char kPortkeyBody[] = R"("metadata":{"_user":")";
  Subject subjects[] = {
      {"ext_authz", AskAuthz(server.address()), AskAuthz(null_address), {}, {}, {}, {}},
      {"rate_limit", AskLimit(server.address()), AskLimit(null_address), {}, {}, {}, {}},
      {"litellm",
       AskWebhook(server.http_port(), kLiteLlm, kLiteLlmBody),
       AskWebhook(null.http->port(), kLiteLlm, kLiteLlmBody),
       {},
       {},
       {},
       {}},
      {"portkey",
       AskWebhook(server.http_port(), kPortkey, kPortkeyBody),
       AskWebhook(null.http->port(), kPortkey, kPortkeyBody),
       {},
       {},
       {},
       {}}};
  // So that some accounts are not clear.
  Stream(server.address(), traffic, {.seconds = 0, .calls = 30 * traffic.options().accounts}, 1);
  for (int round = 0; round < arguments.rounds; ++round) {
    for (Subject& subject : subjects) {
      Measure(subject.null, arguments.seconds, accounts, &subject.null_p50, &subject.null_p99);
      Measure(subject.real, arguments.seconds, accounts, &subject.real_p50, &subject.real_p99);
    }
  }
  Report report("hooks");
  for (const Subject& subject : subjects) {
    report.Add({Report::Text("hook", subject.hook),
                Report::Number("null p50 us", Median(subject.null_p50), 1),
                Report::Number("p50 us", Median(subject.real_p50), 1),
                Report::Number("null p99 us", Median(subject.null_p99), 1),
                Report::Number("p99 us", Median(subject.real_p99), 1)});
    report.Note(absl::StrCat("p50 against a null call, ", subject.hook),
                Median(subject.real_p50) / Median(subject.null_p50));
  }
  report.Print();
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  Run(ParseArguments(argc, argv, {.rounds = 3, .seconds = 2, .calls = 0, .settings = {}}, {}));
  return 0;
}
