#include "service/http/server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/http/gunzip.h"

namespace stillwatch::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;

constexpr int kReaders = 2;
constexpr int kWorkers = 2;
constexpr size_t kHeaderBytes = 16 << 10;
// Room that is set aside for what a compressed body becomes, as a multiple of its size.
constexpr size_t kUsualRatio = 8;
constexpr auto kGrace = std::chrono::seconds(3);

Response Refusal(const Route* route, int status, const std::string& message) {
  Response response;
  if (route != nullptr && route->refuse) {
    response = route->refuse(status, message);
  } else {
    response.body = nlohmann::json{{"error", {{"code", status}, {"message", message}}}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  response.status = status;
  if (status == 503) response.retry_after_seconds = 1;
  return response;
}

std::string MediaType(beast::string_view header) {
  const std::string value(header);
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(absl::string_view(value).substr(0, value.find(';'))));
}

}  // namespace

// Shared by all connections.
struct Server::Rep {
  std::vector<Route> routes;
  ServerOptions options;
  std::atomic<size_t> bytes{0};
  std::atomic<size_t> connections{0};

  std::mutex mutex;
  std::condition_variable idle;
  size_t handled = 0;  // Requests that have no response yet.
  size_t writing = 0;  // Responses under way.
  bool stopping = false;

  asio::io_context io{kReaders};
  asio::thread_pool workers{kWorkers};
  tcp::acceptor acceptor{asio::make_strand(io)};
  std::vector<std::thread> readers;

  const Route* RouteOf(absl::string_view path) const {
    for (const Route& route : routes) {
      if (route.path == path) return &route;
    }
    return nullptr;
  }

  std::string Paths() const {
    return absl::StrJoin(routes, ", ",
                         [](std::string* out, const Route& route) { out->append(route.path); });
  }

  bool Reserve(size_t size) {
    if (bytes.fetch_add(size) + size <= options.most_bytes) return true;
    bytes -= size;
    return false;
  }

  void Accept();
};

namespace {

// One connection; its strand runs one thing of it at a time.
template <class Shared>
class Session : public std::enable_shared_from_this<Session<Shared>> {
 public:
  Session(tcp::socket socket, Shared* shared) : stream_(std::move(socket)), shared_(shared) {
    beast::error_code ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
  }
  ~Session() {
    shared_->bytes -= reserved_;
    --shared_->connections;
  }

  void ReadHeader() {
    shared_->bytes -= std::exchange(reserved_, 0);
    parser_.emplace();
    parser_->header_limit(kHeaderBytes);
    parser_->body_limit(shared_->options.largest_body_bytes);
    stream_.expires_after(shared_->options.idle);
    wire::async_read_header(
        stream_, buffer_, *parser_,
        [self = this->shared_from_this()](beast::error_code error, size_t) {
          if (!error) return self->OnHeader();
          self->route_ = nullptr;
          if (error == wire::error::body_limit) self->TooLarge();
          if (error == wire::error::header_limit) {
            self->Refuse(431, absl::StrCat("the header has more than ", kHeaderBytes, " bytes"));
          }
        });
  }

 private:
  void OnHeader() {
    const auto& header = parser_->get();
    const std::string target(header.target());
    const size_t query = std::min(target.find('?'), target.size());
    route_ = shared_->RouteOf(absl::string_view(target).substr(0, query));
    if (route_ == nullptr) {
      return Refuse(404, absl::StrCat("nothing is at this path; there are ", shared_->Paths()));
    }
    if (header.method() != wire::verb::post) return Refuse(405, "only POST is taken here");
    request_ = Request();
    request_.query = query < target.size() ? target.substr(query + 1) : "";
    request_.content_type = MediaType(header[wire::field::content_type]);
    const std::string encoding = MediaType(header[wire::field::content_encoding]);
    gzip_ = encoding == "gzip" || encoding == "deflate";
    if (!gzip_ && !encoding.empty() && encoding != "identity") {
      return Refuse(415, absl::StrCat("content-encoding is ", encoding, "; send gzip or none"));
    }
    const size_t limit = shared_->options.largest_body_bytes;
    const auto length = parser_->content_length();
    if (length && *length > limit) return TooLarge();
    // A length that is not told may be any.
    const size_t size = length ? static_cast<size_t>(*length) : limit;
    const size_t room = gzip_ ? std::min(size * kUsualRatio, limit) : size;
    if (!shared_->Reserve(room)) return Refuse(503, "too many requests at once; try again");
    reserved_ = room;
    if (beast::iequals(header[wire::field::expect], "100-continue")) return SayContinue();
    ReadBody();
  }

  void SayContinue() {
    auto response = std::make_shared<wire::response<wire::empty_body>>(wire::status::continue_, 11);
    wire::async_write(stream_, *response,
                      [self = this->shared_from_this(), response](beast::error_code error, size_t) {
                        if (!error) self->ReadBody();
                      });
  }

  void ReadBody() {
    stream_.expires_after(shared_->options.read);
    wire::async_read(stream_, buffer_, *parser_,
                     [self = this->shared_from_this()](beast::error_code error, size_t) {
                       if (!error) return self->OnBody();
                       if (error == wire::error::body_limit) self->TooLarge();
                     });
  }

  void OnBody() {
    keep_alive_ = parser_->get().keep_alive();
    stream_.expires_never();
    if (!StartHandling()) return Refuse(503, "the server is stopping");
    if (route_->quick) return Handle();
    asio::post(shared_->workers, [self = this->shared_from_this()] { self->Handle(); });
  }

  bool StartHandling() {
    std::lock_guard lock(shared_->mutex);
    if (shared_->stopping) return false;
    ++shared_->handled;
    return true;
  }

  void EndWriting() {
    std::lock_guard lock(shared_->mutex);
    if (--shared_->writing == 0) shared_->idle.notify_all();
  }

  void Handle() {
    std::string body = std::move(parser_->get().body());
    if (gzip_) {
      absl::StatusOr<std::string> text = Gunzip(body, shared_->options.largest_body_bytes);
      if (!text.ok()) {
        const int status = absl::IsResourceExhausted(text.status()) ? 413 : 400;
        return Respond(Refusal(route_, status,
                               absl::StrCat("the body ", std::string(text.status().message()))));
      }
      body = *std::move(text);
    }
    request_.body = std::move(body);
    route_->handle(std::move(request_), [self = this->shared_from_this()](Response response) {
      self->Respond(std::move(response));
    });
  }

  // From any thread.
  void Respond(Response response) {
    {
      std::lock_guard lock(shared_->mutex);
      ++shared_->writing;
    }
    asio::post(stream_.get_executor(),
               [self = this->shared_from_this(), response = std::move(response)]() mutable {
                 self->handled_ = true;
                 self->Write(std::move(response));
               });
    std::lock_guard lock(shared_->mutex);
    if (--shared_->handled == 0) shared_->idle.notify_all();
  }

  void Refuse(int status, const std::string& message) {
    // What is left of the request is not read.
    keep_alive_ = false;
    Write(Refusal(route_, status, message));
  }

  void TooLarge() {
    Refuse(413, absl::StrCat("the body has more than ", shared_->options.largest_body_bytes,
                             " bytes; send less at a time"));
  }

  void Write(Response from) {
    response_.emplace(static_cast<wire::status>(from.status), 11);
    response_->set(wire::field::content_type, from.content_type);
    if (from.retry_after_seconds > 0) {
      response_->set(wire::field::retry_after, std::to_string(from.retry_after_seconds));
    }
    response_->keep_alive(keep_alive_);
    response_->body() = std::move(from.body);
    response_->prepare_payload();
    stream_.expires_after(shared_->options.read);
    wire::async_write(stream_, *response_,
                      [self = this->shared_from_this()](beast::error_code error, size_t) {
                        if (std::exchange(self->handled_, false)) self->EndWriting();
                        if (error) return;
                        if (self->keep_alive_) return self->ReadHeader();
                        beast::error_code ignored;
                        self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                      });
  }

  beast::tcp_stream stream_;
  Shared* const shared_;
  beast::flat_buffer buffer_{kHeaderBytes + (64 << 10)};
  std::optional<wire::request_parser<wire::string_body>> parser_;
  std::optional<wire::response<wire::string_body>> response_;
  const Route* route_ = nullptr;
  Request request_;
  bool gzip_ = false;
  bool keep_alive_ = true;
  bool handled_ = false;  // What is being written is counted.
  size_t reserved_ = 0;
};

absl::Status Listen(tcp::acceptor* acceptor, const std::string& address) {
  const size_t colon = address.rfind(':');
  int port = 0;
  beast::error_code error;
  std::string host = address.substr(0, colon);
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  const auto ip = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  if (colon == address.npos || error || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      port < 0 || port > 65535) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", address, "\" is not an address; give one like 127.0.0.1:7442"));
  }
  const tcp::endpoint endpoint(ip, static_cast<unsigned short>(port));
  acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot listen on ", address,
                                             " for HTTP: ", error.message(),
                                             ". Choose another with "
                                             "--http-address, or none with an empty one"));
}

}  // namespace

void Server::Rep::Accept() {
  acceptor.async_accept(asio::make_strand(io), [this](beast::error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) {
      // Counted by the session's end.
      if (connections.fetch_add(1) < options.most_connections) {
        const auto executor = socket.get_executor();
        auto session = std::make_shared<Session<Rep>>(std::move(socket), this);
        asio::dispatch(executor, [session] { session->ReadHeader(); });
      } else {
        --connections;
      }
    }
    Accept();
  });
}

Server::Server(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(std::vector<Route> routes,
                                                      const ServerOptions& options) {
  auto rep = std::make_unique<Rep>();
  rep->routes = std::move(routes);
  rep->options = options;
  absl::Status listening = Listen(&rep->acceptor, options.address);
  if (!listening.ok()) return listening;
  rep->Accept();
  for (int i = 0; i < kReaders; ++i) {
    rep->readers.emplace_back([io = &rep->io] { io->run(); });
  }
  return std::unique_ptr<Server>(new Server(std::move(rep)));
}

Server::~Server() {
  asio::post(rep_->acceptor.get_executor(), [rep = rep_.get()] {
    beast::error_code ignored;
    rep->acceptor.close(ignored);
  });
  {
    std::unique_lock lock(rep_->mutex);
    rep_->stopping = true;
    rep_->idle.wait(lock, [this] { return rep_->handled == 0; });
    rep_->idle.wait_for(lock, kGrace, [this] { return rep_->writing == 0; });
  }
  rep_->workers.join();
  rep_->io.stop();
  for (std::thread& reader : rep_->readers) reader.join();
}

int Server::port() const { return rep_->acceptor.local_endpoint().port(); }

}  // namespace stillwatch::http
