#ifndef STILLWATCH_TESTS_BENCH_NULL_SINK_H_
#define STILLWATCH_TESTS_BENCH_NULL_SINK_H_

#include <memory>
#include <string>

namespace stillwatch::bench {

// A server that parses what comes over StreamCalls, throws it away and acknowledges every batch;
// and checks every account without looking: the physical reference.
class NullSink {
 public:
  NullSink();
  ~NullSink();
  std::string address() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_NULL_SINK_H_
