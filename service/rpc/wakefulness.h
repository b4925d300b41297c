#ifndef STILLWATCH_SERVICE_RPC_WAKEFULNESS_H_
#define STILLWATCH_SERVICE_RPC_WAKEFULNESS_H_

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace grpc {
class Server;
}

namespace stillwatch::service {

// Keeps one of gRPC's callback threads awake. Each that had nothing to do for a second sleeps for a
// tenth, deaf; when all do, whoever asks waits for the rest of it. This asks the server itself,
// over a channel within the process, a few times a second.
class Wakefulness {
 public:
  // The server has to outlive this.
  explicit Wakefulness(grpc::Server* server);
  ~Wakefulness();
  Wakefulness(const Wakefulness&) = delete;
  Wakefulness& operator=(const Wakefulness&) = delete;

 private:
  void Loop(grpc::Server* server);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  bool asking_ = false;
  std::thread thread_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_WAKEFULNESS_H_
