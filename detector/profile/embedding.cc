#include "detector/profile/embedding.h"

#include <cmath>

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

using Projection = std::array<int8_t, Embedding::kDimensions>;

int32_t Dot(const Projection& a, const Projection& b) {
  int32_t dot = 0;
  for (size_t i = 0; i < a.size(); ++i) dot += int32_t{a[i]} * int32_t{b[i]};
  return dot;
}

}  // namespace

void Embedding::Add(const StoredCall& call) {
  const Projection& projection = call.fingerprint.projection;
  const int32_t squares = Dot(projection, projection);
  if (squares == 0 || calls == kMostCalls) return;
  for (size_t i = 0; i < projection.size(); ++i) sum[i] += projection[i];
  if (calls > 0) {
    const double lengths =
        std::sqrt(static_cast<double>(squares) * static_cast<double>(Dot(previous, previous)));
    sum_lag_cosine += static_cast<double>(Dot(previous, projection)) / lengths;
    ++lag_pairs;
  }
  previous = projection;
  sum_squares += static_cast<uint64_t>(squares);
  ++calls;
}

}  // namespace stillwatch::detector
