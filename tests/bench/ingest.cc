#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "tests/bench/arguments.h"
#include "tests/bench/null_sink.h"
#include "tests/bench/real_server.h"
#include "tests/bench/report.h"
#include "tests/bench/stream.h"
#include "tests/bench/traffic.h"

// Durable, scored ingest against a server that throws the calls away, both over gRPC. Client and
// server are in one process and share the machine's cores: what the client costs is part of both
// rates, so the ratio is that of whole systems and not of servers alone.

namespace stillwatch::bench {
namespace {

constexpr char kCampaigns[] = "campaigns";

struct Setting {
  std::string name;
  TrafficOptions traffic;
};

std::vector<Setting> Settings() {
  const TrafficOptions base;
  std::vector<Setting> settings = {{"base", base}};
  const auto vary = [&](const char* name, auto change) {
    Setting setting = {name, base};
    change(&setting.traffic);
    settings.push_back(setting);
  };
  vary("no-text", [](TrafficOptions* options) { options->prompt_bytes = 0; });
  vary("64B", [](TrafficOptions* options) { options->prompt_bytes = 64; });
  vary("4KB", [](TrafficOptions* options) { options->prompt_bytes = 4096; });
  vary("batch-1", [](TrafficOptions* options) { options->batch = 1; });
  vary("batch-1000", [](TrafficOptions* options) { options->batch = 1000; });
  vary("1-stream", [](TrafficOptions* options) { options->streams = 1; });
  vary("1M-accounts", [](TrafficOptions* options) { options->accounts = 1000000; });
  return settings;
}

double ProcessorSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Adds the calls a second of a run, and the microseconds of processor time that client and server
// took for a call together.
void Measure(const std::string& address, const Traffic& traffic, const StreamLimit& limit,
             uint64_t run, std::vector<double>* rates, std::vector<double>* costs) {
  const double start = ProcessorSeconds();
  const Streamed result = Stream(address, traffic, limit, run);
  rates->push_back(result.rate());
  costs->push_back(1e6 * (ProcessorSeconds() - start) / static_cast<double>(result.calls));
}

// Rounds alternate between the two servers, so that a slow spell of the machine hits both.
void Run(const Setting& setting, const Arguments& arguments, Report* report) {
  const Traffic traffic(setting.traffic);
  const TrafficOptions& options = setting.traffic;
  std::vector<double> null_rates, real_rates, ratios, null_costs, real_costs;
  const NullSink sink;
  const RealServer server({.campaigns = !arguments.without_campaigns});
  const StreamLimit limit = {.seconds = arguments.seconds, .calls = 0};
  for (int round = 1; round <= arguments.rounds; ++round) {
    const auto run = static_cast<uint64_t>(round);
    Measure(sink.address(), traffic, limit, run, &null_rates, &null_costs);
    Measure(server.address(), traffic, limit, run, &real_rates, &real_costs);
    ratios.push_back(real_rates.back() / null_rates.back());
  }
  const double flagged = static_cast<double>(server.flagged_accounts()) / options.accounts;
  report->Add(
      {Report::Text("setting", setting.name),
       Report::Number("prompt bytes", options.prompt_bytes, 0),
       Report::Number("batch", options.batch, 0), Report::Number("streams", options.streams, 0),
       Report::Number("accounts", options.accounts, 0),
       Report::Number("null sink calls/s", Median(null_rates), 0),
       Report::Number("durable calls/s", Median(real_rates), 0),
       Report::Number("ratio", Median(ratios), 3),
       Report::Number("null sink us", Median(null_costs), 2),
       Report::Number("durable us", Median(real_costs), 2), Report::Number("flagged", flagged, 4)});
  if (setting.name == "base") report->Note("flagged accounts share", flagged);
}

double Sweeps(const RealServer& server) {
  return static_cast<double>(std::max<int64_t>(1, server.sweeps()));
}

// A sweep is due once in a quarter of an hour of the calls' time, 720,000 calls of this traffic.
constexpr double kLonger = 4;

// What looking for campaigns takes off the rate of the base setting.
void RunCampaigns(const Arguments& arguments, Report* report) {
  const Traffic traffic(TrafficOptions{});
  std::vector<double> without_rates, with_rates, ratios;
  const RealServer without({.campaigns = false});
  const RealServer with;
  const StreamLimit limit = {.seconds = kLonger * arguments.seconds, .calls = 0};
  for (int round = 1; round <= arguments.rounds; ++round) {
    const auto run = static_cast<uint64_t>(round);
    without_rates.push_back(Stream(without.address(), traffic, limit, run).rate());
    with_rates.push_back(Stream(with.address(), traffic, limit, run).rate());
    ratios.push_back(with_rates.back() / without_rates.back());
  }
  report->Add({Report::Text("setting", kCampaigns),
               Report::Number("calls/s without campaigns", Median(without_rates), 0),
               Report::Number("calls/s with campaigns", Median(with_rates), 0),
               Report::Number("ratio", Median(ratios), 3),
               Report::Number("sweeps", Sweeps(with), 0),
               Report::Number("ms a sweep", with.sweep_seconds() * 1e3 / Sweeps(with), 0)});
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  std::vector<std::string> names;
  for (const Setting& setting : Settings()) names.push_back(setting.name);
  names.emplace_back(kCampaigns);
  const Arguments arguments =
      ParseArguments(argc, argv, {.rounds = 5, .seconds = 2, .calls = 0, .settings = {}}, names);
  Report report("ingest");
  for (const Setting& setting : Settings()) {
    if (arguments.Wants(setting.name)) Run(setting, arguments, &report);
  }
  report.Print();
  if (!arguments.Wants(kCampaigns)) return 0;
  Report campaigns("ingest");
  RunCampaigns(arguments, &campaigns);
  campaigns.Print();
  return 0;
}
