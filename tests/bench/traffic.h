#ifndef STILLWATCH_TESTS_BENCH_TRAFFIC_H_
#define STILLWATCH_TESTS_BENCH_TRAFFIC_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/customers.h"

namespace stillwatch::v1 {
class Call;
class StreamCallsRequest;
}  // namespace stillwatch::v1

namespace stillwatch::bench {

struct TrafficOptions {
  int prompt_bytes = 1024;  // Of all messages of a call; 0: calls without messages.
  int batch = 100;
  int streams = 8;
  int accounts = 10000;
  uint64_t seed = 1;
};

// What ordinary customers of a provider send, with one harvester in a hundred. Each account has a
// domain: its requests have one frame and few words, some repeat, some continue a conversation.
// Accounts are equally busy; a hundred calls of a stream are a second of its time.
class Traffic {
 public:
  explicit Traffic(const TrafficOptions& options);

  const TrafficOptions& options() const { return options_; }
  const Customers& customers() const { return customers_; }

  // An account of the traffic; `number` is below the number of accounts.
  static std::string AccountId(uint64_t number);

 private:
  const TrafficOptions options_;
  const Customers customers_;
};

// The batches of one stream of a run. A few are made at the beginning and renewed in turn, which
// costs next to nothing, so that what is measured is the way to the server and what it does. What
// is renewed stays in its domain: a batch's texts keep their frames and get other words.
class TrafficStream {
 public:
  // Borrows the traffic. Runs against the same server must differ in `run` or `stream`; the calls
  // of a higher run are later. Below a million and 256.
  TrafficStream(const Traffic* traffic, uint64_t run, int stream);
  ~TrafficStream();
  TrafficStream(TrafficStream&&) noexcept;

  // The next batch, without its sequence number; valid until the next call.
  v1::StreamCallsRequest& Next();

 private:
  struct Slot {
    uint64_t domain = 0;
    std::string* text = nullptr;   // Of the newest message.
    std::string* topic = nullptr;  // Of the first message, if that is another.
  };

  void Fill(uint64_t number, v1::Call* call, Slot* slot) const;
  void Renew(uint64_t number, const Slot& slot, v1::Call* call) const;
  void RenewText(uint64_t draw, uint64_t account, const Slot& slot) const;

  const Traffic& traffic_;
  const uint64_t run_;
  const uint64_t stream_;
  const uint64_t accounts_of_domain_;
  std::vector<std::unique_ptr<v1::StreamCallsRequest>> ring_;
  std::vector<Slot> slots_;  // Of all batches, one behind the other.
  uint64_t batches_ = 0;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_TRAFFIC_H_
