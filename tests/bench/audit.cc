#include "service/audit/audit.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/input/call_json_writer.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/call.pb.h"
#include "tests/bench/report.h"
#include "tests/bench/simdjson_only.h"

// A whole audit against only reading the log's lines and parsing their JSON, on as many threads.
// The file is in the page cache.

namespace stillwatch::bench {
namespace {

constexpr int kThreads = 2;
constexpr size_t kOwnLogBytes = size_t{128} << 20;

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// A folder with a simulated log, gone at the end.
class OwnLog {
 public:
  OwnLog() {
    std::string folder =
        absl::StrCat(std::filesystem::temp_directory_path().string(), "/stillwatch-bench-XXXXXX");
    if (mkdtemp(folder.data()) == nullptr) {
      std::fprintf(stderr, "no temporary folder can be made; set TMPDIR\n");
      std::exit(1);
    }
    folder_ = folder;
    simulate::SimulationOptions options;
    options.scale = 8;
    const auto simulation = *simulate::Simulation::Create(options);
    std::ofstream file(path(), std::ios::binary);
    v1::Call call;
    simulate::Truth truth;
    std::string line;
    for (size_t bytes = 0; bytes < kOwnLogBytes && simulation->Next(&call, &truth);) {
      line.clear();
      input::AppendCallJson(call, &line);
      line += '\n';
      file << line;
      bytes += line.size();
    }
  }
  ~OwnLog() { std::filesystem::remove_all(folder_); }

  std::string path() const { return folder_ + "/calls.jsonl"; }

 private:
  std::string folder_;
};

void Audit(const std::string& path, bool campaigns, int64_t* calls) {
  service::AuditOptions options;
  options.files = {path};
  options.threads = kThreads;
  options.campaigns = campaigns;
  const absl::StatusOr<service::AuditSummary> summary = service::RunAudit(options, {});
  if (!summary.ok()) {
    std::fprintf(stderr, "%s\n", std::string(summary.status().message()).c_str());
    std::exit(1);
  }
  *calls = summary->calls + summary->duplicates;
}

void Run(const std::string& path, int rounds) {
  const auto megabytes = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  int64_t calls = 0;
  int64_t lines = ParseWithSimdjson(path, kThreads);
  std::vector<double> audits, audits_alone, parses, ratios, ratios_alone;
  for (int round = 0; round < rounds; ++round) {
    parses.push_back(Seconds([&] { lines = ParseWithSimdjson(path, kThreads); }));
    audits.push_back(Seconds([&] { Audit(path, /*campaigns=*/true, &calls); }));
    audits_alone.push_back(Seconds([&] { Audit(path, /*campaigns=*/false, &calls); }));
    ratios.push_back(audits.back() / parses.back());
    ratios_alone.push_back(audits_alone.back() / parses.back());
  }
  Report report("audit");
  const auto add = [&](const char* what, int64_t count, double seconds) {
    report.Add(
        {Report::Text("what", what), Report::Number("threads", kThreads, 0),
         Report::Number("MB", megabytes, 0), Report::Number("lines", static_cast<double>(count), 0),
         Report::Number("seconds", seconds, 3), Report::Number("MB/s", megabytes / seconds, 0),
         Report::Number("lines/s", static_cast<double>(count) / seconds, 0)});
  };
  add("simdjson only", lines, Median(parses));
  add("audit", calls, Median(audits));
  add("audit without campaigns", calls, Median(audits_alone));
  report.Note("ratio", Median(ratios));
  report.Note("ratio without campaigns", Median(ratios_alone));
  report.Print();
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  std::string file;
  int rounds = 5;
  CLI::App app("A benchmark; docs/benchmarks.md says what it measures.");
  app.add_option("FILE", file, "A log; without, one is made")->check(CLI::ExistingFile);
  app.add_option("--rounds", rounds, "Measurements of each; medians are shown")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  using namespace stillwatch::bench;
  if (file.empty()) {
    Run(OwnLog().path(), rounds);
  } else {
    Run(file, rounds);
  }
  return 0;
}
