#ifndef STILLWATCH_TESTS_BENCH_TRAFFIC_H_
#define STILLWATCH_TESTS_BENCH_TRAFFIC_H_

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace grpc {
class Channel;
}
namespace stillwatch::v1 {
class StreamCallsRequest;
}

namespace stillwatch::bench {

struct TrafficOptions {
  int prompt_bytes = 1024;  // 0: calls without messages.
  int batch = 100;
  int streams = 8;
  int accounts = 10000;
  uint64_t seed = 1;
};

// Batches that differ in text, accounts and request ids each time they are sent; making one anew
// costs next to nothing, so that what is measured is the way to the server and what it does.
class Traffic {
 public:
  explicit Traffic(const TrafficOptions& options);
  ~Traffic();

  // Gives the batch new request ids and accounts. `number` tells batches of a run apart.
  void Renew(uint64_t number, v1::StreamCallsRequest* batch) const;
  // A batch to begin with.
  v1::StreamCallsRequest Make(uint64_t number) const;

  const TrafficOptions& options() const { return options_; }

 private:
  const TrafficOptions options_;
  std::vector<std::string> prompts_;
};

// Streams for so many seconds and returns the calls acknowledged per second. Run ids of two runs
// against the same server must differ.
double StreamFor(const std::string& address, const Traffic& traffic, double seconds,
                 uint64_t run_id);

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_TRAFFIC_H_
