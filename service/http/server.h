#ifndef STILLWATCH_SERVICE_HTTP_SERVER_H_
#define STILLWATCH_SERVICE_HTTP_SERVER_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace stillwatch::http {

struct Request {
  std::string query;         // Behind the "?".
  std::string content_type;  // In lower case, without parameters.
  std::string body;          // Decompressed.
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  int retry_after_seconds = 0;  // 0: the header is left out.
};

// What is done with POST requests to a path.
struct Route {
  std::string path;
  // Never waits: runs on the thread that reads, ahead of everything that takes long. Others run on
  // threads of their own.
  bool quick = false;
  // Must call `respond` once, from any thread; the server waits for it before it ends.
  std::function<void(Request request, std::function<void(Response)> respond)> handle;
  // What answers that the server gives by itself look like (too large, busy, …). Unset: JSON with
  // code and message.
  std::function<Response(int status, const std::string& message)> refuse;
};

struct ServerOptions {
  std::string address = "127.0.0.1:0";
  size_t largest_body_bytes = 16 << 20;  // Decompressed.
  size_t most_bytes = 64 << 20;          // Of bodies in memory; more are told to come again.
  size_t most_connections = 1024;        // More are closed.
  std::chrono::milliseconds idle{75'000};
  std::chrono::milliseconds read{30'000};  // For a request to arrive.
};

// An HTTP/1.1 server for machines: keeps connections open, reads bodies of up to a limit, plain or
// gzip.
class Server {
 public:
  // UNAVAILABLE: the address cannot be listened on. INVALID_ARGUMENT: it is none.
  static absl::StatusOr<std::unique_ptr<Server>> Start(std::vector<Route> routes,
                                                       const ServerOptions& options);
  // Waits for requests that are being handled.
  ~Server();

  int port() const;

 private:
  struct Rep;
  explicit Server(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::http

#endif  // STILLWATCH_SERVICE_HTTP_SERVER_H_
