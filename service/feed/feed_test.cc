#include "service/feed/feed.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

std::string WriteLines(const char* name, int lines) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/feed-", name, ".jsonl");
  std::ofstream file(path);
  for (int i = 0; i < lines; ++i) {
    file << R"({"account_id":"a","request_id":")" << i << R"(","time":"2026-01-05T00:00:00Z"})"
         << "\n";
  }
  return path;
}

input::CallFileOptions SmallBatches() {
  input::CallFileOptions options;
  options.max_batch_lines = 7;
  return options;
}

int64_t FirstLine(const input::RawBatch& raw, input::CallParser* parser) {
  int64_t first = 0;
  input::ParsedBatch parsed;
  input::CallFileReader::Parse(raw, parser, &parsed, [&](int64_t line, const detector::CallView&) {
    first = first == 0 ? line : first;
  });
  return first;
}

TEST(Feed, HandsBatchesOverInTheOrderOfTheFile) {
  auto reader = *input::CallFileReader::Open(WriteLines("order", 1000), SmallBatches());
  std::vector<int64_t> lines;
  const absl::Status status = Feed<int64_t>(reader.get(), 4, FirstLine, [&](int64_t line) {
    lines.push_back(line);
    return absl::OkStatus();
  });
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(lines.size(), 143u);
  for (size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(lines[i], static_cast<int64_t>(7 * i + 1));
}

TEST(Feed, EveryCallOfAnyBlockComesWhole) {
  for (const size_t chunk : {1u << 7, 1u << 10, 1u << 16}) {
    input::CallFileOptions options;
    options.lines.chunk_bytes = chunk;
    options.max_batch_lines = 50;
    auto reader = *input::CallFileReader::Open(WriteLines("whole", 5000), options);
    int64_t next = 0;
    const absl::Status status = Feed<std::vector<std::string>>(
        reader.get(), 3,
        [](const input::RawBatch& raw, input::CallParser* parser) {
          std::vector<std::string> ids;
          input::ParsedBatch parsed;
          input::CallFileReader::Parse(
              raw, parser, &parsed,
              [&](int64_t, const detector::CallView& call) { ids.emplace_back(call.request_id); });
          EXPECT_TRUE(parsed.rejects.empty());
          return ids;
        },
        [&](std::vector<std::string> ids) {
          for (const std::string& id : ids) EXPECT_EQ(id, std::to_string(next++));
          return absl::OkStatus();
        });
    ASSERT_TRUE(status.ok()) << status;
    EXPECT_EQ(next, 5000);
  }
}

TEST(Feed, StopsWithTheErrorOfWhoTakes) {
  auto reader = *input::CallFileReader::Open(WriteLines("stop", 1000), SmallBatches());
  int taken = 0;
  const absl::Status status = Feed<int64_t>(reader.get(), 2, FirstLine, [&](int64_t) {
    return ++taken == 5 ? absl::UnavailableError("full") : absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(taken, 5);
}

TEST(Feed, AnEmptyFileIsTheEnd) {
  auto reader = *input::CallFileReader::Open(WriteLines("empty", 0));
  EXPECT_TRUE(
      Feed<int64_t>(reader.get(), 2, FirstLine, [](int64_t) { return absl::OkStatus(); }).ok());
}

}  // namespace
}  // namespace stillwatch::service
