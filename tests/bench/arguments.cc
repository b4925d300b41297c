#include "tests/bench/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

namespace stillwatch::bench {

bool Arguments::Wants(absl::string_view setting) const {
  return settings.empty() || std::find(settings.begin(), settings.end(), setting) != settings.end();
}

Arguments ParseArguments(int argc, char** argv, Arguments defaults,
                         const std::vector<std::string>& settings) {
  Arguments arguments = std::move(defaults);
  CLI::App app("A benchmark; docs/benchmarks.md says what it measures.");
  app.add_option("--rounds", arguments.rounds, "Measurements of each; medians are shown")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--seconds", arguments.seconds, "Length of a measurement, at most")
      ->check(CLI::Range(0.01, 86400.0))
      ->capture_default_str();
  app.add_flag("--without-campaigns", arguments.without_campaigns,
               "Do not look for groups of accounts meanwhile");
  if (arguments.calls > 0) {
    app.add_option("--calls", arguments.calls, "Calls of a measurement")
        ->check(CLI::Range(int64_t{1}, int64_t{1} << 40))
        ->capture_default_str();
  }
  if (!settings.empty()) {
    app.add_option("SETTING", arguments.settings, "What to measure; everything if none is given")
        ->check(CLI::IsMember(settings));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    std::exit(code == 0 ? 0 : 2);
  }
  return arguments;
}

}  // namespace stillwatch::bench
