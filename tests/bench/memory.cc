#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/account_service.grpc.pb.h"
#include "stillwatch/v1/ingest_service.grpc.pb.h"
#include "tests/bench/adversary.h"
#include "tests/bench/arguments.h"
#include "tests/bench/child.h"
#include "tests/bench/real_server.h"
#include "tests/bench/report.h"
#include "tests/bench/stream.h"
#include "tests/bench/traffic.h"

// What an account costs. "profiles": bytes of an account's profile as it is stored, of the
// simulator's accounts and of one that tries to be large. "accounts": the rate of a server that may
// use a gibibyte, in its own process, with a million accounts against ten thousand.

namespace stillwatch::bench {
namespace {

constexpr double kTypicalLimit = 4 << 10;
constexpr double kWorstLimit = 32 << 10;
constexpr int kAdversarialCalls = 10000;
constexpr int kManyAccounts = 1000000;
constexpr int kFewAccounts = 10000;
constexpr int64_t kMemoryLimit = 1 << 30;

// How a server is told to stay within kMemoryLimit.
std::vector<std::string> ServerArguments(const Arguments& arguments) {
  std::vector<std::string> server = {"--memory-limit", "1GiB"};
  if (arguments.without_campaigns) server.emplace_back("--without-campaigns");
  return server;
}

double Mebibytes(int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

void EndIf(bool wrong, const std::string& why) {
  if (!wrong) return;
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

// Sends calls over IngestCalls.
class BatchSender {
 public:
  explicit BatchSender(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(v1::IngestService::NewStub(channel)) {}

  void Add(const v1::Call& call) {
    *batch_.add_calls() = call;
    if (batch_.calls_size() == 500) Flush();
  }

  void Flush() {
    grpc::ClientContext context;
    v1::IngestCallsResponse response;
    const grpc::Status status = stub_->IngestCalls(&context, batch_, &response);
    EndIf(!status.ok(), status.error_message());
    for (const v1::RejectedCall& call : response.rejected()) {
      EndIf(true, "a call was rejected: " + call.field() + " " + call.reason());
    }
    batch_.clear_calls();
  }

 private:
  const std::unique_ptr<v1::IngestService::Stub> stub_;
  v1::IngestCallsRequest batch_;
};

// A simulated fortnight, and once more as the calls of one account that varies everything.
void SendProfiles(const std::shared_ptr<grpc::Channel>& channel) {
  simulate::SimulationOptions options;
  options.redelivery_share = 0;
  const auto simulation = simulate::Simulation::Create(options);
  EndIf(!simulation.ok(), std::string(simulation.status().message()));
  BatchSender sender(channel);
  Adversary adversary;
  int spoiled = 0;
  v1::Call call;
  for (simulate::Truth truth; (*simulation)->Next(&call, &truth);) {
    sender.Add(call);
    if (spoiled++ >= kAdversarialCalls) continue;
    adversary.Spoil(&call);
    sender.Add(call);
  }
  sender.Flush();
}

void MeasureProfiles(Report* report) {
  const RealServer server;
  const auto channel = grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials());
  SendProfiles(channel);
  const auto stub = v1::AccountService::NewStub(channel);
  std::vector<double> sizes;
  double worst = 0;
  v1::ListAccountsRequest request;
  request.set_page_size(1000);
  request.set_summary_only(true);
  do {
    grpc::ClientContext context;
    v1::ListAccountsResponse response;
    const grpc::Status status = stub->ListAccounts(&context, request, &response);
    EndIf(!status.ok(), status.error_message());
    for (const v1::Account& account : response.accounts()) {
      const auto bytes = static_cast<double>(account.profile().state_bytes());
      if (account.account_id() == Adversary::kAccount) {
        worst = bytes;
      } else {
        sizes.push_back(bytes);
      }
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  EndIf(sizes.empty() || worst == 0, "accounts are missing");
  const auto add = [&](const char* profile, double accounts, double bytes, double limit) {
    report->Add({Report::Text("profile", profile), Report::Number("accounts", accounts, 0),
                 Report::Number("bytes", bytes, 0), Report::Number("limit", limit, 0),
                 Report::Text("within", bytes <= limit ? "yes" : "NO")});
  };
  const auto accounts = static_cast<double>(sizes.size());
  add("typical (median)", accounts, Median(sizes), kTypicalLimit);
  add("largest simulated", accounts, *std::max_element(sizes.begin(), sizes.end()), kWorstLimit);
  add("adversarial", 1, worst, kWorstLimit);
}

Streamed StreamWithProgress(const ServerProcess& server, const Traffic& traffic,
                            const StreamLimit& limit, uint64_t run) {
  const bool shown = isatty(STDERR_FILENO) == 1;
  const auto show = [&](int64_t calls) {
    if (!shown) return;
    absl::FPrintF(stderr, "\r%d accounts: %d of %d calls, %.0f MiB ", traffic.options().accounts,
                  calls, limit.calls, Mebibytes(server.peak_resident_bytes()));
  };
  const Streamed streamed = Stream(server.address(), traffic, limit, run, show);
  show(streamed.calls);
  if (shown) std::fputc('\n', stderr);
  return streamed;
}

// As many calls of few accounts, half of them before and half after, so that a slow spell of the
// machine does not decide.
void MeasureAccounts(const Arguments& arguments, Report* report) {
  TrafficOptions options;
  options.accounts = kFewAccounts;
  const Traffic few(options);
  options.accounts = kManyAccounts;
  const Traffic many(options);
  const ServerProcess server_of_few(ServerArguments(arguments));
  const ServerProcess server_of_many(ServerArguments(arguments));
  const StreamLimit limit = {.seconds = arguments.seconds, .calls = arguments.calls};
  StreamLimit half = limit;
  half.calls /= 2;
  const Streamed before = StreamWithProgress(server_of_few, few, half, 1);
  const Streamed result = StreamWithProgress(server_of_many, many, limit, 1);
  const Streamed after = StreamWithProgress(server_of_few, few, half, 2);
  const double few_rate =
      static_cast<double>(before.calls + after.calls) / (before.seconds + after.seconds);
  const auto add = [&](int accounts, double calls, double rate, int64_t peak) {
    report->Add({Report::Number("accounts", accounts, 0), Report::Number("calls", calls, 0),
                 Report::Number("calls/s", rate, 0), Report::Number("ratio", rate / few_rate, 3),
                 Report::Number("peak RSS MiB", Mebibytes(peak), 0),
                 Report::Number("limit MiB", Mebibytes(kMemoryLimit), 0),
                 Report::Text("within", peak <= kMemoryLimit ? "yes" : "NO")});
  };
  add(kFewAccounts, static_cast<double>(before.calls + after.calls), few_rate,
      server_of_few.peak_resident_bytes());
  add(kManyAccounts, static_cast<double>(result.calls), result.rate(),
      server_of_many.peak_resident_bytes());
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  const Arguments arguments = ParseArguments(
      argc, argv,
      {.rounds = 1, .seconds = 1800, .calls = 20 * int64_t{kManyAccounts}, .settings = {}},
      {"profiles", "accounts"});
  if (arguments.Wants("profiles")) {
    Report report("memory of profiles");
    MeasureProfiles(&report);
    report.Print();
  }
  if (arguments.Wants("accounts")) {
    Report report("memory of accounts");
    MeasureAccounts(arguments, &report);
    report.Print();
  }
  return 0;
}
