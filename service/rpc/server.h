#ifndef STILLWATCH_SERVICE_RPC_SERVER_H_
#define STILLWATCH_SERVICE_RPC_SERVER_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/gateways/config/config.h"

namespace stillwatch::service {

class Engine;
class Normaliser;

struct ServerOptions {
  std::string address = "127.0.0.1:7440";          // Port 0: any free one.
  std::string metrics_address = "127.0.0.1:7441";  // Empty: none.
  std::string http_address;                        // Of gateways' doors over HTTP; empty: none.
  int largest_message_bytes = 16 << 20;
  gateways::GatewayConfig gateways = gateways::DefaultConfig();
};

// The gRPC server with all its services, health, reflection, the gateways' HTTP server and the
// metrics page. Borrows engine and normaliser.
class Server {
 public:
  // UNAVAILABLE: an address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(Engine* engine, const Normaliser* normaliser,
                                                       const ServerOptions& options);
  // Lets calls under way end for a few seconds, then cuts them off.
  ~Server();

  int port() const;
  int metrics_port() const;  // 0: none.
  int http_port() const;     // 0: none.

 private:
  struct Rep;
  explicit Server(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_SERVER_H_
