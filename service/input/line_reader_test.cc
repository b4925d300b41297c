#include "service/input/line_reader.h"

#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::input {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Write(const std::string& name, const std::string& bytes) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/lines-", name);
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::string Gzip(const std::string& text) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/member.gz");
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string Zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), 0);
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

struct Lines {
  std::vector<std::string> texts;
  std::vector<int64_t> oversize;
  absl::Status status;
};

Lines ReadAll(const std::string& path, LineReaderOptions options = {}) {
  Lines lines;
  auto reader = LineReader::Open(path, options);
  if (!reader.ok()) {
    lines.status = reader.status();
    return lines;
  }
  Line line;
  while ((*reader)->Next(&line)) {
    if (line.oversize) {
      lines.oversize.push_back(line.number);
    } else {
      lines.texts.push_back(absl::StrCat(line.number, ":", line.text));
    }
    EXPECT_LE((*reader)->buffer_bytes(),
              4 * (options.max_line_bytes + options.chunk_bytes) + 2 * kLinePadding);
  }
  lines.status = (*reader)->status();
  return lines;
}

TEST(LineReader, ReadsEveryFormatByItsFirstBytes) {
  const std::string text = "one\r\n\ntwo\nthree";
  for (const std::string& bytes : {text, Gzip(text), Zstd(text), "\xef\xbb\xbf" + text}) {
    EXPECT_THAT(ReadAll(Write("any", bytes)).texts, ElementsAre("1:one", "2:", "3:two", "4:three"));
  }
}

TEST(LineReader, ReadsFilesOfSeveralMembers) {
  EXPECT_THAT(ReadAll(Write("members.gz", Gzip("one\ntw") + Gzip("o\n"))).texts,
              ElementsAre("1:one", "2:two"));
  EXPECT_THAT(ReadAll(Write("frames.zst", Zstd("one\ntw") + Zstd("o\n"))).texts,
              ElementsAre("1:one", "2:two"));
}

TEST(LineReader, ChunksMayEndAnywhere) {
  const std::string path = Write("chunks", "alpha\nbe\n\ngamma\n");
  for (size_t chunk = 1; chunk < 20; ++chunk) {
    LineReaderOptions options;
    options.chunk_bytes = chunk;
    EXPECT_THAT(ReadAll(path, options).texts, ElementsAre("1:alpha", "2:be", "3:", "4:gamma"));
  }
}

TEST(LineReader, AnOversizeLineIsReportedAndTheNextOnesAreRead) {
  LineReaderOptions options;
  options.max_line_bytes = 1000;
  options.chunk_bytes = 64;
  const Lines lines =
      ReadAll(Write("big", "a\n" + std::string(50000, 'x') + "\nb\n" + std::string(1000, 'y') +
                               "\n" + std::string(1001, 'z')),
              options);
  EXPECT_THAT(lines.oversize, ElementsAre(2, 5));
  EXPECT_EQ(lines.texts.size(), 3u);
  EXPECT_TRUE(lines.status.ok());
}

TEST(LineReader, ACompressionBombTakesNoMemory) {
  LineReaderOptions options;
  options.max_line_bytes = 1 << 16;
  const std::string bomb = Gzip(std::string(50 << 20, 'x') + "\nafter\n");
  EXPECT_LT(bomb.size(), 100000u);
  const Lines lines = ReadAll(Write("bomb.gz", bomb), options);
  EXPECT_THAT(lines.oversize, ElementsAre(1));
  EXPECT_THAT(lines.texts, ElementsAre("2:after"));
}

TEST(LineReader, ACutOffFileGivesItsWholeLinesThenAnError) {
  std::string text;
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&text, i * 7919 % 20000, "\n");
  for (const std::string& bytes : {Gzip(text), Zstd(text)}) {
    const Lines lines = ReadAll(Write("cut", bytes.substr(0, bytes.size() * 2 / 3)));
    EXPECT_FALSE(lines.status.ok());
    EXPECT_THAT(std::string(lines.status.message()), HasSubstr("lines-cut"));
  }
  std::string damaged = Gzip(text);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  damaged[damaged.size() / 2 + 1] = static_cast<char>(damaged[damaged.size() / 2 + 1] ^ 0x55);
  EXPECT_FALSE(ReadAll(Write("damaged.gz", damaged)).status.ok());
}

TEST(LineReader, AnEmptyFileHasNoLines) {
  const Lines lines = ReadAll(Write("empty", ""));
  EXPECT_TRUE(lines.texts.empty());
  EXPECT_TRUE(lines.status.ok());
}

TEST(LineReader, AMissingFileAndAFolderAreNamed) {
  EXPECT_THAT(std::string(ReadAll("/no/such/file").status.message()), HasSubstr("/no/such/file"));
  EXPECT_FALSE(ReadAll(::testing::TempDir()).status.ok());
}

}  // namespace
}  // namespace stillwatch::input
