#include "detector/campaigns/lockstep.h"

#include <algorithm>
#include <cmath>

namespace stillwatch::detector {
namespace {

constexpr size_t kLeastCalls = 4;  // Of each, in the time that both call.
constexpr size_t kNeighbours = 4;
// A program that waits the same time after every call varies less.
constexpr double kClockVariation = 0.25;

}  // namespace

bool CallsByTheClock(const Card& card) {
  const std::vector<int64_t>& times = card.times;
  double sum = 0, squares = 0;
  for (size_t i = 1; i < times.size(); ++i) {
    const auto gap = static_cast<double>(times[i] - times[i - 1]);
    sum += gap;
    squares += gap * gap;
  }
  const double count = static_cast<double>(times.size()) - 1;
  if (count < 2 || sum == 0) return true;
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean)) < kClockVariation * mean;
}

Turns TurnsOf(const Card& a, const Card& b) {
  if (a.times.size() < kLeastCalls || b.times.size() < kLeastCalls) return {};
  const int64_t begin = std::max(a.times.front(), b.times.front());
  const int64_t end = std::min(a.times.back(), b.times.back());
  size_t count_a = 0, count_b = 0, runs = 0;
  int last = -1;
  auto at_a = std::lower_bound(a.times.begin(), a.times.end(), begin);
  auto at_b = std::lower_bound(b.times.begin(), b.times.end(), begin);
  for (;;) {
    const bool more_a = at_a != a.times.end() && *at_a <= end;
    const bool more_b = at_b != b.times.end() && *at_b <= end;
    if (!more_a && !more_b) break;
    const bool take_a = more_a && (!more_b || *at_a <= *at_b);
    (take_a ? count_a : count_b) += 1;
    ++(take_a ? at_a : at_b);
    runs += last == (take_a ? 0 : 1) ? 0 : 1;
    last = take_a ? 0 : 1;
  }
  if (count_a < kLeastCalls || count_b < kLeastCalls) return {};
  if (CallsByTheClock(a) || CallsByTheClock(b)) return {};
  const auto n = static_cast<double>(count_a);
  const auto m = static_cast<double>(count_b);
  const double expected = 2 * n * m / (n + m) + 1;
  const double variance = (expected - 1) * (expected - 2) / (n + m - 1);
  const double most = n == m ? 2 * n : 2 * std::min(n, m) + 1;
  const double beyond = static_cast<double>(runs) - expected;
  return {beyond / (most - expected), beyond / std::sqrt(variance)};
}

double MeanTurnExcess(absl::Span<const Card* const> members) {
  const size_t size = members.size();
  const size_t reach = size <= 32 ? size - 1 : kNeighbours;
  double sum = 0;
  size_t pairs = 0;
  for (size_t i = 0; i < size; ++i) {
    for (size_t step = 1; step <= reach && i + step < size; ++step) {
      sum += TurnsOf(*members[i], *members[i + step]).excess;
      ++pairs;
    }
  }
  return pairs == 0 ? 0 : sum / static_cast<double>(pairs);
}

}  // namespace stillwatch::detector
