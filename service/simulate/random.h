#ifndef STILLWATCH_SERVICE_SIMULATE_RANDOM_H_
#define STILLWATCH_SERVICE_SIMULATE_RANDOM_H_

#include <cstddef>
#include <cstdint>

namespace stillwatch::simulate {

// Scrambles `value` so that every bit of it reaches every bit of the result (the finaliser of
// SplitMix64); a bijection.
uint64_t Scramble(uint64_t value);
// One number out of two, for seeds of parts of a seeded whole.
uint64_t Mix(uint64_t a, uint64_t b);

// A SplitMix64 generator with the few distributions that the simulator draws from. Eight bytes of
// state. The same seed gives the same numbers on every machine and with every standard library:
// logarithms and exponentials are computed here from IEEE arithmetic alone.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next();
  // Uniform in [0, n); n must not be 0.
  uint64_t Below(uint64_t n);
  // Uniform in [low, high].
  int64_t Between(int64_t low, int64_t high);
  // Uniform in [0, 1).
  double Unit();
  bool Chance(double probability) { return Unit() < probability; }
  // Close to a standard normal: the sum of twelve uniform numbers, so within ±6.
  double Normal();
  double Exponential(double mean);
  // exp(ln(median) + sigma * Normal()).
  double LogNormal(double median, double sigma);
  // The index of one of `n` weights, drawn in proportion to them.
  size_t Weighted(const double* weights, size_t n);
  // Below `n`, with the k-th number about k times as rare as the first (Zipf's law).
  size_t Zipf(size_t n);

 private:
  uint64_t state_;
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_RANDOM_H_
