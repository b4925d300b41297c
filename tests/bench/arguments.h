#ifndef STILLWATCH_TESTS_BENCH_ARGUMENTS_H_
#define STILLWATCH_TESTS_BENCH_ARGUMENTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace stillwatch::bench {

// What every benchmark understands: --rounds N --seconds S --without-campaigns [SETTING…], and
// --calls N where a number of calls is what is measured. Settings are names, all of them when none
// is given.
struct Arguments {
  int rounds = 5;
  double seconds = 2;  // Of a measurement within a round, at most.
  int64_t calls = 0;   // 0: the benchmark has no such option.
  // Servers judge accounts one by one, as with the flag of the same name of stillwatch serve.
  bool without_campaigns = false;
  std::vector<std::string> settings;

  bool Wants(absl::string_view setting) const;
};

// Ends the program with a message when the command line is wrong or --help was asked for.
// `defaults` is what holds without arguments.
Arguments ParseArguments(int argc, char** argv, Arguments defaults,
                         const std::vector<std::string>& settings);

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_ARGUMENTS_H_
