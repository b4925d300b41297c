#include <fstream>
#include <memory>
#include <vector>

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
};

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
      for (const json& record : encoded.lines) foreign << record.dump() << "\n";
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

INSTANTIATE_TEST_SUITE_P(
    Each, Doors,
    ::testing::Values(Door{"Otlp", EncodeOtlp, R"({"otlp": {"request": ["call.id"]}})"},
                      Door{"LiteLlm", EncodeLiteLlm,
                           R"({"litellm": {"api_key": ["metadata.key"]}})"},
                      Door{"Kong", EncodeKong, "{}"}, Door{"OpenAiBatch", EncodeOpenAiBatch, "{}"},
                      Door{"Envoy", EncodeEnvoy, "{}"}),
    [](const auto& door) { return door.param.name; });

}  // namespace
}  // namespace stillwatch::tests
