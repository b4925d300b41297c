#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/bench/null_sink.h"
#include "tests/bench/real_server.h"
#include "tests/bench/report.h"
#include "tests/bench/traffic.h"

// Durable, scored ingest against a server that throws the calls away, both over gRPC with client
// and server sharing the machine.

namespace stillwatch::bench {
namespace {

struct Setting {
  const char* what;
  TrafficOptions traffic;
};

std::vector<Setting> Settings() {
  const TrafficOptions base;
  std::vector<Setting> settings = {{"base", base}};
  const auto vary = [&](const char* what, auto change) {
    Setting setting = {what, base};
    change(&setting.traffic);
    settings.push_back(setting);
  };
  vary("no text", [](TrafficOptions* options) { options->prompt_bytes = 0; });
  vary("64 B", [](TrafficOptions* options) { options->prompt_bytes = 64; });
  vary("4 KB", [](TrafficOptions* options) { options->prompt_bytes = 4096; });
  vary("batch of 1", [](TrafficOptions* options) { options->batch = 1; });
  vary("batch of 1000", [](TrafficOptions* options) { options->batch = 1000; });
  vary("1 stream", [](TrafficOptions* options) { options->streams = 1; });
  vary("1 M accounts", [](TrafficOptions* options) { options->accounts = 1000000; });
  return settings;
}

// Rounds alternate between the two servers, so that a slow spell of the machine hits both.
void Run(const Setting& setting, int rounds, double seconds, Report* report) {
  const Traffic traffic(setting.traffic);
  std::vector<double> null_rates, real_rates, ratios;
  const NullSink sink;
  const RealServer server;
  for (int round = 0; round < rounds; ++round) {
    const auto run_id = static_cast<uint64_t>(round + 1);
    null_rates.push_back(StreamFor(sink.address(), traffic, seconds, run_id));
    real_rates.push_back(StreamFor(server.address(), traffic, seconds, run_id));
    ratios.push_back(real_rates.back() / null_rates.back());
  }
  const TrafficOptions& options = setting.traffic;
  report->Add({Report::Text("setting", setting.what),
               Report::Number("prompt bytes", options.prompt_bytes, 0),
               Report::Number("batch", options.batch, 0),
               Report::Number("streams", options.streams, 0),
               Report::Number("accounts", options.accounts, 0),
               Report::Number("null sink calls/s", Median(null_rates), 0),
               Report::Number("durable calls/s", Median(real_rates), 0),
               Report::Number("ratio", Median(ratios), 3)});
}

}  // namespace
}  // namespace stillwatch::bench

// Arguments: [SETTING|all] [ROUNDS] [SECONDS]
int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  const std::string wanted = argc > 1 ? argv[1] : "all";
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  const double seconds = argc > 3 ? std::atof(argv[3]) : 2;
  Report report("ingest");
  for (const Setting& setting : Settings()) {
    if (wanted == "all" || wanted == setting.what) Run(setting, rounds, seconds, &report);
  }
  report.Print();
  return 0;
}
