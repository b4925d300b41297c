#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/store.h"
#include "tests/bench/report.h"

// Store::FindKnown and AppendCalls against writing the same bytes to a file and syncing it: what
// keeping calls costs beyond the disk.

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kCallBytes = 330;
// What can be compressed of a stored call: names that repeat.
constexpr size_t kRepeatedBytes = 130;

void End(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

// Blocks whose calls are as compressible as stored ones, roughly; each is used many times.
std::vector<std::string> MakeBlocks(size_t calls) {
  std::mt19937_64 random(1);
  std::vector<std::string> blocks(16);
  for (std::string& block : blocks) {
    while (block.size() < calls * kCallBytes) {
      const size_t end = block.size() + kCallBytes;
      block.append(kRepeatedBytes, static_cast<char>('a' + random() % 4));
      while (block.size() < end) block.push_back(static_cast<char>(random()));
    }
  }
  return blocks;
}

// Of all threads, so it counts what happens in the background too.
double ProcessorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double RunStore(storage::Store* store, const std::vector<std::string>& blocks, size_t calls,
                double seconds, uint64_t* serial) {
  const auto start = Clock::now();
  double passed = 0;
  size_t done = 0;
  std::vector<storage::CallMark> marks(calls);
  std::vector<bool> known;
  for (; passed < seconds; passed = std::chrono::duration<double>(Clock::now() - start).count()) {
    for (storage::CallMark& mark : marks) {
      ++*serial;
      mark = {*serial * 0x9e3779b97f4a7c15u, *serial * 0xc2b2ae3d27d4eb4fu};
    }
    absl::Status status = store->FindKnown(marks, &known);
    if (status.ok()) {
      status = store->AppendCalls(blocks[done % blocks.size()], marks, 0).status();
    }
    if (!status.ok()) End(std::string(status.message()));
    ++done;
  }
  return static_cast<double>(done * calls) / passed;
}

double RunFile(int file, const std::vector<std::string>& blocks, size_t calls, double seconds) {
  const std::string marks(calls * storage::kMarkBytes, 'm');
  const auto start = Clock::now();
  double passed = 0;
  size_t done = 0;
  for (; passed < seconds; passed = std::chrono::duration<double>(Clock::now() - start).count()) {
    const std::string& block = blocks[done % blocks.size()];
    if (write(file, block.data(), block.size()) != static_cast<ssize_t>(block.size()) ||
        write(file, marks.data(), marks.size()) != static_cast<ssize_t>(marks.size()) ||
        fdatasync(file) != 0) {
      End("cannot write");
    }
    ++done;
  }
  return static_cast<double>(done * calls) / passed;
}

void Run(size_t calls, int rounds, double seconds, Report* report) {
  std::string folder =
      absl::StrCat(std::filesystem::temp_directory_path().string(), "/stillwatch-bench-XXXXXX");
  if (mkdtemp(folder.data()) == nullptr) End("cannot make a folder");
  const std::vector<std::string> blocks = MakeBlocks(calls);
  std::vector<double> stored, written, ratios;
  double processor = 0, bytes = 0;
  uint64_t serial = 0;
  {
    auto store = storage::Store::Open({.path = folder + "/store"});
    if (!store.ok()) End(std::string(store.status().message()));
    const int file = open((folder + "/file").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    for (int round = 0; round < rounds; ++round) {
      const double before = ProcessorSeconds();
      stored.push_back(RunStore(store->get(), blocks, calls, seconds, &serial));
      processor += ProcessorSeconds() - before;
      if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0) End("cannot begin anew");
      written.push_back(RunFile(file, blocks, calls, seconds));
      ratios.push_back(stored.back() / written.back());
    }
    close(file);
    bytes = static_cast<double>((*store)->Statistics().file_bytes);
  }
  std::filesystem::remove_all(folder);
  const auto count = static_cast<double>(serial);
  report->Add({Report::Number("calls a block", static_cast<double>(calls), 0),
               Report::Number("store calls/s", Median(stored), 0),
               Report::Number("file calls/s", Median(written), 0),
               Report::Number("ratio", Median(ratios), 3),
               Report::Number("store processor us/call", 1e6 * processor / count, 2),
               Report::Number("files bytes/call", bytes / count, 0)});
}

}  // namespace
}  // namespace stillwatch::bench

// Arguments: [ROUNDS] [SECONDS]
int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const double seconds = argc > 2 ? std::atof(argv[2]) : 3;
  Report report("append");
  for (const size_t calls : {size_t{100}, size_t{1000}, size_t{10000}}) {
    Run(calls, rounds, seconds, &report);
  }
  report.Print();
  return 0;
}
