#include "detector/profile/logarithm.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace stillwatch::detector {
namespace {

constexpr size_t kTable = 1024;

std::array<double, kTable> MakeTable() {
  std::array<double, kTable> table;
  for (size_t x = 0; x < kTable; ++x) table[x] = std::log1p(static_cast<double>(x));
  return table;
}

}  // namespace

double Log1p(uint64_t x) {
  static const std::array<double, kTable> table = MakeTable();
  return x < kTable ? table[x] : std::log1p(static_cast<double>(x));
}

}  // namespace stillwatch::detector
