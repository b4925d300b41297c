#include <zlib.h>

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/end_to_end/assessments.h"
#include "tests/process/process.h"

// Whatever is wrong with a log, the message names file, line and field, and the rest is taken.

namespace stillwatch::tests {
namespace {

using ::testing::HasSubstr;

constexpr char kGood[] =
    R"({"account_id":"a","request_id":"%","time":"2026-01-05T00:00:00Z","messages":[{"role":"user","content":"hi"}]})";

std::string Good(const std::string& request_id) {
  std::string line = kGood;
  return line.replace(line.find('%'), 1, request_id);
}

struct Case {
  const char* name;
  std::string line;
  std::vector<const char*> expected;  // In the message.
};

std::vector<Case> Cases() {
  return {
      {"truncated", R"({"account_id":"a","request_id":"x","time":"2026-)", {"JSON"}},
      {"wrong_type",
       R"({"account_id":"a","request_id":"x","time":"2026-01-05T00:00:00Z","usage":{"input_tokens":"many"}})",
       {"usage.input_tokens", "many"}},
      {"invalid_utf8", "{\"account_id\":\"\xff\xfe\",\"request_id\":\"x\"}", {"UTF-8"}},
      {"negative_count",
       R"({"account_id":"a","request_id":"x","time":"2026-01-05T00:00:00Z","usage":{"output_tokens":-5}})",
       {"usage.output_tokens", "-5"}},
      {"far_future",
       R"({"account_id":"a","request_id":"x","time":"9999-12-31T23:59:59Z"})",
       {"time", "9999"}},
      {"no_account", R"({"request_id":"x","time":"2026-01-05T00:00:00Z"})", {"account_id"}},
      {"no_request", R"({"account_id":"a","time":"2026-01-05T00:00:00Z"})", {"request_id"}},
      {"no_time", R"({"account_id":"a","request_id":"x"})", {"time"}},
      {"not_an_object", "[1,2]", {"object"}},
      {"deep", std::string(5000, '['), {"rejected"}},
  };
}

class BadInput : public ::testing::Test {
 protected:
  BadInput() : folder_(NewFolder("bad")), key_(folder_ + "/key") {}

  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  Output Audit(const std::string& path) {
    return RunStillwatch(
        {"audit", path, "--key-file", key_, "--assessments", folder_ + "/assessments.jsonl"});
  }

  // How many calls of account a the last audit took.
  std::string Found() { return OfAudit(folder_ + "/assessments.jsonl")["a"]; }

  const std::string folder_;
  const std::string key_;
};

TEST_F(BadInput, OneBadLineIsNamedAndTheOthersAreTaken) {
  for (const Case& test : Cases()) {
    const std::string path =
        Write("log.jsonl", Good("1") + "\n" + test.line + "\n" + Good("2") + "\n");
    const Output output = Audit(path);
    EXPECT_EQ(output.exit_code, 3) << test.name;
    EXPECT_THAT(output.err, HasSubstr(path + ":2: rejected")) << test.name;
    for (const char* expected : test.expected) {
      EXPECT_THAT(output.err, HasSubstr(expected)) << test.name;
    }
    EXPECT_THAT(Found(), HasSubstr(", 2 calls")) << test.name;
  }
}

TEST_F(BadInput, AHundredMegabyteLineIsSkipped) {
  const std::string path = Write("big.jsonl", Good("1") + "\n");
  {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    const std::string chunk(1 << 20, 'x');
    file << R"({"account_id":")";
    for (int i = 0; i < 100; ++i) file << chunk;
    file << "\"}\n" << Good("2") << "\n";
  }
  const Output output = Audit(path);
  EXPECT_EQ(output.exit_code, 3);
  EXPECT_THAT(output.err, HasSubstr("big.jsonl:2: rejected"));
  EXPECT_THAT(Found(), HasSubstr(", 2 calls"));
}

TEST_F(BadInput, EmptyAndMissingFilesAreErrors) {
  const Output empty = Audit(Write("empty.jsonl", ""));
  EXPECT_EQ(empty.exit_code, 1);
  EXPECT_THAT(empty.err, HasSubstr("no calls (0 lines, 0 rejected)"));
  const Output blank = Audit(Write("blank.jsonl", "\n\n"));
  EXPECT_EQ(blank.exit_code, 1);
  const Output missing = Audit(folder_ + "/none.jsonl");
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, HasSubstr("none.jsonl"));
}

TEST_F(BadInput, ACutOffGzipFileIsAnError) {
  const std::string path = folder_ + "/log.jsonl.gz";
  gzFile file = gzopen(path.c_str(), "wb");
  for (int i = 0; i < 2000; ++i) {
    const std::string line = Good(std::to_string(i * 7919 % 2000)) + "\n";
    gzwrite(file, line.data(), static_cast<unsigned>(line.size()));
  }
  gzclose(file);
  EXPECT_EQ(Audit(path).exit_code, 0);
  const std::string whole = ReadFile(path);
  const Output output = Audit(Write("cut.jsonl.gz", whole.substr(0, whole.size() / 2)));
  EXPECT_EQ(output.exit_code, 1);
  EXPECT_THAT(output.err, HasSubstr("cut.jsonl.gz"));
}

TEST_F(BadInput, AServerTakesTheRestOfABatchAndTellsTheLine) {
  TestServer server(NewFolder("store"), key_);
  ASSERT_TRUE(server.started());
  const std::string path =
      Write("log.jsonl", Good("1") + "\n" +
                             R"({"account_id":"a","request_id":"x","time":"9999-01-01T00:00:00Z"})"
                             "\n" +
                             Good("2") + "\n{\n" + Good("3") + "\n");
  const Output output = RunStillwatch(
      {"ingest", path, "--server", server.address(), "--rejects", folder_ + "/rejects.jsonl"});
  EXPECT_EQ(output.exit_code, 3);
  EXPECT_THAT(output.out, HasSubstr("3 calls taken, 0 taken before, 2 rejected"));
  EXPECT_THAT(output.err, HasSubstr("log.jsonl:2: rejected: time"));
  EXPECT_THAT(output.err, HasSubstr("log.jsonl:4: rejected"));
  EXPECT_THAT(ReadFile(folder_ + "/rejects.jsonl"), HasSubstr("\"line\":2"));
  EXPECT_THAT(OfServer(server.address())["a"], HasSubstr(", 3 calls"));
}

}  // namespace
}  // namespace stillwatch::tests
