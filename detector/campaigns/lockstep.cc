#include "detector/campaigns/lockstep.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace stillwatch::detector {
namespace {

constexpr size_t kLeastCalls = 4;  // Of each, in the time that both call.
constexpr size_t kNeighbours = 4;
constexpr double kWorthAShift = 0.3;
// Of b's median gap.
constexpr double kShifts[] = {-2.7, -1.6, -0.8, 0.8, 1.6, 2.7};
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

namespace {

using Times = absl::Span<const int64_t>;

struct Runs {
  size_t runs = 0;
  size_t a = 0;
  size_t b = 0;
};

// Runs of calls of one account in the time that both call, b's shifted.
Runs CountRuns(Times a, Times b, int64_t shift) {
  const int64_t begin = std::max(a.front(), b.front() + shift);
  const int64_t end = std::min(a.back(), b.back() + shift);
  Runs count;
  size_t i = 0, j = 0;
  while (i < a.size() && a[i] < begin) ++i;
  while (j < b.size() && b[j] + shift < begin) ++j;
  int last = -1;
  for (;;) {
    const bool more_a = i < a.size() && a[i] <= end;
    const bool more_b = j < b.size() && b[j] + shift <= end;
    if (!more_a && !more_b) return count;
    const int next = more_a && (!more_b || a[i] <= b[j] + shift) ? 0 : 1;
    ++(next == 0 ? count.a : count.b);
    ++(next == 0 ? i : j);
    count.runs += last == next ? 0 : 1;
    last = next;
  }
}

// Where the runs stand between chance and strict turns.
Turns Level(const Runs& count) {
  if (count.a < kLeastCalls || count.b < kLeastCalls) return {};
  const auto n = static_cast<double>(count.a);
  const auto m = static_cast<double>(count.b);
  const double expected = 2 * n * m / (n + m) + 1;
  const double variance = (expected - 1) * (expected - 2) / (n + m - 1);
  const double most = n == m ? 2 * n : 2 * std::min(n, m) + 1;
  const double beyond = static_cast<double>(count.runs) - expected;
  return {beyond / (most - expected), beyond / std::sqrt(variance)};
}

double MedianGap(Times times) {
  std::array<int64_t, 64> gaps;
  const size_t size = std::min(times.size() - 1, gaps.size());
  for (size_t i = 0; i < size; ++i) gaps[i] = times[i + 1] - times[i];
  std::nth_element(gaps.begin(), gaps.begin() + static_cast<ptrdiff_t>(size / 2),
                   gaps.begin() + static_cast<ptrdiff_t>(size));
  return static_cast<double>(gaps[size / 2]);
}

}  // namespace

Turns TurnsOf(const Card& a, const Card& b) {
  if (a.times.size() < kLeastCalls || b.times.size() < kLeastCalls) return {};
  const Turns raw = Level(CountRuns(a.times, b.times, 0));
  // Most pairs end here.
  if (raw.excess < kWorthAShift) return raw;
  // Regular callers of one pace alternate whoever they are: only what shifting one of them against
  // the other undoes shows that they know of each other.
  const double gap = MedianGap(b.times);
  double shifted = 0;
  for (const double share : kShifts) {
    const Turns turns = Level(CountRuns(a.times, b.times, static_cast<int64_t>(share * gap)));
    shifted += std::max(0.0, turns.excess) / static_cast<double>(std::size(kShifts));
  }
  const double own = std::max(0.0, raw.excess - shifted) / std::max(0.2, 1 - shifted);
  return {own, raw.errors * own / raw.excess};
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
