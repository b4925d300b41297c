#include "tests/bench/simdjson_only.h"

#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <thread>
#include <vector>

namespace stillwatch::bench {
namespace {

constexpr size_t kPieceBytes = 1 << 20;
// Of the next piece, for the line that reaches into it; more is read where it reaches farther.
constexpr size_t kOverhang = 16 << 10;
constexpr size_t kLongestLine = 16 << 20;

[[noreturn]] void Fail(const std::string& path, const char* what) {
  std::fprintf(stderr, "%s: %s\n", path.c_str(), what);
  std::exit(1);
}

size_t ReadAt(const std::string& path, int file, size_t offset, char* out, size_t size) {
  const ssize_t got = pread(file, out, size, static_cast<off_t>(offset));
  if (got < 0) Fail(path, "cannot be read");
  return static_cast<size_t>(got);
}

// Parses the lines that begin in [begin, begin + kPieceBytes).
int64_t ParsePiece(const std::string& path, int file, size_t begin, char* buffer,
                   simdjson::dom::parser* parser) {
  // The byte before tells whether a line begins at `begin`.
  const size_t before = begin == 0 ? 0 : 1;
  size_t size = ReadAt(path, file, begin - before, buffer, before + kPieceBytes + kOverhang);
  const char* const limit = buffer + before + kPieceBytes;
  const char* line = buffer;
  if (before > 0) {
    const void* first = std::memchr(buffer, '\n', size);
    line = first == nullptr ? buffer + size : static_cast<const char*>(first) + 1;
  }
  int64_t lines = 0;
  while (line < buffer + size && line < limit) {
    const void* found = std::memchr(line, '\n', static_cast<size_t>(buffer + size - line));
    if (found == nullptr && size <= before + kPieceBytes + kOverhang) {
      const size_t more = ReadAt(path, file, begin - before + size, buffer + size, kLongestLine);
      size += more;
      if (more > 0) continue;
    }
    const char* const end = found == nullptr ? buffer + size : static_cast<const char*>(found);
    const auto bytes = static_cast<size_t>(end - line);
    if (parser->parse(line, bytes, /*realloc_if_needed=*/false).error() != simdjson::SUCCESS) {
      Fail(path, "has a line that is not JSON, or that is too long");
    }
    ++lines;
    line = end + 1;
  }
  return lines;
}

}  // namespace

int64_t ParseWithSimdjson(const std::string& path, int threads) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat facts;
  if (file < 0 || fstat(file, &facts) != 0) Fail(path, "cannot be opened");
  std::atomic<size_t> next{0};
  std::atomic<int64_t> lines{0};
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      simdjson::dom::parser parser;
      const std::unique_ptr<char[]> buffer(
          new char[1 + kPieceBytes + kOverhang + kLongestLine + simdjson::SIMDJSON_PADDING]);
      for (;;) {
        const size_t begin = next.fetch_add(kPieceBytes);
        if (begin >= static_cast<size_t>(facts.st_size)) break;
        lines += ParsePiece(path, file, begin, buffer.get(), &parser);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  close(file);
  return lines;
}

}  // namespace stillwatch::bench
