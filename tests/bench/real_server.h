#ifndef STILLWATCH_TESTS_BENCH_REAL_SERVER_H_
#define STILLWATCH_TESTS_BENCH_REAL_SERVER_H_

#include <cstddef>
#include <memory>
#include <string>

namespace stillwatch::bench {

// The real server on a store in a temporary folder, synced, on a free port. Ends the program if it
// cannot start.
class RealServer {
 public:
  explicit RealServer(size_t cache_bytes = size_t{512} << 20);
  ~RealServer();
  std::string address() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_REAL_SERVER_H_
