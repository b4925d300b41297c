#include "service/simulate/random.h"

#include <cmath>

namespace stillwatch::simulate {
namespace {

constexpr double kLn2 = 0.693147180559945309417;

// frexp and ldexp are exact, the rest is plain arithmetic in a fixed order.
double Ln(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // 0.5 <= m < 1
  if (m < 0.70710678118654752) {
    m *= 2;
    --exponent;
  }
  const double s = (m - 1) / (m + 1);
  const double s2 = s * s;
  double sum = 0;
  for (int k = 19; k >= 1; k -= 2) sum = sum * s2 + 1.0 / k;
  return 2 * s * sum + exponent * kLn2;
}

double Exp(double x) {
  if (x > 700) x = 700;
  if (x < -700) return 0;
  const double k = std::floor(x / kLn2 + 0.5);
  const double r = x - k * kLn2;
  double sum = 1;
  for (int i = 14; i >= 1; --i) sum = 1 + sum * r / i;
  return std::ldexp(sum, static_cast<int>(k));
}

}  // namespace

uint64_t Scramble(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

uint64_t Mix(uint64_t a, uint64_t b) {
  return Scramble(Scramble(a + 0x9e3779b97f4a7c15ULL) ^ (b + 0x632be59bd9b4e019ULL));
}

uint64_t Random::Next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  return Scramble(state_);
}

uint64_t Random::Below(uint64_t n) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(Next()) * n) >> 64);
}

int64_t Random::Between(int64_t low, int64_t high) {
  return low + static_cast<int64_t>(Below(static_cast<uint64_t>(high - low) + 1));
}

double Random::Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

double Random::Normal() {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += Unit();
  return sum;
}

double Random::Exponential(double mean) { return -mean * Ln(1 - Unit()); }

double Random::LogNormal(double median, double sigma) { return median * Exp(sigma * Normal()); }

size_t Random::Weighted(const double* weights, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; ++i) total += weights[i];
  double left = Unit() * total;
  for (size_t i = 0; i + 1 < n; ++i) {
    if (left < weights[i]) return i;
    left -= weights[i];
  }
  return n - 1;
}

size_t Random::Zipf(size_t n) {
  const double rank = Exp(Unit() * Ln(static_cast<double>(n) + 1)) - 1;
  return rank < 0 ? 0 : rank >= static_cast<double>(n) ? n - 1 : static_cast<size_t>(rank);
}

}  // namespace stillwatch::simulate
