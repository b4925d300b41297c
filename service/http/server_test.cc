#include "service/http/server.h"

#include <boost/asio.hpp>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::http {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// Sends the bytes over a connection of its own and returns all that comes until it is closed.
std::string Send(int port, const std::string& bytes) {
  boost::asio::io_context io;
  boost::asio::ip::tcp::socket socket(io);
  boost::system::error_code end;
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)},
                 end);
  if (!end) boost::asio::write(socket, boost::asio::buffer(bytes), end);
  std::string answer;
  boost::asio::read(socket, boost::asio::dynamic_buffer(answer), end);
  return answer;
}

std::string Post(const std::string& path, const std::string& body,
                 const std::string& more = "Connection: close\r\n") {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + more +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::vector<Route> Routes() {
  return {{.path = "/quick",
           .quick = true,
           .handle =
               [](Request request, const std::function<void(Response)>& respond) {
                 respond({.body = request.query + "|" + request.content_type + "|" + request.body});
               },
           .refuse = nullptr},
          {.path = "/slow",
           .quick = false,
           .handle =
               [](const Request& request, const std::function<void(Response)>& respond) {
                 std::thread([respond, size = request.body.size()] {
                   std::this_thread::sleep_for(std::chrono::milliseconds(20));
                   respond({.body = std::to_string(size)});
                 }).detach();
               },
           .refuse = nullptr}};
}

std::unique_ptr<Server> StartServer(ServerOptions options = {}) {
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(Routes(), options);
  EXPECT_TRUE(server.ok()) << server.status();
  return *std::move(server);
}

TEST(HttpServer, HandsRequestsToTheirRoute) {
  const auto server = StartServer();
  EXPECT_THAT(Send(server->port(), Post("/quick?a=b", "text",
                                        "Connection: close\r\nContent-Type: Text/Plain; c=d\r\n")),
              HasSubstr("a=b|text/plain|text"));
  EXPECT_THAT(Send(server->port(), Post("/other", "")), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(Send(server->port(), "GET /quick HTTP/1.1\r\nHost: a\r\n\r\n"),
              StartsWith("HTTP/1.1 405"));
  // Two on one connection.
  const std::string both = Send(server->port(), Post("/quick", "one", "") + Post("/quick", "two"));
  EXPECT_THAT(both, HasSubstr("||one"));
  EXPECT_THAT(both, HasSubstr("||two"));
}

TEST(HttpServer, BodiesAreBounded) {
  const auto server = StartServer({.largest_body_bytes = 100, .most_bytes = 1000});
  EXPECT_THAT(Send(server->port(), Post("/quick", std::string(101, 'a'))),
              StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(Send(server->port(), Post("/quick", std::string(100, 'a'))),
              StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Send(server->port(), Post("/quick", "", "X: " + std::string(20'000, 'a') + "\r\n")),
              StartsWith("HTTP/1.1 431"));
}

TEST(HttpServer, WhatIsTooMuchAtOnceIsToComeAgain) {
  const auto server = StartServer({.largest_body_bytes = 100, .most_bytes = 50});
  const std::string answer = Send(server->port(), Post("/slow", std::string(60, 'a')));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(answer, HasSubstr("Retry-After: 1"));
}

TEST(HttpServer, AnswersWhatItHasBegunBeforeItEnds) {
  auto server = StartServer();
  const int port = server->port();
  std::vector<std::future<std::string>> answers;
  for (int i = 0; i < 8; ++i) {
    answers.push_back(
        std::async(std::launch::async, [port] { return Send(port, Post("/slow", "0123456789")); }));
  }
  EXPECT_THAT(answers.front().get(), HasSubstr("\r\n\r\n10"));
  server.reset();
  // The others were answered, or not begun.
  for (size_t i = 1; i < answers.size(); ++i) answers[i].get();
}

TEST(HttpServer, SaysWhichAddressItCannotHave) {
  const auto first = StartServer();
  const std::string address = "127.0.0.1:" + std::to_string(first->port());
  EXPECT_THAT(std::string(Server::Start({}, {.address = address}).status().message()),
              HasSubstr("cannot listen on " + address));
  EXPECT_FALSE(Server::Start({}, {.address = "nonsense"}).ok());
}

}  // namespace
}  // namespace stillwatch::http
