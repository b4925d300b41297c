#include <google/protobuf/util/json_util.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "envoy/service/accesslog/v3/als.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/input/line_reader.h"
#include "tests/end_to_end/assessments.h"
#include "tests/gateways/encode.h"
#include "tests/process/process.h"

// The same traffic as each gateway would log it gives the same assessments, account by account, as
// the calls themselves with what the gateway's format has a place for.

namespace stillwatch::tests {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

struct Door {
  const char* name;
  Encoded (*encode)(const json& call, int64_t number);
  const char* config;
  const char* path;  // Over HTTP; empty: the access log service.
};

// Sends a body over a connection of its own and returns the answer.
std::string Post(int port, const std::string& path, const std::string& body) {
  boost::asio::io_context io;
  boost::asio::ip::tcp::socket socket(io);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)});
  boost::asio::write(socket, boost::asio::buffer("POST " + path +
                                                 " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                                 "Content-Type: application/json\r\n"
                                                 "Content-Length: " +
                                                 std::to_string(body.size()) + "\r\n\r\n" + body));
  std::string answer;
  boost::system::error_code end;
  boost::asio::read(socket, boost::asio::dynamic_buffer(answer), end);
  return answer;
}

// `stillwatch serve` with the gateways' doors open.
class DoorServer {
 public:
  explicit DoorServer(const std::string& folder) {
    std::vector<std::string> arguments = ServeArguments(NewFolder("store"), folder + "/key");
    arguments.back() = "127.0.0.1:0";
    arguments.insert(arguments.end(), {"--gateways", folder + "/gateways.json"});
    process_ = std::make_unique<Process>(arguments);
    if (!process_->WaitFor("gateways on port ") || !process_->WaitFor("\n")) return;
    http_port_ = NumberBehind("gateways on port ");
    address_ = "127.0.0.1:" + std::to_string(NumberBehind("listening on port "));
  }
  int http_port() const { return http_port_; }
  const std::string& address() const { return address_; }

 private:
  int NumberBehind(const std::string& mark) const {
    const std::string out = process_->out();
    return std::atoi(out.c_str() + out.find(mark) + mark.size());
  }

  std::unique_ptr<Process> process_;
  int http_port_ = 0;
  std::string address_;
};

// Merges OTLP requests of one record each into one; joins all others with line ends.
std::string Body(const std::vector<json>& records) {
  if (records.front().contains("resourceSpans")) {
    json request = {{"resourceSpans", json::array()}};
    for (const json& record : records) {
      request["resourceSpans"].push_back(record["resourceSpans"][0]);
    }
    return request.dump();
  }
  std::string body;
  for (const json& record : records) body += record.dump() + "\n";
  return body;
}

void StreamAccessLogs(const std::string& address, const std::vector<json>& records) {
  using envoy::service::accesslog::v3::AccessLogService;
  const auto stub =
      AccessLogService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  envoy::service::accesslog::v3::StreamAccessLogsResponse response;
  const auto stream = stub->StreamAccessLogs(&context, &response);
  for (const json& record : records) {
    envoy::service::accesslog::v3::StreamAccessLogsMessage message;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(record.dump(), &message).ok());
    ASSERT_TRUE(stream->Write(message));
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

class Doors : public ::testing::TestWithParam<Door> {
 protected:
  static void SetUpTestSuite() {
    const std::string folder = NewFolder("doors");
    const Output simulated = RunStillwatch({"simulate", folder, "--scale", "0.1", "--days", "6"});
    ASSERT_EQ(simulated.exit_code, 0) << simulated.err;
    calls_ = new std::vector<json>();
    auto reader = input::LineReader::Open(folder + "/calls.jsonl.zst");
    ASSERT_TRUE(reader.ok());
    input::Line line;
    while ((*reader)->Next(&line)) {
      json call = json::parse(std::string(line.text));
      // Batches have no time of a call that failed.
      if (call.value("status", 200) < 400) calls_->push_back(std::move(call));
    }
    ASSERT_GT(calls_->size(), 1000u);
  }
  static void TearDownTestSuite() { delete calls_; }

  void SetUp() override {
    folder_ = NewFolder("door");
    std::ofstream(folder_ + "/gateways.json") << GetParam().config;
    std::ofstream native(folder_ + "/native.jsonl");
    std::ofstream foreign(folder_ + "/foreign.jsonl");
    int64_t number = 0;
    for (const json& call : *calls_) {
      const Encoded encoded = GetParam().encode(call, number++);
      native << encoded.call.dump() << "\n";
      for (const json& record : encoded.lines) {
        foreign << record.dump() << "\n";
        records_.push_back(record);
      }
    }
  }

  Assessments Audit(const std::string& log) {
    const Output output = RunStillwatch(
        {"audit", folder_ + "/" + log + ".jsonl", "--key-file", folder_ + "/key", "--assessments",
         folder_ + "/" + log + ".out", "--gateways", folder_ + "/gateways.json"});
    EXPECT_EQ(output.exit_code, 0) << output.err;
    return OfAudit(folder_ + "/" + log + ".out");
  }

  static std::vector<json>* calls_;
  std::string folder_;
  std::vector<json> records_;
};

std::vector<json>* Doors::calls_ = nullptr;

TEST_P(Doors, AnAuditFindsTheSame) {
  const Assessments expected = Audit("native");
  EXPECT_GT(expected.size(), 20u);
  EXPECT_EQ(Difference(Audit("foreign"), expected), "");
}

TEST_P(Doors, AServerFindsTheSame) {
  const Assessments expected = Audit("native");
  TestServer server(NewFolder("store"), folder_ + "/key");
  ASSERT_TRUE(server.started());
  const Output ingest = RunStillwatch({"ingest", folder_ + "/foreign.jsonl", "--server",
                                       server.address(), "--gateways", folder_ + "/gateways.json"});
  ASSERT_EQ(ingest.exit_code, 0) << ingest.err;
  EXPECT_THAT(ingest.out, HasSubstr(", 0 rejected"));
  EXPECT_EQ(Difference(OfServer(server.address()), expected), "");
}

TEST_P(Doors, AServerThatIsSentToFindsTheSame) {
  if (GetParam().path == nullptr) return;  // Comes in files only.
  const Assessments expected = Audit("native");
  DoorServer server(folder_);
  ASSERT_GT(server.http_port(), 0);
  if (*GetParam().path == '\0') {
    StreamAccessLogs(server.address(), records_);
  } else {
    constexpr size_t kBatch = 200;
    for (size_t i = 0; i < records_.size(); i += kBatch) {
      const auto end =
          records_.begin() + static_cast<std::ptrdiff_t>(std::min(records_.size(), i + kBatch));
      const std::string answer =
          Post(server.http_port(), GetParam().path,
               Body({records_.begin() + static_cast<std::ptrdiff_t>(i), end}));
      ASSERT_THAT(answer, HasSubstr("HTTP/1.1 200 OK"));
      ASSERT_THAT(answer, ::testing::Not(HasSubstr("partialSuccess")));
    }
  }
  // Nothing tells when the last entry of an access log was taken.
  std::string difference;
  for (int i = 0; i < 200; ++i) {
    difference = Difference(OfServer(server.address()), expected);
    if (difference.empty()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(difference, "");
}

INSTANTIATE_TEST_SUITE_P(
    Each, Doors,
    ::testing::Values(Door{"Otlp", EncodeOtlp, R"({"otlp": {"request": ["call.id"]}})",
                           "/v1/traces"},
                      Door{"LiteLlm", EncodeLiteLlm,
                           R"({"litellm": {"api_key": ["metadata.key"]}})", "/litellm/logs"},
                      Door{"Kong", EncodeKong, "{}", "/kong/logs"},
                      Door{"OpenAiBatch", EncodeOpenAiBatch, "{}", nullptr},
                      Door{"Envoy", EncodeEnvoy, "{}", ""}),
    [](const auto& door) { return door.param.name; });

}  // namespace
}  // namespace stillwatch::tests
