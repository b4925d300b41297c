#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "stillwatch/v1/account_service.grpc.pb.h"
#include "tests/bench/arguments.h"
#include "tests/bench/child.h"
#include "tests/bench/null_sink.h"
#include "tests/bench/real_server.h"
#include "tests/bench/report.h"
#include "tests/bench/stream.h"
#include "tests/bench/traffic.h"

// What a gateway waits for when it asks for a verdict before it answers a call: CheckAccount over a
// channel on the loopback interface, one question at a time, against a server that answers without
// looking. First alone, then while eight streams send calls to the same server as fast as it takes
// them. The sender of that load is another process; server and asking client are in this one.

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostChecks = 50000;    // Of a measurement.
constexpr double kWarmUpSeconds = 1;  // Until the load is there, and as long behind its end.
constexpr char kLoad[] = "--load";    // What the process that sends the load is told.

struct Latencies {
  std::vector<double> p50, p99;  // Microseconds, by round.
};

double Percentile(std::vector<double>* values, double share) {
  if (values->empty()) return 0;
  const auto position = static_cast<std::ptrdiff_t>(share * static_cast<double>(values->size()));
  const auto at = values->begin() + std::min<std::ptrdiff_t>(position, std::ssize(*values) - 1);
  std::nth_element(values->begin(), at, values->end());
  return *at;
}

// One server and what was measured of it.
class Subject {
 public:
  Subject(const char* name, const std::string& address, const Traffic& traffic)
      : name_(name),
        address_(address),
        accounts_(static_cast<uint64_t>(traffic.options().accounts)),
        stub_(v1::AccountService::NewStub(
            grpc::CreateChannel(address, grpc::InsecureChannelCredentials()))) {
    // So that there are accounts to ask for, and some that are not clear.
    Stream(address, traffic, {.seconds = 0, .calls = 30 * traffic.options().accounts}, 1);
    std::vector<double> warm_up = Ask(0.2);
  }

  void MeasureAlone(double seconds) { Measure(seconds, &alone_); }

  void MeasureUnderLoad(double seconds, uint64_t run) {
    Child load("/proc/self/exe",
               {kLoad, address_, absl::StrCat(seconds + 2 * kWarmUpSeconds), absl::StrCat(run)},
               "/dev/null");
    std::this_thread::sleep_for(std::chrono::duration<double>(kWarmUpSeconds));
    Measure(seconds, &loaded_);
    if (!load.running()) std::fprintf(stderr, "bench: the load ended too early\n");
    if (load.Wait() != 0) std::exit(1);
  }

  void AddTo(Report* report) const {
    const auto add = [&](const char* when, const Latencies& latencies) {
      report->Add({Report::Text("server", name_), Report::Text("load", when),
                   Report::Number("p50 us", Median(latencies.p50), 1),
                   Report::Number("p99 us", Median(latencies.p99), 1)});
    };
    add("none", alone_);
    add("8 streams", loaded_);
  }

  double MedianAlone() const { return Median(alone_.p50); }
  double TailUnderLoad() const { return Median(loaded_.p99) / Median(alone_.p99); }

 private:
  std::vector<double> Ask(double seconds) {
    std::vector<double> microseconds;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    while (Clock::now() < end && microseconds.size() < kMostChecks) {
      v1::CheckAccountRequest request;
      request.set_account_id(Traffic::AccountId(random_() % accounts_));
      v1::CheckAccountResponse response;
      grpc::ClientContext context;
      const auto start = Clock::now();
      const grpc::Status status = stub_->CheckAccount(&context, request, &response);
      microseconds.push_back(
          std::chrono::duration<double, std::micro>(Clock::now() - start).count());
      if (!status.ok()) {
        std::fprintf(stderr, "bench: a check failed: %s\n", status.error_message().c_str());
        std::exit(1);
      }
    }
    return microseconds;
  }

  void Measure(double seconds, Latencies* latencies) {
    std::vector<double> microseconds = Ask(seconds);
    latencies->p50.push_back(Percentile(&microseconds, 0.5));
    latencies->p99.push_back(Percentile(&microseconds, 0.99));
  }

  const char* const name_;
  const std::string address_;
  const uint64_t accounts_;
  const std::unique_ptr<v1::AccountService::Stub> stub_;
  std::mt19937_64 random_;
  Latencies alone_, loaded_;
};

void Run(const Arguments& arguments) {
  const Traffic traffic{TrafficOptions()};
  const NullSink sink;
  const RealServer server;
  Subject null_sink("null sink", sink.address(), traffic);
  Subject stillwatch("stillwatch", server.address(), traffic);
  uint64_t run = 1;  // The accounts came with that.
  for (int round = 0; round < arguments.rounds; ++round) {
    ++run;
    null_sink.MeasureAlone(arguments.seconds);
    stillwatch.MeasureAlone(arguments.seconds);
    null_sink.MeasureUnderLoad(arguments.seconds, run);
    stillwatch.MeasureUnderLoad(arguments.seconds, run);
  }
  Report report("check");
  null_sink.AddTo(&report);
  stillwatch.AddTo(&report);
  report.Note("p50 against the null sink's, alone",
              stillwatch.MedianAlone() / null_sink.MedianAlone());
  report.Note("p99 under load against alone", stillwatch.TailUnderLoad());
  report.Note("p99 under load against alone, null sink", null_sink.TailUnderLoad());
  report.Print();
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  if (argc == 5 && argv[1] == std::string(kLoad)) {
    Stream(argv[2], Traffic{TrafficOptions()}, {.seconds = std::atof(argv[3]), .calls = 0},
           std::strtoull(argv[4], nullptr, 10));
    return 0;
  }
  Run(ParseArguments(argc, argv, {.rounds = 3, .seconds = 3, .calls = 0, .settings = {}}, {}));
  return 0;
}
