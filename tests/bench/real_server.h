#ifndef STILLWATCH_TESTS_BENCH_REAL_SERVER_H_
#define STILLWATCH_TESTS_BENCH_REAL_SERVER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace stillwatch::bench {

struct RealServerOptions {
  size_t cache_bytes = size_t{1} << 30;
  // As stillwatch serve has it, unless given.
  std::optional<uint64_t> checkpoint_calls = std::nullopt;
  bool campaigns = true;  // Whether it looks for them.
};

// The real server on a store in a temporary folder, synced, on a free port, in this process. Ends
// the program if it cannot start.
class RealServer {
 public:
  explicit RealServer(const RealServerOptions& options = {});
  ~RealServer();
  std::string address() const;
  int http_port() const;
  // Of the store; deleted with this object.
  std::string folder() const;
  // With an open finding.
  int64_t flagged_accounts() const;
  // For campaigns, up to now.
  int64_t sweeps() const;
  double sweep_seconds() const;  // All of them together.

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_REAL_SERVER_H_
