#include "detector/profile/embedding.h"

#include <algorithm>
#include <cmath>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

using Projection = std::array<int8_t, Embedding::kDimensions>;

// Of 16 bits, which processors multiply and add in pairs.
using Wide = std::array<int16_t, Embedding::kDimensions>;

Wide Widen(const Projection& projection) {
  Wide wide;
  std::copy(projection.begin(), projection.end(), wide.begin());
  return wide;
}

int32_t Dot(const Wide& a, const Wide& b) {
  int32_t dot = 0;
  for (size_t i = 0; i < a.size(); ++i) dot += int32_t{a[i]} * int32_t{b[i]};
  return dot;
}

}  // namespace

void Embedding::Add(const StoredCall& call) {
  const Projection& projection = call.fingerprint.projection;
  const Wide now = Widen(projection);
  const int32_t squares = Dot(now, now);
  if (squares == 0 || calls == kMostCalls) return;
  for (size_t i = 0; i < projection.size(); ++i) sum[i] += projection[i];
  if (calls > 0) {
    const Wide before = Widen(previous);
    const double lengths =
        std::sqrt(static_cast<double>(squares) * static_cast<double>(Dot(before, before)));
    sum_lag_cosine += static_cast<double>(Dot(before, now)) / lengths;
    ++lag_pairs;
  }
  previous = projection;
  sum_squares += static_cast<uint64_t>(squares);
  ++calls;
}

}  // namespace stillwatch::detector
