#ifndef STILLWATCH_TESTS_CRASH_DELIVERY_H_
#define STILLWATCH_TESTS_CRASH_DELIVERY_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "tests/crash/call_log.h"

namespace stillwatch::tests {

struct Delivered {
  bool complete = false;  // The server ended the stream well, having acknowledged every batch.
  int64_t accepted = 0;
  int64_t duplicates = 0;
  std::string error;
};

// Streams the batches that `next` gives, a few ahead of the acknowledgements, until it gives none
// or the stream breaks. `durable`, from another thread, is told how many of them are acknowledged.
// Calls that are rejected and acknowledgements out of order fail the test.
Delivered Deliver(const std::string& address,
                  const std::function<const v1::StreamCallsRequest*()>& next,
                  const std::function<void(size_t)>& durable = nullptr);

Delivered DeliverAll(const std::string& address, const Batches& batches);

// A sender that keeps what is not acknowledged and sends it again in order, as gateways do.
class Lane {
 public:
  explicit Lane(Batches batches) : batches_(std::move(batches)) {}

  // Sends what is not acknowledged of the first `end` batches until it is or the stream breaks.
  Delivered Send(const std::string& address, size_t end);

  const Batches& batches() const { return batches_; }
  // How many from the first on; grows during Send.
  size_t acknowledged() const { return acknowledged_; }
  // How many may have reached a server.
  size_t sent() const { return sent_; }

 private:
  const Batches batches_;
  std::atomic<size_t> acknowledged_{0};
  size_t sent_ = 0;
};

// The calls of every account, as the server tells.
CallCounts CountsOf(const std::string& address);

}  // namespace stillwatch::tests

#endif  // STILLWATCH_TESTS_CRASH_DELIVERY_H_
