#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/engine/engine.h"
#include "storage/store.h"
#include "tests/bench/arguments.h"
#include "tests/bench/child.h"
#include "tests/bench/real_server.h"
#include "tests/bench/report.h"
#include "tests/bench/stream.h"
#include "tests/bench/traffic.h"

// How fast a store without a checkpoint comes back: calls folded again a second when it is opened,
// against the rate at which the same calls came in over gRPC (client and server in one process) in
// the same run. The store that is opened is a copy of the files of the running one, which is what a
// kill leaves behind.

namespace stillwatch::bench {
namespace {

struct Round {
  double ingest_rate = 0;
  double replay_rate = 0;
  double open_seconds = 0;
};

void EndIf(bool wrong, const std::string& why) {
  if (!wrong) return;
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

Round Reopen(const std::string& folder, bool campaigns, int64_t calls, double ingest_rate) {
  const auto start = std::chrono::steady_clock::now();
  const auto store = storage::Store::Open({.path = folder, .create_if_missing = false});
  EndIf(!store.ok(), std::string(store.status().message()));
  service::EngineOptions options;
  options.campaigns = campaigns;
  const auto engine = service::Engine::Open(store->get(), options);
  EndIf(!engine.ok(), std::string(engine.status().message()));
  Round round;
  round.open_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const int64_t replayed = (*engine)->counters().replayed;
  EndIf(replayed != calls, std::to_string(replayed) + " calls were folded again, not " +
                               std::to_string(calls) + ": there was a checkpoint");
  round.replay_rate = static_cast<double>(replayed) / round.open_seconds;
  round.ingest_rate = ingest_rate;
  return round;
}

Round Run(const Traffic& traffic, const Arguments& arguments) {
  const TemporaryFolder folder;
  const std::string copy = folder.path() + "/store";
  Streamed streamed;
  {
    const RealServer server({.checkpoint_calls = std::numeric_limits<uint64_t>::max(),
                             .campaigns = !arguments.without_campaigns});
    streamed = Stream(server.address(), traffic,
                      {.seconds = arguments.seconds, .calls = arguments.calls}, 1);
    std::filesystem::copy(server.folder(), copy, std::filesystem::copy_options::recursive);
  }
  return Reopen(copy, !arguments.without_campaigns, streamed.calls, streamed.rate());
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  const Arguments arguments = ParseArguments(
      argc, argv, {.rounds = 3, .seconds = 600, .calls = 2000000, .settings = {}}, {});
  const Traffic traffic{TrafficOptions()};
  std::vector<double> ingest, replay, ratio, open;
  for (int i = 0; i < arguments.rounds; ++i) {
    const Round round = Run(traffic, arguments);
    ingest.push_back(round.ingest_rate);
    replay.push_back(round.replay_rate);
    ratio.push_back(round.replay_rate / round.ingest_rate);
    open.push_back(round.open_seconds);
  }
  Report report("recovery");
  report.Add({Report::Number("calls", static_cast<double>(arguments.calls), 0),
              Report::Number("ingest calls/s", Median(ingest), 0),
              Report::Number("open seconds", Median(open), 2),
              Report::Number("replayed calls/s", Median(replay), 0),
              Report::Number("ratio", Median(ratio), 2)});
  report.Print();
  return 0;
}
