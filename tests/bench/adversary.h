#ifndef STILLWATCH_TESTS_BENCH_ADVERSARY_H_
#define STILLWATCH_TESTS_BENCH_ADVERSARY_H_

#include <random>
#include <string>

#include "absl/strings/string_view.h"

namespace stillwatch::v1 {
class Call;
class SamplingParams;
}  // namespace stillwatch::v1

namespace stillwatch::bench {

// Makes an account's profile as large as one can: every field of every call has another value, as
// long as is taken, and calls come from a whole year. The messages stay as they are.
class Adversary {
 public:
  static constexpr absl::string_view kAccount = "adversary";

  void Spoil(v1::Call* call);

 private:
  std::string Text(size_t bytes);
  void SpoilParams(v1::SamplingParams* params);

  std::mt19937_64 random_{7};
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_ADVERSARY_H_
