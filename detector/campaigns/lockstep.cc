#include "detector/campaigns/lockstep.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stillwatch::detector {
namespace {

constexpr size_t kLeastCalls = 4;  // Of each, in the time that both call.
constexpr size_t kNeighbours = 4;
constexpr size_t kFew = 12;
constexpr size_t kMany = 64;
constexpr double kLeastCompared = 0.5;  // Of pairs.
constexpr size_t kTrimmed = 8;          // One in so many, at either side.
constexpr double kAnything = 1e6;
constexpr double kPause = 4;  // Times the median gap.
// A program that waits the same time after every call varies less.
constexpr double kClockVariation = 0.25;
constexpr double kRegularVariation = 0.45;
constexpr double kExact = 0.01;
constexpr double kMostlyExact = 0.6;

using Times = absl::Span<const int64_t>;

// Their calls in the time that both call.
std::pair<Times, Times> Together(Times a, Times b) {
  const int64_t begin = std::max(a.front(), b.front());
  const int64_t end = std::min(a.back(), b.back());
  const auto part = [begin, end](Times times) {
    const auto first = std::lower_bound(times.begin(), times.end(), begin);
    const auto last = std::upper_bound(first, times.end(), end);
    return times.subspan(static_cast<size_t>(first - times.begin()),
                         static_cast<size_t>(last - first));
  };
  return begin <= end ? std::pair(part(a), part(b)) : std::pair<Times, Times>();
}

// Runs of calls of one account; soon 0 when there are fewer than `least`.
size_t CountRuns(Times a, Times b, double least) {
  const size_t calls = a.size() + b.size();
  const double most_repeats = static_cast<double>(calls) - least;
  size_t repeats = 0, i = 0, j = 0;
  bool last = a[0] > b[0];
  ++(last ? j : i);
  while (i < a.size() && j < b.size()) {
    const bool next = a[i] > b[j];
    ++(next ? j : i);
    repeats += last == next ? 1 : 0;
    if (static_cast<double>(repeats) > most_repeats) return 0;
    last = next;
  }
  // The rest is of one of them.
  const size_t rest = calls - i - j;
  if (rest > 0) repeats += rest - (last == (j < b.size()) ? 0 : 1);
  return calls - repeats;
}

// Of runs by chance, and the most that there can be.
struct Chance {
  double expected;
  double deviation;
  double most;
};

Chance ChanceOf(size_t a, size_t b) {
  const auto n = static_cast<double>(a);
  const auto m = static_cast<double>(b);
  const double expected = 2 * n * m / (n + m) + 1;
  const double variance = (expected - 1) * (expected - 2) / (n + m - 1);
  return {expected, std::sqrt(variance), n == m ? 2 * n : 2 * std::min(n, m) + 1};
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
  const double pause_a = kPause * a.median_gap(), pause_b = kPause * b.median_gap();
  const Times times_a = a.times(), times_b = b.times();
  const absl::Span<const float> gaps_a = a.log_gaps(), gaps_b = b.log_gaps();
  Correlation correlation;
  size_t j = 0;
  double last_a = 0, last_b = 0;
  bool follows = false;
  for (size_t i = 0; i + 1 < times_a.size(); ++i) {
    while (j < times_b.size() && times_b[j] < times_a[i]) ++j;
    const bool matched = j >= back && j - back + 1 < times_b.size() && times_b[j] < times_a[i + 1];
    if (!matched) {
      follows = false;
      continue;
    }
    const size_t k = j - back;
    const double gap_a = gaps_a[i], gap_b = gaps_b[k];
    const bool pause = static_cast<double>(times_a[i + 1] - times_a[i]) > pause_a ||
                       static_cast<double>(times_b[k + 1] - times_b[k]) > pause_b;
    if (follows && !pause) correlation.Add(gap_a - last_a, gap_b - last_b);
    follows = !pause;
    last_a = gap_a;
    last_b = gap_b;
  }
  return correlation.Get();
}

// Variance without the largest and the smallest: pauses are no part of a pace.
double TrimmedVariance(absl::Span<const double> values) {
  const size_t cut = values.size() / kTrimmed;
  // In order; what is pushed out of one goes on to the next.
  std::array<double, Trace::kTimes / kTrimmed> smallest, largest;
  smallest.fill(INFINITY);
  largest.fill(-INFINITY);
  double sum = 0, squares = 0;
  for (double value : values) {
    for (size_t i = 0; i < cut; ++i) {
      const double place = smallest[i];
      smallest[i] = std::min(place, value);
      value = std::max(place, value);
    }
    if (value == INFINITY) continue;
    for (size_t i = 0; i < cut; ++i) {
      const double place = largest[i];
      largest[i] = std::max(place, value);
      value = std::min(place, value);
    }
    if (value == -INFINITY) continue;
    sum += value;
    squares += value * value;
  }
  const double count = std::max(1.0, static_cast<double>(values.size() - 2 * cut));
  return std::max(0.0, squares / count - sum * sum / count / count);
}

double GapVariance(Times times) {
  std::array<double, Trace::kTimes> gaps;
  for (size_t i = 1; i < times.size(); ++i) {
    gaps[i - 1] = static_cast<double>(times[i] - times[i - 1]) / 1e6;
  }
  return TrimmedVariance({gaps.data(), times.size() - 1});
}

// Of the times from each call of a to the next one of b.
double LagVariance(Times a, Times b) {
  std::array<double, Trace::kTimes> lags;
  size_t size = 0, j = 0;
  for (const int64_t time : a) {
    while (j < b.size() && b[j] < time) ++j;
    if (j == b.size()) break;
    lags[size++] = static_cast<double>(b[j] - time) / 1e6;
  }
  return TrimmedVariance({lags.data(), size});
}

size_t PairsBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  return std::min(kMany, std::max(a.size(), b.size()));
}

class Mean {
 public:
  void Add(const Turns& turns) {
    ++pairs_;
    if (!turns.compared) return;
    sum_.excess += turns.excess;
    sum_.errors += turns.errors;
    sum_.gap_correlation += turns.gap_correlation;
    ++compared_;
  }
  Turns Get() const {
    const double by = std::max({1.0, compared_, kLeastCompared * pairs_});
    return {sum_.excess / by, sum_.errors / by, sum_.gap_correlation / by, compared_ > 0};
  }

 private:
  Turns sum_;
  double pairs_ = 0;
  double compared_ = 0;
};

}  // namespace

double Sequence::median_gap() const {
  if (median_gap_ >= 0 || size_ < 2) return std::max(0.0, median_gap_);
  std::array<int64_t, Trace::kTimes> gaps;
  for (size_t i = 1; i < size_; ++i) gaps[i - 1] = times_[i] - times_[i - 1];
  const auto middle = gaps.begin() + static_cast<ptrdiff_t>((size_ - 1) / 2);
  std::nth_element(gaps.begin(), middle, gaps.begin() + static_cast<ptrdiff_t>(size_ - 1));
  median_gap_ = static_cast<double>(*middle);
  return median_gap_;
}

absl::Span<const float> Sequence::log_gaps() const {
  const size_t gaps = size_ == 0 ? 0 : size_ - 1;
  for (size_t i = 0; i < gaps && !measured_; ++i) {
    log_gaps_[i] = std::log(1 + static_cast<float>(times_[i + 1] - times_[i]) / 1e6f);
  }
  measured_ = true;
  return {log_gaps_.data(), gaps};
}

bool Sequence::ByTheClock() const {
  double sum = 0, squares = 0;
  for (size_t i = 1; i < size_; ++i) {
    const auto gap = static_cast<double>(times_[i] - times_[i - 1]);
    sum += gap;
    squares += gap * gap;
  }
  const double count = static_cast<double>(size_) - 1;
  if (count < 2 || sum == 0) return true;
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean)) < kClockVariation * mean;
}

bool Sequence::Regular() const {
  if (size_ < 4) return false;
  const double pause = kPause * median_gap();
  double sum = 0, squares = 0, count = 0;
  for (size_t i = 1; i < size_; ++i) {
    const auto gap = static_cast<double>(times_[i] - times_[i - 1]);
    if (gap > pause) continue;
    sum += gap;
    squares += gap * gap;
    ++count;
  }
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean)) < kRegularVariation * mean;
}

bool Sequence::ByATimer() const {
  const double usual = median_gap();
  size_t exact = 0;
  for (size_t i = 1; i < size_; ++i) {
    const auto gap = static_cast<double>(times_[i] - times_[i - 1]);
    exact += std::abs(gap - usual) < kExact * usual ? 1 : 0;
  }
  return static_cast<double>(exact) > kMostlyExact * static_cast<double>(size_);
}

Sequence SequenceOf(const Card& card, uint32_t stream) {
  Sequence sequence;
  for (size_t i = 0; i < card.latest.size(); ++i) {
    if ((stream >> i & 1) != 0) sequence.Add(card.latest[i].time_us);
  }
  return sequence;
}

Sequence SequenceOf(const Card& card, const Card::Frame* frame) {
  return SequenceOf(card, frame == nullptr ? card.Whole() : card.Bearing(*frame));
}

Turns TurnsBeyond(const Sequence& a, const Sequence& b, double least_errors, double least_excess) {
  if (a.size() < kLeastCalls || b.size() < kLeastCalls) return {};
  const auto [times_a, times_b] = Together(a.times(), b.times());
  if (times_a.size() < kLeastCalls || times_b.size() < kLeastCalls) return {};
  const Chance chance = ChanceOf(times_a.size(), times_b.size());
  const double range = chance.most - chance.expected;
  const double least = std::max(least_errors * chance.deviation, least_excess * range);
  if (range < least) return {};
  const size_t runs = CountRuns(times_a, times_b, chance.expected + least);
  // Most pairs end here.
  if (runs == 0) return {};
  const double beyond = static_cast<double>(runs) - chance.expected;
  Turns turns{beyond / range, beyond / chance.deviation, 0, true};
  if (!turns.AreTelling()) return turns;
  turns.gap_correlation = std::max(GapCorrelation(a, b, 0), GapCorrelation(a, b, 1));
  return turns;
}

Turns TurnsOf(const Sequence& a, const Sequence& b) {
  return TurnsBeyond(a, b, -kAnything, -kAnything);
}

double DriftOf(const Sequence& a, const Sequence& b) {
  const auto [times_a, times_b] = Together(a.times(), b.times());
  if (times_a.size() < kLeastCalls || times_b.size() < kLeastCalls) return 0;
  const double gaps = (GapVariance(times_a) + GapVariance(times_b)) / 2;
  return std::min(LagVariance(times_a, times_b), LagVariance(times_b, times_a)) / (gaps + 1);
}

Turns MeanTurns(absl::Span<const Sequence> members) {
  const size_t size = members.size();
  const size_t reach = size <= kFew ? size - 1 : kNeighbours;
  // Of very many members some will do.
  const size_t stride = 1 + size / kMany;
  Mean mean;
  for (size_t i = 0; i < size; i += stride) {
    for (size_t step = 1; step <= reach && i + step < size; ++step) {
      mean.Add(TurnsOf(members[i], members[i + step]));
    }
  }
  return mean.Get();
}

Turns MeanTurnsBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  Mean mean;
  const size_t pairs = PairsBetween(a, b);
  for (size_t i = 0; i < pairs; ++i) mean.Add(TurnsOf(a[i % a.size()], b[i % b.size()]));
  return mean.Get();
}

double MeanDriftBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  const size_t pairs = PairsBetween(a, b);
  double sum = 0, compared = 0;
  for (size_t i = 0; i < pairs; ++i) {
    const Sequence& one = a[i % a.size()];
    const Sequence& other = b[i % b.size()];
    const Turns turns = TurnsOf(one, other);
    compared += turns.compared ? 1 : 0;
    if (turns.AreTelling()) sum += DriftOf(one, other);
  }
  return sum / std::max({1.0, compared, kLeastCompared * static_cast<double>(pairs)});
}

}  // namespace stillwatch::detector
