#include <grpcpp/grpcpp.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
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
// them. Who asks and who sends are processes of their own, as they are in life, where they have
// machines of their own as well: so the sender gets a processor after the others.

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostChecks = 50000;  // Of a measurement.
constexpr double kWarmUpAskingSeconds = 0.2;
constexpr double kWarmUpSeconds = 1;  // Until the load is there, and as long behind its end.
constexpr int kLoadNiceness = 10;     // Beyond that of who asks.
// What the other processes are told.
constexpr char kLoad[] = "--load";
constexpr char kAsk[] = "--ask";

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

// The asking process: prints percentiles of the answers' times.
int Ask(const std::string& address, double seconds) {
  const auto stub =
      v1::AccountService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  const auto accounts = static_cast<uint64_t>(TrafficOptions().accounts);
  std::mt19937_64 random;
  std::vector<double> microseconds;
  const auto begin = Clock::now() + std::chrono::duration<double>(kWarmUpAskingSeconds);
  const auto end = begin + std::chrono::duration<double>(seconds);
  while (Clock::now() < end && microseconds.size() < kMostChecks) {
    v1::CheckAccountRequest request;
    request.set_account_id(Traffic::AccountId(random() % accounts));
    v1::CheckAccountResponse response;
    grpc::ClientContext context;
    const auto start = Clock::now();
    const grpc::Status status = stub->CheckAccount(&context, request, &response);
    if (!status.ok()) {
      std::fprintf(stderr, "bench: a check failed: %s\n", status.error_message().c_str());
      return 1;
    }
    if (start < begin) continue;
    microseconds.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
  }
  const double p50 = Percentile(&microseconds, 0.5);
  std::printf("%f %f\n", p50, Percentile(&microseconds, 0.99));
  return 0;
}

double Now() { return std::chrono::duration<double>(Clock::now().time_since_epoch()).count(); }

// The process that sends the load: prints now and then how many calls were acknowledged by then.
void Load(const std::string& address, double seconds, uint64_t run) {
  setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kLoadNiceness);
  Stream(address, Traffic{TrafficOptions()}, {.seconds = seconds, .calls = 0}, run,
         [](int64_t calls) { std::printf("%f %lld\n", Now(), static_cast<long long>(calls)); });
}

// Calls a second between two times, by what the load printed; 0 if that says too little.
double RateBetween(const std::string& path, double begin, double end) {
  std::ifstream printed(path);
  double first_time = 0, last_time = 0, first = 0, last = 0, time = 0, calls = 0;
  while (printed >> time >> calls) {
    if (time < begin || time > end) continue;
    if (first_time == 0) {
      first_time = time;
      first = calls;
    }
    last_time = time;
    last = calls;
  }
  return last_time > first_time ? (last - first) / (last_time - first_time) : 0;
}

// One server and what was measured of it.
class Subject {
 public:
  Subject(const char* name, const std::string& address, const Traffic& traffic)
      : name_(name), address_(address) {
    // So that there are accounts to ask for, and some that are not clear.
    Stream(address, traffic, {.seconds = 0, .calls = 30 * traffic.options().accounts}, 1);
  }

  void MeasureAlone(double seconds) { Measure(seconds, &alone_); }

  void MeasureUnderLoad(double seconds, uint64_t run) {
    const std::string out = folder_.path() + "/acknowledged";
    Child load("/proc/self/exe",
               {kLoad, address_, absl::StrCat(seconds + 3 * kWarmUpSeconds), absl::StrCat(run)},
               out);
    std::this_thread::sleep_for(std::chrono::duration<double>(kWarmUpSeconds));
    const double begin = Now();
    Measure(seconds, &loaded_);
    const double end = Now();
    if (!load.running()) std::fprintf(stderr, "bench: the load ended too early\n");
    if (load.Wait() != 0) std::exit(1);
    rates_.push_back(RateBetween(out, begin, end));
  }

  void AddTo(Report* report) const {
    const auto add = [&](const char* when, const Latencies& latencies, double rate) {
      report->Add({Report::Text("server", name_), Report::Text("load", when),
                   Report::Number("p50 us", Median(latencies.p50), 1),
                   Report::Number("p99 us", Median(latencies.p99), 1),
                   Report::Number("calls/s meanwhile", rate, 0)});
    };
    add("none", alone_, 0);
    add("8 streams", loaded_, Median(rates_));
  }

  double MedianAlone() const { return Median(alone_.p50); }
  double TailUnderLoad() const { return Median(loaded_.p99) / Median(alone_.p99); }

 private:
  void Measure(double seconds, Latencies* latencies) {
    const std::string out = folder_.path() + "/percentiles";
    Child asking("/proc/self/exe", {kAsk, address_, absl::StrCat(seconds)}, out);
    if (asking.Wait() != 0) std::exit(1);
    double p50 = 0, p99 = 0;
    std::ifstream(out) >> p50 >> p99;
    latencies->p50.push_back(p50);
    latencies->p99.push_back(p99);
  }

  const char* const name_;
  const std::string address_;
  const TemporaryFolder folder_;
  Latencies alone_, loaded_;
  std::vector<double> rates_;  // Of the load, by round.
};

void Run(const Arguments& arguments) {
  const Traffic traffic{TrafficOptions()};
  const NullSink sink;
  const RealServer server({.campaigns = !arguments.without_campaigns});
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
    Load(argv[2], std::atof(argv[3]), std::strtoull(argv[4], nullptr, 10));
    return 0;
  }
  if (argc == 4 && argv[1] == std::string(kAsk)) return Ask(argv[2], std::atof(argv[3]));
  Run(ParseArguments(argc, argv, {.rounds = 3, .seconds = 3, .calls = 0, .settings = {}}, {}));
  return 0;
}
