#ifndef STILLWATCH_TESTS_BENCH_SIMDJSON_ONLY_H_
#define STILLWATCH_TESTS_BENCH_SIMDJSON_ONLY_H_

#include <cstdint>
#include <string>

namespace stillwatch::bench {

// What the least is that reading a log takes: `threads` threads take one megabyte after the other,
// cut at line ends, read it with one system call and parse every line with simdjson's DOM parser.
// Nothing is done with what was parsed. Returns the lines; ends the program on an error.
int64_t ParseWithSimdjson(const std::string& path, int threads);

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_SIMDJSON_ONLY_H_
