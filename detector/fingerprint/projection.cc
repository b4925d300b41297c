#include "detector/fingerprint/projection.h"

#include <bit>
#include <cmath>

#include "detector/memory/clear.h"

namespace stillwatch::detector {
namespace {

// Adding it leaves no bits for a fraction in a float: the sum's lowest bits are the nearest integer
// in two's complement. Unlike lround it is done for several numbers at once.
constexpr float kRounder = 12582912.0f;  // 1.5 * 2^23

}  // namespace

Projection::Projection() { Clear(counts_.data(), sizeof counts_); }

// Only exact operations and one rounding each, in a fixed order: every machine gets the same bytes.
void Projection::Write(std::array<int8_t, Fingerprint::kDimensions>* out) const {
  std::array<float, kDimensions> sums;
  for (int i = 0; i < kDimensions; ++i) {
    sums[i] = static_cast<float>(static_cast<int32_t>(counts_[i] - counts_[i + kDimensions]));
  }
  constexpr int kLanes = 16;
  std::array<float, kLanes> squares{};
  for (int i = 0; i < kDimensions; i += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) squares[lane] += sums[i + lane] * sums[i + lane];
  }
  std::array<float, 4> quarters;
  for (int i = 0; i < 4; ++i) {
    quarters[i] = (squares[i] + squares[i + 4]) + (squares[i + 8] + squares[i + 12]);
  }
  const float total = (quarters[0] + quarters[1]) + (quarters[2] + quarters[3]);
  if (total == 0) {
    out->fill(0);
    return;
  }
  const float scale = 127.0f / std::sqrt(total);
  for (int i = 0; i < kDimensions; ++i) {
    const float rounded = sums[i] * scale + kRounder;
    (*out)[i] = static_cast<int8_t>(std::bit_cast<int32_t>(rounded) & 0xff);
  }
}

}  // namespace stillwatch::detector
