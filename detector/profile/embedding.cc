#include <cmath>
#include <string>

#include "detector/profile/statistics.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

int64_t Dot(const std::string& a, const std::string& b) {
  int64_t dot = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    dot += static_cast<int8_t>(a[i]) * static_cast<int8_t>(b[i]);
  }
  return dot;
}

}  // namespace

void AddToEmbedding(const v1::StoredCall& call, v1::EmbeddingState* embedding) {
  const std::string& projection = call.fingerprint().projection();
  const int64_t squares = Dot(projection, projection);
  if (squares == 0) return;
  auto* sum = embedding->mutable_sum();
  if (sum->size() != static_cast<int>(projection.size())) {
    sum->Resize(static_cast<int>(projection.size()), 0);
  }
  for (size_t i = 0; i < projection.size(); ++i) {
    sum->Set(static_cast<int>(i),
             sum->Get(static_cast<int>(i)) + static_cast<int8_t>(projection[i]));
  }
  if (embedding->previous().size() == projection.size()) {
    const std::string& previous = embedding->previous();
    const double lengths =
        std::sqrt(static_cast<double>(squares) * static_cast<double>(Dot(previous, previous)));
    embedding->set_sum_lag_cosine(embedding->sum_lag_cosine() +
                                  static_cast<double>(Dot(previous, projection)) / lengths);
    embedding->set_lag_pairs(embedding->lag_pairs() + 1);
  }
  embedding->set_previous(projection);
  embedding->set_sum_squares(embedding->sum_squares() + static_cast<uint64_t>(squares));
  embedding->set_calls(embedding->calls() + 1);
}

}  // namespace stillwatch::detector
