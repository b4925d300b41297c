#include "detector/campaigns/lockstep.h"

#include <algorithm>
#include <cmath>

#include "detector/campaigns/trace.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kLeastCalls = 4;  // Of each, in the time that both call.
constexpr size_t kNeighbours = 4;
constexpr double kWorthALook = 0.3;
constexpr double kPause = 4;  // Times the median gap.
// A program that waits the same time after every call varies less.
constexpr double kClockVariation = 0.25;

bool ByTheClock(const std::vector<int64_t>& times) {
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

using Times = absl::Span<const int64_t>;

struct Runs {
  size_t runs = 0;
  size_t a = 0;
  size_t b = 0;
};

// Runs of calls of one account in the time that both call.
Runs CountRuns(Times a, Times b) {
  const int64_t begin = std::max(a.front(), b.front());
  const int64_t end = std::min(a.back(), b.back());
  Runs count;
  size_t i = 0, j = 0;
  while (i < a.size() && a[i] < begin) ++i;
  while (j < b.size() && b[j] < begin) ++j;
  int last = -1;
  for (;;) {
    const bool more_a = i < a.size() && a[i] <= end;
    const bool more_b = j < b.size() && b[j] <= end;
    if (!more_a && !more_b) return count;
    const int next = more_a && (!more_b || a[i] <= b[j]) ? 0 : 1;
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
  return {beyond / (most - expected), beyond / std::sqrt(variance), 0, true};
}

double MedianGap(const std::vector<int64_t>& times) {
  if (times.size() < 2) return 0;
  std::vector<int64_t> gaps;
  for (size_t i = 1; i < times.size(); ++i) gaps.push_back(times[i] - times[i - 1]);
  const auto middle = gaps.begin() + static_cast<ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return static_cast<double>(*middle);
}

// Pearson's.
class Correlation {
 public:
  void Add(double x, double y) {
    ++n_;
    x_ += x;
    y_ += y;
    xx_ += x * x;
    yy_ += y * y;
    xy_ += x * y;
  }
  double Get() const {
    if (n_ < 4) return 0;
    const double varies = (xx_ - x_ * x_ / n_) * (yy_ - y_ * y_ / n_);
    return varies <= 1e-12 ? 0 : (xy_ - x_ * y_ / n_) / std::sqrt(varies);
  }

 private:
  double n_ = 0, x_ = 0, y_ = 0, xx_ = 0, yy_ = 0, xy_ = 0;
};

// Between each gap of a and the gap of b that begins in it, or with `back` the one before that.
double GapCorrelation(const Sequence& a, const Sequence& b, size_t back) {
  const double pause_a = kPause * a.median_gap, pause_b = kPause * b.median_gap;
  Correlation correlation;
  size_t j = 0;
  double last_a = 0, last_b = 0;
  bool follows = false;
  for (size_t i = 0; i + 1 < a.times.size(); ++i) {
    while (j < b.times.size() && b.times[j] < a.times[i]) ++j;
    const bool matched = j >= back && j - back + 1 < b.times.size() && b.times[j] < a.times[i + 1];
    if (!matched) {
      follows = false;
      continue;
    }
    const size_t k = j - back;
    const double gap_a = a.log_gaps[i], gap_b = b.log_gaps[k];
    const bool pause = static_cast<double>(a.times[i + 1] - a.times[i]) > pause_a ||
                       static_cast<double>(b.times[k + 1] - b.times[k]) > pause_b;
    if (follows && !pause) correlation.Add(gap_a - last_a, gap_b - last_b);
    follows = !pause;
    last_a = gap_a;
    last_b = gap_b;
  }
  return correlation.Get();
}

class Mean {
 public:
  void Add(const Turns& turns) {
    sum_.excess += turns.excess;
    sum_.errors += turns.errors;
    sum_.gap_correlation += turns.gap_correlation;
    ++pairs_;
  }
  Turns Get() const {
    const double pairs = std::max(1.0, pairs_);
    return {sum_.excess / pairs, sum_.errors / pairs, sum_.gap_correlation / pairs, pairs_ > 0};
  }

 private:
  Turns sum_;
  double pairs_ = 0;
};

}  // namespace

Sequence SequenceOf(const Card& card, const Card::Frame* frame) {
  Sequence sequence;
  const uint16_t tag = frame == nullptr ? 0 : Trace::TagOf(frame->hash);
  for (const Card::Call& call : card.latest) {
    if (frame == nullptr || call.tags[static_cast<size_t>(frame->kind)] == tag) {
      sequence.times.push_back(call.time_us);
    }
  }
  for (size_t i = 1; i < sequence.times.size(); ++i) {
    const auto gap = static_cast<double>(sequence.times[i] - sequence.times[i - 1]);
    sequence.log_gaps.push_back(static_cast<float>(std::log1p(gap / 1e6)));
  }
  sequence.median_gap = MedianGap(sequence.times);
  sequence.by_the_clock = ByTheClock(sequence.times);
  return sequence;
}

Turns TurnsOf(const Sequence& a, const Sequence& b) {
  if (a.times.size() < kLeastCalls || b.times.size() < kLeastCalls) return {};
  Turns turns = Level(CountRuns(a.times, b.times));
  // Most pairs end here.
  if (turns.excess < kWorthALook) return turns;
  turns.gap_correlation = std::max(GapCorrelation(a, b, 0), GapCorrelation(a, b, 1));
  return turns;
}

Turns MeanTurns(absl::Span<const Sequence> members) {
  const size_t size = members.size();
  const size_t reach = size <= 32 ? size - 1 : kNeighbours;
  Mean mean;
  for (size_t i = 0; i < size; ++i) {
    for (size_t step = 1; step <= reach && i + step < size; ++step) {
      mean.Add(TurnsOf(members[i], members[i + step]));
    }
  }
  return mean.Get();
}

Turns MeanTurnsBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  Mean mean;
  const size_t rounds = std::min<size_t>(64, std::max(a.size(), b.size()));
  for (size_t i = 0; i < rounds; ++i) mean.Add(TurnsOf(a[i % a.size()], b[i % b.size()]));
  return mean.Get();
}

}  // namespace stillwatch::detector
