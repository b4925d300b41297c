#include <algorithm>
#include <random>
#include <thread>

#include "gtest/gtest.h"
#include "tests/crash/call_log.h"
#include "tests/crash/delivery.h"
#include "tests/process/process.h"

// However often, in whatever order and with whatever times a call comes again, it counts once, as
// it came first, and the server finds what an audit of the same calls finds.

namespace stillwatch::tests {
namespace {

class Redelivery : public ::testing::Test {
 protected:
  Redelivery()
      : calls_(SimulatedCalls(5, 0.12)),
        batches_(InBatches(calls_, 50)),
        folder_(NewFolder("redelivery")),
        server_(folder_ + "/store", key()) {}

  void SetUp() override { ASSERT_TRUE(server_.started()); }

  std::string key() const { return folder_ + "/key"; }

  // Delivers batches by position.
  Delivered DeliverInOrder(const std::vector<size_t>& order) {
    size_t position = 0;
    return Deliver(server_.address(), [&] {
      return position < order.size() ? &batches_[order[position++]] : nullptr;
    });
  }

  void ExpectAllTakenOnce(const Delivered& delivered, int64_t deliveries) {
    EXPECT_TRUE(delivered.complete) << delivered.error;
    const auto calls = static_cast<int64_t>(calls_.size());
    EXPECT_EQ(delivered.accepted, calls);
    EXPECT_EQ(delivered.duplicates, (deliveries - 1) * calls);
    CallCounts counts;
    for (const v1::StreamCallsRequest& batch : batches_) Count(batch, &counts);
    EXPECT_EQ(CountsOf(server_.address()), counts);
    EXPECT_EQ(Difference(OfServer(server_.address()), AuditOf(calls_, key())), "");
  }

  Calls calls_;
  Batches batches_;
  const std::string folder_;
  TestServer server_;
};

TEST_F(Redelivery, OfEveryBatchAtOnce) {
  std::vector<size_t> order;
  for (size_t i = 0; i < batches_.size(); ++i) order.insert(order.end(), {i, i});
  ExpectAllTakenOnce(DeliverInOrder(order), 2);
}

TEST_F(Redelivery, OutOfOrder) {
  // Each batch a second time at any moment behind the first.
  std::mt19937_64 random(11);
  std::vector<size_t> order, again;
  for (size_t i = 0; i < batches_.size(); ++i) {
    order.push_back(i);
    again.push_back(i);
    std::shuffle(again.begin(), again.end(), random);
    for (uint64_t n = random() % 3; n > 0 && !again.empty(); --n) {
      order.push_back(again.back());
      again.pop_back();
    }
  }
  order.insert(order.end(), again.begin(), again.end());
  ExpectAllTakenOnce(DeliverInOrder(order), 2);
}

TEST_F(Redelivery, OnTwoStreamsAtOnce) {
  Delivered one, other;
  std::thread stream([&] { one = DeliverAll(server_.address(), batches_); });
  other = DeliverAll(server_.address(), batches_);
  stream.join();
  EXPECT_TRUE(one.complete) << one.error;
  other.accepted += one.accepted;
  other.duplicates += one.duplicates;
  ExpectAllTakenOnce(other, 2);
}

TEST_F(Redelivery, WithTimesThatGoBackwards) {
  // The sender's clock runs backwards, and what comes again has another time.
  int64_t first = calls_.front().time().seconds(), last = first;
  for (const v1::Call& call : calls_) {
    first = std::min(first, call.time().seconds());
    last = std::max(last, call.time().seconds());
  }
  for (v1::Call& call : calls_) {
    call.mutable_time()->set_seconds(first + last - call.time().seconds());
  }
  Calls sent;
  for (size_t i = 0; i < calls_.size(); ++i) {
    sent.push_back(calls_[i]);
    sent.push_back(calls_[i / 2]);
    sent.back().mutable_time()->set_seconds(calls_[i / 2].time().seconds() - 86400 + 7 * 3600);
  }
  const Delivered delivered = DeliverAll(server_.address(), InBatches(sent, 50));
  ExpectAllTakenOnce(delivered, 2);
  EXPECT_EQ(Difference(OfServer(server_.address()), AuditOf(sent, key())), "");
}

}  // namespace
}  // namespace stillwatch::tests
